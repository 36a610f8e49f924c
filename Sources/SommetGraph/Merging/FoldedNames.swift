/// Names in folded form, of which those that come again soon are folded once.
struct FoldedNames {
  struct Entry {
    let key: String
    /// Hashes of the last word, the last two words…, last of the whole name; empty when it has no word.
    let suffixes: [UInt64]

    var whole: UInt64? { suffixes.last }
  }

  private var entries: [String: Entry] = [:]
  private static let mostEntries = 1 << 14

  subscript(name: String) -> Entry {
    mutating get {
      if let entry = entries[name] { return entry }
      let folded = FoldedName(name)
      let entry = Entry(key: folded.key, suffixes: Self.suffixes(folded.words))
      if entries.count >= Self.mostEntries { entries.removeAll(keepingCapacity: true) }
      entries[name] = entry
      return entry
    }
  }

  private static func suffixes(_ words: [String]) -> [UInt64] {
    var hash: UInt64 = 0
    return words.reversed().map { word in
      hash = Identifier.mixed(hash &* 31 &+ Fingerprint.identity(word))
      return hash
    }
  }
}
