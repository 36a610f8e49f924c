import Foundation
import SommetCorpus
import SommetEntities
import SommetText
import SommetTime

/// Infers when an article was published from what it tells, where nothing says so.
///
/// Each clue leaves some days: a weekday with a day and a month fits some years only; what is told as past was
/// before the publication; "hier, le 19 août" says which day today is. Clues inside quotation marks and in quoted
/// posts are passed over, since their today is another's. There is an answer only when one day is left of the
/// years considered: nothing is guessed.
package struct DateInference: Sendable {
  /// A row of `inference.tsv`.
  package struct Rule: Sendable {
    package let id: String
    /// Days from what is told to the first and last day of publication that it leaves; nil for no bound.
    let from: Int?
    let to: Int?
    let says: String
    /// An article's text; empty when the rule reads what stands beside texts.
    package let example: String
    /// The day or month that is inferred from it; empty for none.
    package let value: String
  }

  /// In the order of the table.
  let rules: [Rule]
  private let ruleNumber: [String: Int]
  private let words: [WordClass: Set<String>]
  let years: ClosedRange<Int>
  let tagger: TimeTagger

  init(tagger: TimeTagger) throws {
    let table = try Self.table("inference.tsv", ["id", "from", "to", "says", "example", "value"])
    words = try Self.table("inferencewords.tsv", Table.classColumns).words(by: WordClass.self)
      .mapValues { Set($0.map(String.init)) }
    var rules: [Rule] = []
    for row in table.rows {
      func days(_ column: String) throws(TableError) -> Int? {
        if row[column].isEmpty { return nil }
        guard let number = Int(row[column]) else { throw row.error(column, expected: "a number of days") }
        return number
      }
      rules.append(
        Rule(
          id: String(row["id"]), from: try days("from"), to: try days("to"), says: String(row["says"]),
          example: String(row["example"]), value: String(row["value"])))
    }
    self.rules = rules
    ruleNumber = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    guard let window = ruleNumber["window"], let first = rules[window].from, let last = rules[window].to,
      first <= last
    else {
      throw TableError(
        table: table.name, line: 1, column: 1, expected: "a row 'window' with two years", found: "none")
    }
    years = first...last
    self.tagger = tagger
  }

  enum WordClass: String, CaseIterable {
    /// Verbs that report what was said.
    case saying
    /// Prepositions of a date on which a past act was done; others tell its goal.
    case pastLink = "past-link"
    /// How verbs in the future end, whatever the tagger says.
    case futureEnding = "future-ending"
    /// Words by which an office is not held, or not yet.
    case interim
  }

  private static func table(_ name: String, _ columns: [String]) throws -> Table {
    guard let url = Bundle.module.url(forResource: "Resources/" + name, withExtension: nil) else {
      preconditionFailure("\(name) is part of the package")
    }
    return try Table(String(contentsOf: url, encoding: .utf8), name: name, columns: columns)
  }

  func contains(_ word: String, in name: WordClass) -> Bool { words[name]!.contains(word) }

  /// Whether a word ends as one of a class says.
  func ends(_ word: String, as name: WordClass) -> Bool { words[name]!.contains(where: word.hasSuffix) }

  func rule(_ id: String) -> Rule {
    guard let number = ruleNumber[id] else { preconditionFailure("inference.tsv holds a rule '\(id)'") }
    return rules[number]
  }

  /// - Parameters:
  ///   - readings: the document's temporal expressions, tagged without a day of writing.
  ///   - entities: resolved without a day of publication, by `resolver`.
  func infer(
    _ article: Article, _ document: AnnotatedDocument, _ readings: [TimeReading],
    _ entities: EntityAnnotations, _ resolver: EntityResolver
  ) -> InferredDate {
    var narrowing = Narrowing(self, document)
    narrowing.readMargins(of: article)
    narrowing.readOffices(entities, resolver)
    var first = 0
    for block in document.blocks where !block.tokens.isEmpty {
      while first < readings.count, readings[first].expression.tokens.lowerBound < block.tokens.lowerBound {
        first += 1
      }
      var end = first
      while end < readings.count, readings[end].expression.tokens.lowerBound < block.tokens.upperBound {
        end += 1
      }
      if block.role != .quotation, block.date == nil {
        narrowing.read(Array(readings[first..<end]), in: block)
      }
      first = end
    }
    narrowing.readFutures()
    return InferredDate(clues: narrowing.clues, days: narrowing.days)
  }

  /// The values of days without a year ("mardi 19 août") that the days left of the publication settle.
  func values(_ readings: [TimeReading], _ inferred: InferredDate, in document: AnnotatedDocument)
    -> [Span: String]
  {
    guard let bounds = inferred.days.bounds else { return [:] }
    var values: [Span: String] = [:]
    let used = Set(inferred.clues.compactMap(\.span))
    for reading in readings where reading.expression.value == nil && used.contains(reading.expression.span) {
      guard case .calendar(let calendar) = reading.meaning, calendar.year == nil, calendar.month != nil,
        calendar.day != nil, calendar.weekday != nil
      else { continue }
      let reach = bounds.lowerBound - 330...bounds.upperBound + 330
      let fitting = days(of: calendar).filter(reach.contains)
      if fitting.count == 1 { values[reading.expression.span] = CivilDate(number: fitting[0]).description }
    }
    return values
  }

  /// The days of the years considered that a date without a year may be: those whose weekday is the one told.
  func days(of calendar: SommetTime.Calendar) -> [Int] {
    guard let month = calendar.month, let day = calendar.day else { return [] }
    return years.compactMap { year in
      guard let date = CivilDate(year: calendar.year ?? year, month: month, day: day) else { return nil }
      if calendar.year != nil, calendar.year != year { return nil }
      return calendar.weekday == nil || date.weekday == calendar.weekday ? date.number : nil
    }
  }
}
