import SommetText

/// The words of entity resolution, by their classes, and the first names.
struct Lexicon: Sendable {
  /// By folded word.
  private var classes: [String: WordClasses] = [:]
  /// The folded words of each class, in the order of the table.
  private var members: [WordClass: [String]] = [:]
  /// The fixed ends of titles ("par intérim"), as folded words.
  let tails: [[String]]
  /// The title of whoever leads a state, as it is written.
  let leaderTitle: String
  private(set) var firstNames: [String: Gender] = [:]

  init(words: Table, firstNames: Table) throws(TableError) {
    let words = try words.words(named: WordClass.byName)
    for (name, members) in words {
      self.members[name] = members.map { Folding.key(String($0)) }
      for key in self.members[name]! { classes[key, default: []].insert(name) }
    }
    tails = words[.tail]!.map { Folding.words(String($0)) }
    leaderTitle = String(words[.leader]![0])
    self.firstNames.reserveCapacity(firstNames.rows.count)
    for row in firstNames.rows {
      self.firstNames[Folding.key(String(row["name"]))] = row["gender"] == "f" ? .feminine : .masculine
    }
  }

  /// The classes of a folded word.
  func classes(of key: String) -> WordClasses { classes[key] ?? [] }

  func has(_ name: WordClass, _ key: String) -> Bool { classes[key]?.holds(name) ?? false }

  func members(_ name: WordClass) -> [String] { members[name]! }

  /// Whether a folded word begins with one of a class.
  func begins(_ key: String, with name: WordClass) -> Bool { members[name]!.contains(where: key.hasPrefix) }
}

enum Gender: Sendable { case masculine, feminine }
