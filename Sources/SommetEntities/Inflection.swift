/// French plurals of titles and adjectives.
struct Inflection {
  let lexicon: Lexicon

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
    if word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("z") || word.hasSuffix(".") {
      return word
    }
    if word.hasSuffix("al") { return word.dropLast(2) + "aux" }
    if word.hasSuffix("eau") || word.hasSuffix("eu") { return word + "x" }
    return word + "s"
  }
}
