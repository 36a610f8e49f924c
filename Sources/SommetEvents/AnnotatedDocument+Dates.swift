import SommetText

extension AnnotatedDocument {
  /// The document with time expressions freed from the slots of arguments: in "recevait lundi Anna Blum" the parser
  /// takes the day for the object and the name for its apposition.
  func freeing(_ times: [TimeExpression]) -> AnnotatedDocument {
    var freed = tokens
    var hasChanged = false
    for time in times where !time.tokens.isEmpty {
      let head = head(of: time.tokens)
      guard ["obj", "iobj"].contains(tokens[head].deprel), tokens[tokens[head].head].upos == .verb else {
        continue
      }
      let verb = tokens[head].head
      freed[head].deprel = "obl:mod"
      hasChanged = true
      let hasObject = children(of: verb).contains { $0 != head && tokens[$0].deprel == "obj" }
      for child in children(of: head)
      where child >= time.tokens.upperBound && tokens[child].upos != .punct && !isClause(child) {
        let isMarked = children(of: child).contains { $0 < child && tokens[$0].deprel == "case" }
        freed[child].head = verb
        freed[child].deprel = isMarked || hasObject ? "obl:mod" : "obj"
      }
    }
    guard hasChanged else { return self }
    return AnnotatedDocument(
      text: text, tokens: freed, sentences: sentences, entities: entities, blocks: blocks)
  }

  private func isClause(_ token: Int) -> Bool { tokens[token].deprel.hasPrefix("acl") }
}
