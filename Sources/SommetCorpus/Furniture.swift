import SommetText

/// The rules of `furniture.tsv`: which lines belong to the page and not to the article.
struct Furniture: Sendable {
  enum Scope: String, Sendable {
    case line, list, weak, tail, comments, marked, comment
  }

  struct Rule: Sendable {
    let id: String
    let match: Match
    let phrase: String
    let scope: Scope
    let reason: DroppedText.Reason
    let example: String
  }

  enum Match: String, Sendable { case line, start, end, within }

  let rules: [Rule]
  private var lines: [String: Int] = [:]
  /// Rules of other matches, by the first word of the phrase where that helps.
  private var starts: [Substring: [Int]] = [:]
  private var ends: [Int] = []
  private var withins: [Int] = []
  /// Words of the longest line that a rule may fit.
  private var longest = 60

  init(_ table: Table) throws(TableError) {
    var rules: [Rule] = []
    for row in table.rows {
      guard let match = Match(rawValue: String(row["match"])) else {
        throw row.error("match", expected: "line, start, end or within")
      }
      guard let scope = Scope(rawValue: String(row["scope"])) else {
        throw row.error("scope", expected: "a scope")
      }
      guard let reason = DroppedText.Reason(rawValue: String(row["reason"])) else {
        throw row.error("reason", expected: "a reason")
      }
      let phrase = String(row["phrase"])
      switch match {
      case .line:
        lines[LineForm.key(LineForm.normal(phrase))] = rules.count
        longest = max(longest, phrase.split(separator: " ").count)
      case .start: starts[Self.firstWord(phrase), default: []].append(rules.count)
      case .end: ends.append(rules.count)
      case .within: withins.append(rules.count)
      }
      rules.append(
        Rule(
          id: String(row["id"]), match: match, phrase: phrase, scope: scope, reason: reason,
          example: String(row["example"])))
    }
    self.rules = rules
  }

  private static func firstWord(_ text: String) -> Substring { text.prefix { $0 != " " } }

  /// The rule that a line falls under: one for the whole line before one for a part of it.
  func rule(for unit: TextUnit) -> Rule? {
    unit.wordCount <= longest ? rule(for: LineForm.normal(unit.text), wordCount: unit.wordCount) : nil
  }

  /// The same for a line's normal form.
  func rule(for normal: String, wordCount: Int) -> Rule? {
    if let index = lines[LineForm.key(normal)] { return rules[index] }
    guard wordCount <= longest else { return nil }
    let found =
      starts[Self.firstWord(normal), default: []].first { isStart(rules[$0], of: normal, wordCount) }
      ?? ends.first { isEnd(rules[$0], of: normal, wordCount) }
      ?? withins.first { wordCount <= Self.longest(rules[$0]) && normal.holds(rules[$0].phrase) }
    return found.map { rules[$0] }
  }

  private func isStart(_ rule: Rule, of line: String, _ wordCount: Int) -> Bool {
    wordCount <= Self.longest(rule) && line.hasPrefix(rule.phrase)
      && Self.isEdge(line.dropFirst(rule.phrase.count).first)
  }

  private func isEnd(_ rule: Rule, of line: String, _ wordCount: Int) -> Bool {
    wordCount <= Self.longest(rule) && line.hasSuffix(rule.phrase)
      && (rule.phrase.first?.isLetter != true || Self.isEdge(line.dropLast(rule.phrase.count).last))
  }

  private static func isEdge(_ character: Character?) -> Bool {
    guard let character else { return true }
    return !character.isLetter && character != "'" && character != "#"
  }

  /// How many words a line may have that only begins, ends or goes on as a rule says.
  private static func longest(_ rule: Rule) -> Int {
    if rule.scope == .comment { return 6 }
    return switch rule.reason {
    case .teaser, .promotion, .caption: 40
    case .notice: 60
    case .metadata, .comments: 25
    default: 16
    }
  }
}
