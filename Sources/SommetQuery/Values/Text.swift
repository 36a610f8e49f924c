import Foundation

/// What the language asks of strings.
enum Text {
  /// A test of two strings; null when one of the values is none. A date counts as it is written.
  static func test(_ a: QueryValue, _ b: QueryValue, _ holds: (String, String) -> Bool) -> QueryValue {
    guard let a = string(a), let b = string(b) else { return .null }
    return .boolean(holds(a, b))
  }

  static func contains(_ text: String, _ part: String) -> Bool { part.isEmpty || text.contains(part) }

  static func string(_ value: QueryValue) -> String? {
    switch value {
    case .string(let text): text
    case .date(let date): date.text
    default: nil
    }
  }

  /// A value as `+` and toString() write it; nil for what is no string, number, boolean, date or duration.
  static func plain(_ value: QueryValue) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .float(let number): QueryValue.text(number)
    case .boolean(let truth): truth ? "true" : "false"
    case .date(let date): date.text
    case .duration(let duration): duration.text
    default: nil
    }
  }
}

/// The patterns of `=~`, each compiled once, as ICU writes them: like Java's, which openCypher has in mind.
final class RegularExpressions {
  /// How often a match is asked to go on before it is given up, some 10,000 steps each time. Without being told, ICU gives up by itself after
  /// about twice as many, and says that nothing matches.
  private static let patience = 2_000

  private var compiled: [String: NSRegularExpression] = [:]

  /// Whether the whole text matches the pattern.
  ///
  /// - Throws: `QueryError` for what is no pattern, and when a match takes longer than the query may.
  func matches(
    _ text: QueryValue, _ pattern: QueryValue, _ run: QueryRun, _ position: QueryPosition
  ) throws -> QueryValue {
    guard let text = Text.string(text), case .string(let pattern) = pattern else { return .null }
    let expression = try compiled[pattern] ?? expression(pattern, position)
    var isMatch = false
    var asked = 0
    var fault: (any Error)?
    expression.enumerateMatches(
      in: text, options: [.anchored, .reportProgress], range: NSRange(location: 0, length: text.utf16.count)
    ) { match, flags, stop in
      isMatch = isMatch || match != nil
      asked += 1
      if flags.contains(.internalError) || asked > Self.patience {
        fault = QueryError(
          .budget, .timeout, at: position, "the regular expression tries too many ways to match a text")
      } else if match == nil {
        do { try run.checkTime() } catch { fault = error }
      }
      if isMatch || fault != nil { stop.pointee = true }
    }
    if let fault { throw fault }
    return .boolean(isMatch)
  }

  private func expression(_ pattern: String, _ position: QueryPosition) throws -> NSRegularExpression {
    // By itself first: `a)|(b` is no pattern, though it would be one in brackets. What ends in a comment needs a line's end.
    guard pattern.isEmpty || (try? NSRegularExpression(pattern: pattern)) != nil,
      let expression = ["", "\n"].lazy.compactMap({ end in
        try? NSRegularExpression(pattern: "(?:\(pattern)\(end))\\z")
      }).first
    else {
      throw QueryError(
        .argument, .invalidArgumentValue, at: position, "expected a regular expression, found '\(pattern)'")
    }
    compiled[pattern] = expression
    return expression
  }
}
