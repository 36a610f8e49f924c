import SommetText

extension Pattern {
  /// The tokens that the pattern's named nodes stand for when its first node stands for `token`; nil when the
  /// pattern does not match. The first match in document order wins.
  func match(at token: Int, in view: ArticleView) -> [String: Int]? {
    var found: [String: Int] = [:]
    return match(at: token, in: view, &found) ? found : nil
  }

  private func match(at token: Int, in view: ArticleView, _ found: inout [String: Int]) -> Bool {
    guard constraints.allSatisfy({ $0.holds(token, view) }) else { return false }
    let before = found
    if let name { found[name] = token }
    for relation in relations {
      var isMatched = false
      for candidate in relation.candidates(from: token, in: view) {
        if relation.target.match(at: candidate, in: view, &found) {
          isMatched = true
          break
        }
      }
      switch relation.need {
      case .required where !isMatched, .forbidden where isMatched:
        found = before
        return false
      default: break
      }
    }
    return true
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
      return Array(token + 1..<max(token + 1, document.sentences[document.sentence(of: token)].upperBound))
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
