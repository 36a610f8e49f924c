import SommetText

extension ArticleView {
  /// "les deux hommes", "les deux pays": the two persons or countries that the sentences before name together.
  func couple(at head: Int) -> [Actor] {
    let isCounted = children(head).contains { $0 < head && isForm($0, .two) }
    guard isCounted, token(head).upos == .noun else { return [] }
    let isDefinite = children(head).contains { child in
      token(child).feats["Definite"] == "Def" || token(child).feats["PronType"] == "Dem"
        || token(child).feats["Poss"] == "Yes"
    }
    guard isDefinite else { return [] }
    let names: (WordClasses.Class) -> Bool = { [self] name in
      isLemma(head, name) || isForm(head, name)
    }
    if names(.land) { return couple(of: [.country], before: head) }
    if names(.states) { return couple(of: [.country, .organization], before: head) }
    guard names(.couple) || names(.figure) || names(.counterpart) || names(.speaker) else { return [] }
    return couple(of: [.person], before: head)
  }

  /// The last two entities of some kinds, when the nearest sentence that names any of them names two and no third.
  func couple(of kinds: [EntityKind], before token: Int) -> [Actor] {
    let number = document.sentence(of: sentence(token).lowerBound)
    var back = number
    while back >= max(0, number - 3) {
      let range = document.sentences[back]
      var found: [Int] = []
      for mention in entities.mentions where range.contains(mention.head) && mention.head < token {
        guard kinds.contains(entities.entities[mention.entity].kind), !found.contains(mention.entity) else {
          continue
        }
        found.append(mention.entity)
      }
      if found.count == 2 { return found.map { Actor(entity: $0, token: token, certainty: 0.7) } }
      if found.count > 2 { return [] }
      back -= 1
    }
    return []
  }
}
