import SommetText

/// Words and their senses, and the vocabulary of every word that a rule names.
struct Lexicon: Sendable {
  /// A sense of a word or of several.
  struct Sense: Sendable {
    var category: Int
    var meaning: Meaning
  }

  struct Entry: Sendable {
    /// The words after the first.
    var rest: [Int32]
    var senses: [Sense]
  }

  private(set) var vocabulary: [UInt64: Int32] = [:]
  /// Entries by first word, the longest first.
  private(set) var entries: [[Entry]] = []
  /// Words that alone make it worth reading on: those of categories that carry time.
  private(set) var isTrigger: [Bool] = []
  private(set) var categories: [String] = []
  private var categoryNumbers: [String: Int] = [:]

  static let columns = ["category", "value", "forms"]

  /// Categories of words that mean no time alone.
  private static let quiet: Set<String> = [
    "approx", "this", "every", "hint", "ord", "few", "meridiem", "quarter", "quartercount", "lastord",
    "couple", "roman", "late", "prehint", "prehint1", "prehints", "round", "era",
  ]

  init(tables: [Table]) throws(TableError) {
    for table in tables {
      for row in table.rows {
        let names = row["category"].split(separator: " ").map(String.init)
        for form in row["forms"].split(separator: "|") {
          let words = Self.words(String(form))
          guard !words.isEmpty else { throw row.error("forms", expected: "a word") }
          for name in names {
            let meaning = try Self.meaning(of: row, category: name)
            add(words, category: name, meaning: meaning)
          }
          if !names.allSatisfy(Self.quiet.contains) {
            isTrigger[Int(number(of: words[0]))] = true
          }
        }
      }
    }
    for index in entries.indices { entries[index].sort { $0.rest.count > $1.rest.count } }
  }

  private static func meaning(of row: Table.Row, category: String) throws(TableError) -> Meaning {
    let value = row["value"]
    if let grain = Grain(name: value) { return .unit(grain) }
    guard let number = Int(value) else {
      throw row.error("value", expected: "a whole number or the name of a unit")
    }
    switch category {
    case "portion":
      guard let portion = Portion(rawValue: number) else { throw row.error("value", expected: "0 to 3") }
      return .portion(portion)
    case "holiday": return .holiday(number)
    default: return .sense(number)
    }
  }

  private mutating func add(_ words: [UInt64], category: String, meaning: Meaning) {
    let ids = words.map { number(of: $0) }
    let sense = Sense(category: self.category(category), meaning: meaning)
    let first = Int(ids[0])
    let rest = Array(ids.dropFirst())
    if let index = entries[first].firstIndex(where: { $0.rest == rest }) {
      entries[first][index].senses.append(sense)
    } else {
      entries[first].append(Entry(rest: rest, senses: [sense]))
    }
  }

  /// The folded words of a form: "après-midi" has three.
  static func words(_ form: String) -> [UInt64] {
    AtomScanner.atoms(of: form).map { $0.isNumber ? digitsKey($0.number) : $0.key }
  }

  /// Numbers written in a form or pattern are words of their own.
  private static func digitsKey(_ number: Int) -> UInt64 { UInt64(number) | 1 << 62 }

  /// The number of a word, new when it was not known.
  mutating func number(of word: UInt64) -> Int32 {
    if let known = vocabulary[word] { return known }
    let number = Int32(entries.count)
    vocabulary[word] = number
    entries.append([])
    isTrigger.append(false)
    return number
  }

  /// The number of a category, new when it was not known.
  mutating func category(_ name: String) -> Int {
    if let known = categoryNumbers[name] { return known }
    categoryNumbers[name] = categories.count
    categories.append(name)
    return categories.count - 1
  }

  /// Lets words make a run worth reading: those that begin a rule without captures.
  mutating func markTriggers(_ words: [Int32]) {
    for word in words { isTrigger[Int(word)] = true }
  }
}
