import SommetText

/// A temporal expression with what its words mean before they are placed on the calendar.
package struct TimeReading: Sendable {
  package let expression: TimeExpression
  package let meaning: Meaning

  init(_ expression: TimeExpression, _ meaning: Meaning) {
    self.expression = expression
    self.meaning = meaning
  }
}

extension TimeTagger {
  /// Whether the verb that an expression hangs on tells the past, the future or (`.tense`) the present.
  ///
  /// Nil when nothing tells, and when a noun stands between the two ("a voté le budget de 2026").
  package func tense(of expression: TimeExpression, in document: AnnotatedDocument) -> Direction? {
    guard let reading = tenses.reading(of: expression.tokens, in: document), !reading.isNominal else {
      return nil
    }
    return reading.direction
  }
}
