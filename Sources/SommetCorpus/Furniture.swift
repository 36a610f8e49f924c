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
      case .line: lines[LineForm.key(LineForm.normal(phrase))] = rules.count
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
  ///
  /// - Parameter normal: the line's normal form.
  func rule(for normal: String, wordCount: Int) -> Rule? {
    if let index = lines[LineForm.key(normal)] { return rules[index] }
    guard wordCount <= 60 else { return nil }
    var found: [Int] = starts[Self.firstWord(normal), default: []].filter {
      normal.hasPrefix(rules[$0].phrase) && Self.isEdge(normal.dropFirst(rules[$0].phrase.count).first)
    }
    found += ends.filter {
      normal.hasSuffix(rules[$0].phrase)
        && (rules[$0].phrase.first?.isLetter != true
          || Self.isEdge(normal.dropLast(rules[$0].phrase.count).last))
    }
    found += withins.filter { normal.contains(rules[$0].phrase) }
    return found.map { rules[$0] }.first { wordCount <= Self.longest($0) }
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

/// Words of menus and section names.
struct Menus: Sendable {
  private let phrases: Set<String>
  private let longest: Int

  init(_ table: Table) {
    phrases = Set(table.rows.map { String($0["phrase"]) })
    longest = phrases.map { $0.split(separator: " ").count }.max() ?? 1
  }

  /// Whether a line is a menu or a path through one: `Accueil Actu Monde Europe`, `Accueil > Info > Suisse`.
  func isMenu(_ line: String) -> Bool {
    let isPath = [" > ", " / ", " » ", " › ", " | ", " • ", " · "].contains(where: line.contains)
    let words = line.split { $0.isWhitespace || ">/»›|•·".contains($0) }
    guard !words.isEmpty, words.count <= 40, line.last.map({ !".,;:!?…".contains($0) }) == true else {
      return false
    }
    let capitals = words.filter { $0.first?.isUppercase == true || $0.first?.isLetter != true }.count
    var known = 0
    var index = 0
    while index < words.count {
      let length = (1...longest).reversed().first { length in
        index + length <= words.count
          && phrases.contains(
            LineForm.normal(words[index..<index + length].joined(separator: " ")))
      }
      known += length ?? 0
      index += length ?? 1
    }
    if isPath { return known * 3 >= words.count }
    return known * 5 >= words.count * 3 && (capitals * 4 >= words.count * 3 || known == words.count)
  }
}
