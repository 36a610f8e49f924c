import SommetEvents
import SommetGraph
import SommetText

/// An explanation for people: sentence by sentence what was read, by which row, and what was not and why.
public struct ExplanationText {
  /// Columns of a line.
  let width: Int
  /// Whether to tell of every row that does not fit a trigger, and not only of those that came near.
  let isThorough: Bool
  /// Whether to tell who is named in each sentence.
  let hasNames: Bool
  let styled: (String, WrappedText.Style) -> String

  public init(
    width: Int, isThorough: Bool = false, hasNames: Bool = false,
    styled: @escaping (String, WrappedText.Style) -> String = { text, _ in text }
  ) {
    self.width = max(40, width)
    self.isThorough = isThorough
    self.hasNames = hasNames
    self.styled = styled
  }

  /// The explanation of one article, ending with a line end.
  ///
  /// - Precondition: the article was read with an explanation.
  public func text(_ reading: ArticleReading, _ filter: ExplanationFilter = .init()) -> String {
    guard let whole = reading.explanation else { preconditionFailure("the reading carries its explanation") }
    let shown = filter(whole)
    var lines = header(reading, whole)
    let triggers = Dictionary(
      grouping: shown.triggers.filter { isThorough || !$0.readings.isEmpty || $0.isTold },
      by: \.evidence.sentence)
    // A sentence in which no row comes near is only shown to those who ask for it.
    let telling = triggers.filter { _, found in
      isThorough || found.contains { !$0.readings.isEmpty || $0.isNear }
    }
    let numbers = Set(telling.keys).union(filter.sentences ?? [])
    for number in numbers.sorted() where whole.sentences.indices.contains(number) {
      lines += sentence(number, triggers[number] ?? [], reading, whole)
    }
    if !shown.meetings.isEmpty {
      lines += ["", styled(shown.meetings.count == 1 ? "Meeting" : "Meetings", .bold)]
      for meeting in shown.meetings { lines += self.meeting(meeting) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Article

  private func header(_ reading: ArticleReading, _ explanation: EventExplanation) -> [String] {
    let article = reading.article
    var title = WrappedText(article.path == "-" ? article.id : article.path, .bold)
    if let name = article.title { title.add(": " + name) }
    let missed = explanation.triggers.count { $0.readings.isEmpty && $0.isNear }
    var counts = WrappedText(
      article.date.map { "published \($0) (\(article.dateSource.rawValue))" }
        ?? "no day of publication: what is reckoned from it has no value", .faint)
    counts.add(
      "; \(count(explanation.sentences.count, "sentence")), \(count(reading.record.acts.count, "edge")), "
        + "\(count(reading.record.meetings.count, "meeting")), "
        + "\(count(missed, "trigger")) without an edge", .faint)
    return lines("", title) + lines("  ", counts)
  }

  func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  func lines(_ opening: String, _ text: WrappedText) -> [String] {
    text.lines(opening: opening, width: width, styled: styled)
  }

  // MARK: Sentence

  private func sentence(
    _ number: Int, _ triggers: [EventExplanation.Trigger], _ reading: ArticleReading,
    _ explanation: EventExplanation
  ) -> [String] {
    let label = String(number)
    let opening = label + String(repeating: " ", count: max(1, 5 - label.count))
    let span: Span
    if let evidence = triggers.first?.evidence {
      span = Span(evidence.start, evidence.end)
    } else {
      span = Span(explanation.sentences[number].start, explanation.sentences[number].end)
    }
    var lines = [""] + self.lines(opening, marked(span, triggers, reading.article.text))
    if hasNames { lines += names(in: span, reading) }
    for trigger in triggers where !trigger.readings.isEmpty { lines += read(trigger) }
    let missed = triggers.filter { $0.readings.isEmpty }
    for trigger in missed where isThorough || trigger.isNear { lines += self.missed(trigger) }
    let unfit = missed.filter { !isThorough && !$0.isNear }
    if !unfit.isEmpty {
      let words = unfit.map { phrase($0.word.text) }.joined(separator: ", ")
      lines += self.lines("     ", WrappedText("no row fits \(words)", .faint))
    }
    if triggers.isEmpty {
      lines += self.lines("     ", WrappedText("no word here is the trigger of a row", .faint))
    }
    return lines
  }

  /// The sentence with its triggers in colour.
  private func marked(_ span: Span, _ triggers: [EventExplanation.Trigger], _ text: ScalarText) -> WrappedText
  {
    var marked = WrappedText()
    var start = span.start
    for trigger in triggers where trigger.word.start >= start && trigger.word.end <= span.end {
      marked.add(text[Span(start, trigger.word.start)])
      marked.add(text[Span(trigger.word.start, trigger.word.end)], trigger.readings.isEmpty ? .bad : .good)
      start = trigger.word.end
    }
    marked.add(text[Span(start, span.end)])
    return marked
  }

  private func names(in span: Span, _ reading: ArticleReading) -> [String] {
    let record = reading.record
    let mentions = record.mentions.filter { $0.start >= span.start && $0.end <= span.end }
    let times = record.times.filter { $0.start >= span.start && $0.end <= span.end }
    return mentions.flatMap { mention in
      let entity = record.entities[mention.entity]
      return field(
        mention.form,
        phrase(mention.text) + " → \(entity.label), \(entity.kind.rawValue)"
          + (mention.rule.map { " (\($0))" } ?? ""))
    }
      + times.flatMap { time in
        field("time", phrase(time.text) + " → " + (time.value ?? "no value"))
      }
  }

  // MARK: Parts

  func phrase(_ text: String) -> String {
    "« \(text.split(whereSeparator: \.isWhitespace).joined(separator: " ")) »"
  }

  /// A line of a block: a label, and what stands behind it.
  func field(_ label: String, _ text: String, _ style: WrappedText.Style = .plain) -> [String] {
    let opening = "       " + label + String(repeating: " ", count: max(1, 12 - label.count))
    return WrappedText(text, style).lines(opening: opening, width: width, styled: styled)
  }

  func place(_ row: EventExplanation.Row) -> String {
    guard let table = row.table, let line = row.line else { return row.id }
    return "\(row.id) (\(table):\(line))"
  }
}

extension EventExplanation.Trigger {
  /// Whether some row took the word for its trigger, and not only its lemma.
  fileprivate var isTold: Bool { upos != "AUX" && missed.contains { $0.reason != .word } }

  /// Whether some row's pattern fits.
  fileprivate var isNear: Bool { missed.contains { $0.reason != .word && $0.reason != .pattern } }
}
