import Foundation
import SommetText

/// Finds the temporal expressions of French texts and gives each an ISO 8601 / TIMEX3 value.
///
/// Words, rules and the calendar's names are tables in `Resources`. Rules compose meanings over a chart; the meaning
/// is then placed on the calendar from the moment of writing, from dates told earlier in the text, or from nothing
/// when the expression is absolute. What cannot be placed stays unresolved with its reason: the moment of writing
/// is used when an expression leads there, never as a guess.
public struct TimeTagger: Sendable {
  /// How fine the answers are.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// For the dates of events: an expression is told to the day ("mercredi soir" is the day), and a time of day
    /// is an expression of its own.
    case news
    /// As fine as the words tell: "mercredi soir" is from 18:00 to midnight, "demain à 11 h" is one expression.
    case full
  }

  let grammar: Grammar
  let almanac: Almanac
  let tenses: TenseReader
  private let neighbours: Neighbours

  /// Reads the tables of the module.
  public init() throws {
    func table(_ name: String, _ columns: [String]) throws -> Table {
      guard let url = Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Resources")
      else {
        preconditionFailure("the module is built with Resources/\(name).tsv")
      }
      return try Table(
        String(decoding: Data(contentsOf: url), as: UTF8.self), name: name + ".tsv", columns: columns)
    }
    let beside = try table("neighbours", Neighbours.columns)
    grammar = try Grammar(
      lexicon: [try table("lexicon", Lexicon.columns)], numbers: try table("numbers", Numerals.columns),
      rules: try table("rules", Grammar.ruleColumns), extra: beside.rows.map { String($0["forms"]) })
    almanac = try Almanac(
      holidays: try table("holidays", Almanac.holidayColumns),
      seasons: try table("seasons", Almanac.seasonColumns), hours: try table("hours", Almanac.hourColumns),
      portions: try table("portions", Almanac.portionColumns))
    tenses = try TenseReader(try table("tenses", TenseReader.columns))
    neighbours = Neighbours(beside, lexicon: grammar.lexicon)
  }

  /// The temporal expressions of a document, in order, not overlapping.
  ///
  /// - Parameters:
  ///   - reference: the moment of writing, an ISO day or date-time; nil when nobody knows it. A block with a date
  ///     of its own goes by that.
  ///   - direction: where bare weekdays, days and months lie.
  /// - Returns: one expression for each place; `value` is nil and `unresolved` says why where no date follows.
  ///   The cost grows with the length of the text.
  public func expressions(
    in document: AnnotatedDocument, reference: String?, prefer direction: Direction = .tense,
    style: Style = .news
  ) -> [TimeExpression] {
    readings(in: document, reference: reference, prefer: direction, style: style).map(\.expression)
  }

  /// The same, each with what its words mean before they are placed on the calendar.
  package func readings(
    in document: AnnotatedDocument, reference: String?, prefer direction: Direction = .tense,
    style: Style = .news
  ) -> [TimeReading] {
    let isParsed = document.tokens.contains { !$0.deprel.isEmpty }
    var found: [TimeReading] = []
    var told: [Period] = []
    for block in document.blocks where !block.tokens.isEmpty {
      var passage = Passage(
        document: document, span: document.span(of: block.tokens), isParsed: isParsed,
        reference: Moment(block.date ?? reference), direction: direction, style: style)
      passage.told = told
      tag(&passage)
      found += zip(passage.found, passage.meanings).map(TimeReading.init)
      if block.date == nil { told = passage.told }
    }
    return found
  }

  /// The expressions of a text that was not parsed.
  public func expressions(
    in text: String, reference: String?, prefer direction: Direction = .nearest, style: Style = .full
  ) -> [TimeExpression] {
    expressions(
      in: AnnotatedDocument(plain: text), reference: reference, prefer: direction, style: style)
  }

  /// The rules with their examples, in the order of the table.
  package var ruleExamples: [RuleExample] {
    grammar.rules.map {
      RuleExample(
        id: $0.id, text: $0.example, value: $0.value, style: $0.style ?? .full,
        isExpression: $0.isExpression && !$0.composition.isPass)
    }
  }

  /// A rule's own example.
  package struct RuleExample: Sendable {
    package let id: String
    /// Empty when the rule only serves others.
    package let text: String
    /// The value of the last expression; empty when none may have a value.
    package let value: String
    package let style: Style
    /// Whether the rule itself must be the one that fires.
    package let isExpression: Bool
  }

  // MARK: Passages

  /// A block on its way through the tagger.
  private struct Passage {
    let document: AnnotatedDocument
    let span: Span
    let isParsed: Bool
    let reference: Moment?
    let direction: Direction
    let style: Style
    var told: [Period] = []
    var found: [TimeExpression] = []
    /// What each expression found means.
    var meanings: [Meaning] = []
    /// The date that heads the passage, as in a chronology ("18 mai 2022. …").
    var heading: Period?
  }

  private func tag(_ passage: inout Passage) {
    var atoms = AtomScanner.atoms(of: passage.document.text, in: passage.span)
    let vocabulary = grammar.lexicon.vocabulary
    for index in atoms.indices where !atoms[index].isNumber {
      if let word = vocabulary[atoms[index].key] { atoms[index].word = word }
    }
    var start = 0
    while start < atoms.count {
      guard isKnown(start, atoms) else {
        start += 1
        continue
      }
      var end = start + 1
      while end < atoms.count, end - start < 64, atoms[end].gap != .line, isKnown(end, atoms) { end += 1 }
      if isWorthReading(start..<end, atoms, passage.style) {
        let chart = Chart(atoms[start..<end], grammar: grammar, style: passage.style)
        for edge in chart.expressions(light: neighbours.light, where: { isFit($0, atoms, passage) }) {
          add(edge, atoms, to: &passage)
        }
      }
      start = end
    }
  }

  /// Whether an atom may be part of an expression: a word of the tables, or a number that no name holds (G20).
  private func isKnown(_ index: Int, _ atoms: [Atom]) -> Bool {
    let atom = atoms[index]
    if !atom.isNumber { return atom.word >= 0 }
    guard atom.gap == .none, index > 0, atoms[index - 1].isLetters else { return true }
    // "T3 2024" is a quarter.
    if grammar.leadsDigits.contains(atoms[index - 1].word) { return true }
    // In 18h30 the letters themselves follow a number.
    return index > 1 && atoms[index - 1].gap == .none && atoms[index - 2].isNumber
  }

  private func isWorthReading(_ range: Range<Int>, _ atoms: [Atom], _ style: Style) -> Bool {
    range.contains { index in
      let atom = atoms[index]
      guard atom.isNumber else {
        return grammar.lexicon.isTrigger[Int(atom.word)]
          || style == .full && grammar.numerals.isNumber(atom.word)
      }
      if style == .full || atom.count == 4 { return true }
      return index + 2 < range.upperBound && atoms[index + 1].gap == .none && atoms[index + 2].isNumber
        && atoms[index + 2].gap == .none
    }
  }

  /// Whether what stands around lets an expression be one: a year is no count, a month no name.
  private func isFit(_ edge: Chart.Edge, _ atoms: [Atom], _ passage: Passage) -> Bool {
    let rule = grammar.rules[edge.rule].id
    if rule == "shift.after", passage.isParsed {
      // "deux jours après Poutine": the preposition has its own noun.
      let last = atoms[edge.core.upperBound - 1]
      return passage.document.tokens(overlapping: Span(last.start, last.end)).allSatisfy {
        passage.document.tokens[$0].upos != .adp || passage.document.tokens[$0].deprel != "case"
      }
    }
    let next = edge.core.upperBound < atoms.count ? atoms[edge.core.upperBound] : nil
    let previous = edge.core.lowerBound > 0 ? atoms[edge.core.lowerBound - 1] : nil
    // A version such as 3.11.2024b is no date.
    if let next, next.gap == .none, next.isLetters, atoms[edge.core.upperBound - 1].isNumber { return false }
    // "Le Soir" is a newspaper, "le soir" a time; a part of the day alone may begin a line.
    if atoms[edge.core.upperBound - 1].isCapitalized {
      if rule == "part.now", edge.core.count > 1 { return false }
      if rule == "part.bare-plain", let previous, previous.isLetters { return false }
    }
    guard grammar.rules[edge.rule].isBare else { return true }
    if neighbours.isCount(edge.core, in: atoms) { return false }
    if rule == "bare.year", neighbours.isFirstOfCounts(edge.core, in: atoms) { return false }
    if neighbours.isName(edge.core, in: atoms, lexicon: grammar.lexicon) { return false }
    let first = atoms[edge.core.lowerBound]
    // 2 015,5 and 1234-567 are no years.
    if rule == "bare.year", let previous, first.gap == .none, previous.isLetters || previous.isNumber {
      return false
    }
    guard passage.isParsed else { return true }
    let tokens = passage.document.tokens(overlapping: Span(first.start, atoms[edge.core.upperBound - 1].end))
    guard let token = tokens.last else { return true }
    if rule == "bare.year" {
      let parsed = passage.document.tokens[token]
      let head = passage.document.tokens[parsed.head]
      return !(parsed.deprel == "nummod" && parsed.head == token + 1 && head.upos == .noun)
    }
    // "Noël Mamère" is no holiday, "Theresa May" no month.
    if Self.isInPersonName(tokens, of: passage.document) { return false }
    if first.isCapitalized, rule != "bare.holiday" {
      // A capital inside a sentence makes a name of it.
      let sentence = passage.document.sentences[passage.document.sentence(of: tokens.lowerBound)]
      return tokens.lowerBound == sentence.lowerBound
        || passage.document.tokens[tokens.lowerBound - 1].upos == .punct
    }
    return true
  }

  /// Whether tokens are part of a longer name of a person; entities are in order, so halving finds the place.
  private static func isInPersonName(_ tokens: Range<Int>, of document: AnnotatedDocument) -> Bool {
    var low = 0
    var high = document.entities.count
    while low < high {
      let middle = (low + high) / 2
      if document.entities[middle].tokens.upperBound > tokens.lowerBound {
        high = middle
      } else {
        low = middle + 1
      }
    }
    guard low < document.entities.count else { return false }
    let entity = document.entities[low]
    return entity.label == "PER" && entity.tokens.overlaps(tokens) && entity.tokens.count > tokens.count
  }

  // MARK: Values

  private func add(_ edge: Chart.Edge, _ atoms: [Atom], to passage: inout Passage) {
    let rule = grammar.rules[edge.rule]
    guard rule.category != grammar.noneCategory else { return }
    let span = Span(atoms[edge.core.lowerBound].start, atoms[edge.core.upperBound - 1].end)
    let tokens = passage.document.tokens(overlapping: span)
    var expression = TimeExpression(span: span, tokens: tokens, kind: .date, value: nil, rule: rule.id)
    switch edge.meaning {
    case .amount(let amount) where isTimestamp(span, passage):
      // "3 h" alone, where the past is meant, is how long ago a page was written.
      resolve(.shifted(amount, sign: -1, .reference), &expression, in: &passage)
    case .amount(let amount):
      expression.kind = .duration
      expression.value = amount.value
    case .repeated(let repetition):
      expression.kind = .set
      expression.value = repetition.value
    case .clock(let clock):
      expression.kind = .time
      resolve(clock, edge.meaning, &expression, in: &passage)
    case .range(.clock(let from), .clock(let to)) where passage.reference == nil || passage.style == .news:
      expression.kind = .timerange
      expression.value = "\(from.value)/\(to.value)"
    default:
      resolve(edge.meaning, &expression, in: &passage)
    }
    passage.found.append(expression)
    passage.meanings.append(edge.meaning)
  }

  private func isTimestamp(_ span: Span, _ passage: Passage) -> Bool {
    passage.style == .full && passage.direction == .past
      && span == passage.document.span(of: passage.document.tokens.indices)
  }

  /// A time of day stands alone in news, with its day when a date precedes it directly.
  private func resolve(
    _ clock: Clock, _ meaning: Meaning, _ expression: inout TimeExpression, in passage: inout Passage
  ) {
    if passage.style == .full, passage.reference != nil {
      resolve(meaning, &expression, in: &passage)
      return
    }
    expression.value = clock.value
    guard let last = passage.found.last, last.kind == .date || last.kind == .datetime, let day = last.value,
      CivilDate(iso: day) != nil, expression.span.start - last.span.end <= 12
    else { return }
    expression.kind = .datetime
    expression.value = day + clock.value
    expression.anchor = day
  }

  private func resolve(_ meaning: Meaning, _ expression: inout TimeExpression, in passage: inout Passage) {
    var context = Resolver.Context()
    context.reference = passage.reference?.instant
    context.hasClock = passage.reference?.hasClock ?? false
    context.told = passage.told
    context.style = passage.style
    switch passage.direction {
    case .tense where passage.isParsed:
      let reading = tenses.reading(of: expression.tokens, in: passage.document)
      context.direction = reading?.direction ?? .nearest
      context.isNominal = reading?.isNominal ?? false
    case .tense: context.direction = .nearest
    default: context.direction = passage.direction
    }
    context.isPast = context.direction == .past
    if let heading = passage.heading, Self.isBare(meaning) {
      // Under a dated heading, bare months and days are those near it.
      context.reference = heading.start
      context.direction = context.direction == .past ? .nearest : context.direction
    }
    if case .beside(let amount, let sign) = meaning {
      expression.offset = (sign < 0 ? "-" : "") + amount.value
      besides(&expression, in: passage)
    }
    if expression.value != nil { return }
    var resolver = Resolver(almanac: almanac, context: context)
    do throws(Resolver.Unresolved) {
      let period = try resolver.place(meaning)
      expression.value = period.value
      expression.anchor = resolver.anchor.map { Period.print($0, .day) }
      expression.kind = Self.kind(of: period, meaning)
      if passage.found.isEmpty, resolver.anchor == nil, period.isUnit, period.grain <= .month,
        expression.span.start == passage.span.start, Self.endsHeading(expression.span.end, passage)
      {
        passage.heading = period
      }
      passage.told.append(period.grain < .day ? Period(.day, holding: period.start) : period)
      // What lies far back is no anchor; forgetting it keeps long texts linear.
      if passage.told.count > 64 { passage.told.removeFirst(32) }
    } catch {
      if let clock = Self.clock(of: meaning), context.reference == nil {
        // The hour is told even where nobody knows the day.
        expression.kind = .time
        expression.value = clock.value
      } else {
        expression.unresolved = error.reason
      }
    }
  }

  /// "Dimanche, la veille du sommet": what stands beside something undated is the date it is set against.
  private func besides(_ expression: inout TimeExpression, in passage: Passage) {
    guard let last = passage.found.last, last.value != nil, last.kind == .date,
      expression.span.start - last.span.end == 2,
      passage.document.text[Span(last.span.end, expression.span.start)] == ", "
    else { return }
    expression.value = last.value
    expression.anchor = last.value
  }

  /// Whether a full stop or the end of the line follows a date at the head of a passage.
  private static func endsHeading(_ end: Int, _ passage: Passage) -> Bool {
    guard end < passage.span.end else { return false }
    let rest = passage.document.text[Span(end, min(end + 2, passage.span.end))]
    return rest.hasPrefix(".") || rest.hasPrefix(" :") || rest.hasPrefix(":")
  }

  private static func isBare(_ meaning: Meaning) -> Bool {
    switch meaning {
    case .calendar(let calendar): calendar.year == nil && calendar.hint == nil && calendar.month != nil
    case .part(_, let whole): isBare(whole)
    case .range(let from, let to): isBare(from) && isBare(to)
    default: false
    }
  }

  private static func clock(of meaning: Meaning) -> Clock? {
    switch meaning {
    case .at(.now, let clock), .at(.dayPart(_, .now, _), let clock): clock
    default: nil
    }
  }

  private static func kind(of period: Period, _ meaning: Meaning) -> TimeExpression.Kind {
    if case .dayPart = meaning, period.grain == .day { return .datetime }
    if period.grain < .day { return period.isUnit ? .datetime : .datetimerange }
    return period.isUnit && [.day, .month, .year].contains(period.grain) ? .date : .daterange
  }
}

extension Clock {
  /// `T18`, `T18:30`.
  var value: String {
    "T" + twoDigits(hour == 24 ? 0 : hour) + (minute.map { ":" + twoDigits($0) } ?? "")
      + (second.map { ":" + twoDigits($0) } ?? "")
  }
}
