/// French plurals of titles and adjectives.
package enum Inflection {
  /// The plural of a noun phrase: its first noun and the adjectives right after it take the ending.
  ///
  ///     Inflection.plural("secrétaire général")  // "secrétaires généraux"
  ///     Inflection.plural("chef de l'État")  // "chefs de l'État"
  package static func plural(_ phrase: String) -> String {
    var isOpen = true
    let words = phrase.split(separator: " ").map { word -> String in
      if ["de", "du", "des", "aux", "au", "à", "en", "par"].contains(word) || word.hasPrefix("d'") {
        isOpen = false
      }
      return isOpen ? ending(String(word)) : String(word)
    }
    return words.joined(separator: " ")
  }

  private static func ending(_ word: String) -> String {
    if word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("z") || word.hasSuffix(".") {
      return word
    }
    if word.hasSuffix("al") { return word.dropLast(2) + "aux" }
    if word.hasSuffix("eau") || word.hasSuffix("eu") { return word + "x" }
    return word + "s"
  }
}
