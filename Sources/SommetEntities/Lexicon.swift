import SommetText

/// The word lists of entity resolution, by their use.
struct Lexicon: Sendable {
  private var words: [String: Set<String>] = [:]
  /// The fixed ends of titles ("par intérim"), as folded words.
  private(set) var tails: [[String]] = []
  private(set) var firstNames: [String: Gender] = [:]

  init(words: Table, firstNames: Table) {
    for row in words.rows {
      let use = String(row["use"])
      if use == "tail" {
        tails.append(Folding.words(String(row["word"])))
      } else {
        self.words[use, default: []].insert(Folding.key(String(row["word"])))
      }
    }
    for row in firstNames.rows {
      self.firstNames[Folding.key(String(row["name"]))] = row["gender"] == "f" ? .feminine : .masculine
    }
  }

  /// Whether a folded word is listed for a use.
  func has(_ use: String, _ key: String) -> Bool { words[use]?.contains(key) ?? false }

  func set(_ use: String) -> Set<String> { words[use] ?? [] }
}

enum Gender: Sendable { case masculine, feminine }
