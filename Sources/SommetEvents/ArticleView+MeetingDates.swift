import SommetText

extension ArticleView {
  /// The day told in the phrase of a noun itself, not in its clause: "la rencontre du 3 mai".
  func dateBelow(_ noun: Int) -> Dating? {
    let sentence = sentence(noun)
    for time in times where sentence.contains(time.tokens.lowerBound) && time.tokens.lowerBound > noun {
      guard let value = time.value.flatMap(Self.day), time.kind != .duration, time.kind != .set else {
        continue
      }
      var current = document.head(of: time.tokens)
      while let above = head(current), current != noun, !isPredicate(current) { current = above }
      if current == noun { return Dating(value: value, tokens: time.tokens, source: .trigger) }
    }
    return nil
  }
}
