import SommetText

extension AnnotatedDocument {
  /// Whether a preposition hangs before a word, by the parser's tree.
  func isGoverned(_ word: Int) -> Bool {
    children(of: word).contains { $0 < word && tokens[$0].deprel == "case" }
  }

  /// For each token whether one of the stretches holds it.
  func isCovered(by stretches: some Sequence<Range<Int>>) -> [Bool] {
    var isCovered = [Bool](repeating: false, count: tokens.count)
    for stretch in stretches {
      for token in stretch { isCovered[token] = true }
    }
    return isCovered
  }
}
