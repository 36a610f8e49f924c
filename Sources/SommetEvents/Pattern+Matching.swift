import SommetText

extension Pattern {
  /// The tokens that the pattern's named nodes stand for when its first node stands for `token`; nil when the
  /// pattern does not match. The first match in document order wins.
  func match(at token: Int, in view: ArticleView) -> [String: Int]? {
    var found: [String: Int] = [:]
    return gap(at: token, in: view, &found) == nil ? found : nil
  }

  /// What of a pattern's first node fails at a token.
  struct Gap {
    /// Index into the pattern's constraints or its relations.
    var index: Int
    var isRelation: Bool
    /// The token that stands in a forbidden relation.
    var token: Int?
  }

  /// The part that does not fit when the first node stands for `token`; nil when the pattern matches, and `found` then
  /// has the tokens of the named nodes.
  func gap(at token: Int, in view: ArticleView, _ found: inout [String: Int]) -> Gap? {
    for index in constraints.indices where !constraints[index].holds(token, view) {
      return Gap(index: index, isRelation: false)
    }
    let before = found
    if let name { found[name] = token }
    for (index, relation) in relations.enumerated() {
      let matched = relation.candidates(from: token, in: view)
        .first { relation.target.gap(at: $0, in: view, &found) == nil }
      switch relation.need {
      case .required where matched == nil, .forbidden where matched != nil:
        found = before
        return Gap(index: index, isRelation: true, token: matched)
      default: break
      }
    }
    return nil
  }
}

extension Pattern.Constraint {
  func holds(_ token: Int, _ view: ArticleView) -> Bool {
    let value = view.document.tokens[token]
    let isMet: Bool =
      switch key {
      case .lemma: values.contains { $0.matches(view.lemmas[token]) }
      case .form: values.contains { $0.matches(view.forms[token]) }
      case .pos: values.contains { $0.matches(value.upos.rawValue) }
      case .deprel: values.contains { $0.matches(value.deprel) }
      case .entity: values.contains { view.entity(at: token, is: $0.text) }
      case .feature(let name):
        value.feats[name].map { found in values.contains { $0.matches(found) } } ?? false
      }
    return isMet != isNegated
  }

  /// What a token has where the constraint looks, for people.
  func value(_ token: Int, _ view: ArticleView) -> String {
    let value = view.document.tokens[token]
    return switch key {
    case .lemma: view.lemmas[token]
    case .form: view.forms[token]
    case .pos: value.upos.rawValue
    case .deprel: value.deprel
    case .entity:
      view.mentions(holding: token).last.map { view.entities.entities[$0.entity].kind.rawValue } ?? "none"
    case .feature(let name): value.feats[name].map { String($0) } ?? "none"
    }
  }
}

extension Pattern.Relation {
  func candidates(from token: Int, in view: ArticleView) -> [Int] {
    let document = view.document
    switch step {
    case .child: return document.children(of: token).filter(isNamed(view))
    case .descendant: return chain(from: token, in: view)
    case .selfOrDescendant: return [token] + chain(from: token, in: view)
    case .head:
      let head = document.tokens[token].head
      return head != token && isNamed(view)(token) ? [head] : []
    case .ancestor: return climb(from: token, in: view)
    case .selfOrAncestor: return [token] + climb(from: token, in: view)
    case .next:
      return document.sentences[document.sentence(of: token)].contains(token + 1) ? [token + 1] : []
    case .later:
      return Array(Range(from: token + 1, upTo: document.sentences[document.sentence(of: token)].upperBound))
    }
  }

  private func isNamed(_ view: ArticleView) -> (Int) -> Bool {
    { token in deprels.isEmpty || deprels.contains { $0.matches(view.document.tokens[token].deprel) } }
  }

  /// Everything below a token by steps of the relation's names, nearer ones first.
  private func chain(from token: Int, in view: ArticleView) -> [Int] {
    var found = view.document.children(of: token).filter(isNamed(view))
    var next = 0
    while next < found.count {
      found += view.document.children(of: found[next]).filter(isNamed(view))
      next += 1
    }
    return found
  }

  private func climb(from token: Int, in view: ArticleView) -> [Int] {
    var found: [Int] = []
    var current = token
    while view.document.tokens[current].head != current, isNamed(view)(current) {
      current = view.document.tokens[current].head
      found.append(current)
    }
    return found
  }
}
