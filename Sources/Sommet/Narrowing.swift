import SommetCorpus
import SommetEntities
import SommetGraph
import SommetText
import SommetTime

/// The days that are left while an article's clues are read one after the other.
struct Narrowing {
  let inference: DateInference
  let document: AnnotatedDocument
  private(set) var days: DaySet
  private(set) var clues: [InferredDate.Clue] = []
  /// The last day that is told as past.
  private var lastPast = Int.min
  /// Dates that are told as future.
  private var futures: [(range: ClosedRange<Int>, span: Span)] = []

  init(_ inference: DateInference, _ document: AnnotatedDocument) {
    self.inference = inference
    self.document = document
    days = DaySet(years: inference.years)
  }

  // MARK: - Clues

  private mutating func note(_ rule: DateInference.Rule, _ span: Span?, _ words: String) {
    clues.append(
      InferredDate.Clue(rule: rule.id, span: span, words: words, says: rule.says, left: days.count))
  }

  /// The publication lies within a rule's reach of one of some stretches of days.
  private mutating func apply(
    _ id: String, to stretches: [ClosedRange<Int>], slack: Int = 0, _ span: Span?, _ words: String
  ) {
    let rule = inference.rule(id)
    days.keep(
      stretches.map { stretch in
        let low = rule.from.map { stretch.lowerBound + $0 - slack } ?? days.first
        let high = rule.to.map { stretch.upperBound + $0 + slack } ?? days.last
        return low <= high ? low...high : high...low
      })
    note(rule, span, words)
  }

  mutating func apply(_ id: String, to stretches: [ClosedRange<Int>], slack: Int = 0, _ span: Span) {
    apply(id, to: stretches, slack: slack, span, String(document.text[span]))
  }

  // MARK: - Beside the text

  /// What stands beside the sentences: the month, the day of a change, the days of quoted posts.
  mutating func readMargins(of article: Article) {
    if let month = article.monthHint, let range = Self.days(month) {
      apply("month", to: [range], nil, month)
    }
    for candidate in article.dateCandidates where candidate.standing == .change {
      guard let range = candidate.day.flatMap(Self.days) else { continue }
      apply("changed", to: [range], Self.span(candidate.place), candidate.words)
    }
    for block in article.blocks {
      guard let range = block.date.flatMap(Self.days) else { continue }
      apply("post", to: [range.lowerBound...range.lowerBound], block.span, block.date!)
    }
  }

  /// Who is told with an office has taken it, or is about to.
  mutating func readOffices(_ entities: EntityAnnotations, _ resolver: EntityResolver) {
    for office in entities.offices where !office.isPast {
      let isNamed = entities.mentions.contains {
        $0.entity == office.holder && $0.form == .name && $0.tokens.overlaps(office.tokens)
      }
      let isInterim = document.tokens[office.tokens].contains {
        inference.contains($0.text.lowercased(), in: .interim)
      }
      guard isNamed, !isInterim, let start = resolver.firstDay(of: office, in: entities),
        let range = Self.days(start),
        document.blocks.contains(where: {
          $0.role != .quotation && $0.date == nil && $0.tokens.overlaps(office.tokens)
        })
      else { continue }
      apply("office", to: [range], document.span(of: office.tokens))
    }
  }

  private static func span(_ place: DateCandidate.Place) -> Span? {
    if case .text(let span) = place { span } else { nil }
  }

  /// The days of an ISO 8601 day, month, year or interval, since 1970-01-01.
  static func days(_ value: String) -> ClosedRange<Int>? {
    guard let range = DateRange(value), let first = CivilDate(iso: range.first),
      let last = CivilDate(iso: range.last)
    else { return nil }
    return first.number...last.number
  }

  // MARK: - Expressions

  /// Reads the expressions of one block.
  mutating func read(_ readings: [TimeReading], in block: Block) {
    let quoted = quotedSpans(document.span(of: block.tokens))
    var isYearTold = false
    var index = 0
    while index < readings.count {
      let reading = readings[index]
      let span = reading.expression.span
      defer { index += 1 }
      if quoted.contains(where: { $0.overlaps(span) }) { continue }
      if index + 1 < readings.count, readPair(reading, readings[index + 1]) {
        index += 1
        continue
      }
      read(reading, isYearTold: isYearTold)
      if isAbsolute(reading) { isYearTold = true }
    }
  }

  /// Whether an expression has a value of its own, from nothing else.
  func isAbsolute(_ reading: TimeReading) -> Bool {
    reading.expression.value != nil && reading.expression.anchor == nil
      && [.date, .datetime, .daterange].contains(reading.expression.kind)
      && Self.holdsYear(reading.meaning)
  }

  private static func holdsYear(_ meaning: Meaning) -> Bool {
    switch meaning {
    case .calendar(let calendar): calendar.year != nil
    case .range(let from, let to): holdsYear(from) || holdsYear(to)
    case .part(_, let whole), .dayPart(_, let whole, _), .at(let whole, _), .holding(_, let whole),
      .nth(_, _, let whole):
      holdsYear(whole)
    case .season(_, let year, _), .holidayIn(_, let year, _): year != nil
    default: false
    }
  }

