import SommetText

/// French plurals of titles and adjectives.
struct Inflection: Sendable {
  let lexicon: Lexicon
  /// Endings and their plurals; the first that fits counts.
  private let endings: [(singular: String, plural: String)]

  init(lexicon: Lexicon, plurals: Table) {
    self.lexicon = lexicon
    endings = plurals.rows.map { (String($0["ending"]), String($0["plural"])) }
  }

  /// The plural of a noun phrase: its first noun and the adjectives right after it take the ending.
  ///
  ///     plural("secrétaire général")  // "secrétaires généraux"
  ///     plural("chef de l'État")  // "chefs de l'État"
  func plural(_ phrase: String) -> String {
    if !phrase.utf8.contains(UInt8(ascii: " ")) { return ending(phrase) }
    var isOpen = true
    let words = phrase.split(separator: " ").map { word -> String in
      if lexicon.has(.titleLink, Folding.key(String(word))) || word.hasPrefix("d'") {
        isOpen = false
      }
      return isOpen ? ending(String(word)) : String(word)
    }
    return words.joined(separator: " ")
  }

  private func ending(_ word: String) -> String {
    for (ending, plural) in endings where word.hasSuffix(ending) {
      return word.dropLast(ending.count) + plural
    }
    return word
  }
}