  private mutating func read(_ reading: TimeReading, isYearTold: Bool) {
    let expression = reading.expression
    let tense = inference.tagger.tense(of: expression, in: document)
    if isAbsolute(reading) { readAbsolute(reading, tense) }
    guard case .calendar(let calendar) = Self.day(reading.meaning), calendar.weeks == 0 else { return }
    if calendar.hint == .this {
      readThis(calendar, tense, expression)
    } else if calendar.year == nil, calendar.month != nil, calendar.day != nil, calendar.weekday != nil,
      !isYearTold
    {
      let rule =
        switch (calendar.hint, tense) {
        case (.last?, _): "named.last"
        case (.next?, _): "named.next"
        case (nil, .past?): "named.past"
        case (nil, .future?): "named.future"
        default: "named.open"
        }
      apply(rule, to: inference.days(of: calendar).map { $0...$0 }, expression.span)
    }
  }

  /// "ce mercredi 20 août".
  ///
  /// What is said is in the paper the same day; what happened may be told some days later.
  private mutating func readThis(_ calendar: Calendar, _ tense: Direction?, _ expression: TimeExpression) {
    guard calendar.day != nil, calendar.month != nil else { return }
    let rule =
      switch tense {
      case .past?: isSaid(expression) ? "today.said" : "today.past"
      case .future?: "today.ahead"
      default: "today.open"
      }
    apply(rule, to: inference.days(of: calendar).map { $0...$0 }, expression.span)
  }

  /// A date with its year: the article is not older than what it tells as done then.
  private mutating func readAbsolute(_ reading: TimeReading, _ tense: Direction?) {
    guard let range = reading.expression.value.flatMap(Self.days) else { return }
    if tense == .past, hangsOnPast(reading.expression) {
      apply("told.past", to: [range.lowerBound...range.lowerBound], reading.expression.span)
      lastPast = max(lastPast, range.upperBound)
    } else if tense == .future, hangsOnFuture(reading.expression) {
      futures.append((range, reading.expression.span))
    }
  }

  /// What is told as future bounds the publication from above, where it is no future of the past ("il mourra en
  /// 1994"): it lies after everything that is told as past.
  mutating func readFutures() {
    guard lastPast > Int.min else { return }
    for (range, span) in futures where range.lowerBound > lastPast { apply("told.future", to: [range], span) }
  }

  /// Whether an expression is the time of a verb in the past, and of no noun, and not its goal ("reporté à 2018").
  private func hangsOnPast(_ expression: TimeExpression) -> Bool {
    let head = document.head(of: expression.tokens)
    let verb = document.tokens[head].head
    guard !expression.tokens.contains(verb), [.verb, .aux].contains(document.tokens[verb].upos) else {
      return false
    }
    let verbs = [verb] + document.children(of: verb).filter { document.tokens[$0].deprel.hasPrefix("aux") }
    if verbs.contains(where: { inference.ends(document.tokens[$0].text.lowercased(), as: .futureEnding) }) {
      return false
    }
    return document.children(of: head).filter { document.tokens[$0].deprel == "case" }
      .allSatisfy { inference.contains(document.tokens[$0].lemma, in: .pastLink) }
  }

  /// Whether the next verb above is one of saying, in a tense that reports (neither imperfect nor pluperfect).
  private func isSaid(_ expression: TimeExpression) -> Bool {
    var current = document.head(of: expression.tokens)
    while document.tokens[current].upos != .verb, document.tokens[current].head != current {
      current = document.tokens[current].head
    }
    guard inference.contains(document.tokens[current].lemma, in: .saying) else { return false }
    let verbs =
      [current] + document.children(of: current).filter { document.tokens[$0].deprel.hasPrefix("aux") }
    return !verbs.contains { document.tokens[$0].feats["Tense"] == "Imp" }
  }

  /// Whether the next verb above stands in the future itself; conditionals and infinitives are no promise.
  private func hangsOnFuture(_ expression: TimeExpression) -> Bool {
    var current = document.head(of: expression.tokens)
    for _ in 0..<document.tokens.count {
      let verbs =
        [current] + document.children(of: current).filter { document.tokens[$0].deprel.hasPrefix("aux") }
      if verbs.contains(where: { document.tokens[$0].feats["Tense"] == "Fut" }) { return true }
      let token = document.tokens[current]
      if token.upos == .verb || token.head == current { return false }
      current = token.head
    }
    return false
  }

  // MARK: - Quotations

  private static let closing: [Unicode.Scalar: Unicode.Scalar] = ["«": "»", "“": "”", "\"": "\""]

  /// The stretches between quotation marks; one that is never closed runs to the end of the block.
  private func quotedSpans(_ block: Span) -> [Span] {
    var spans: [Span] = []
    var start: Int?
    var close: Unicode.Scalar = "»"
    var offset = block.start
    for scalar in document.text[block].unicodeScalars {
      if let begun = start {
        if scalar == close {
          spans.append(Span(begun, offset + 1))
          start = nil
        }
      } else if let pair = Self.closing[scalar] {
        start = offset
        close = pair
      }
      offset += 1
    }
    if let start { spans.append(Span(start, block.end)) }
    return spans
  }
}
