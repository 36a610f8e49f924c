import SommetText

/// Somebody found as an argument.
struct Actor: Hashable {
  /// Index into `EntityAnnotations.entities`.
  var entity: Int
  /// The token that stands for it.
  var token: Int
  /// 1 for a name or a description at the argument's head, less when it was reached in other ways.
  var certainty: Double
}

extension ArticleView {
  /// Who a noun phrase stands for: the entity of its head, of the name beside it, of the body it speaks for, of the
  /// names listed after a group, and those of its conjuncts. Without repetition, in text order.
  func actors(at head: Int) -> [Actor] {
    var found: [Actor] = []
    var visited: Set<Int> = []
    collectActors(at: head, depth: 0, &visited, &found)
    var seen: Set<Int> = []
    return found.sorted { ($0.token, $0.entity) < ($1.token, $1.entity) }.filter {
      seen.insert($0.entity).inserted
    }
  }

  private func collectActors(at head: Int, depth: Int, _ visited: inout Set<Int>, _ found: inout [Actor]) {
    guard depth < 12, visited.insert(head).inserted else { return }
    let own = ownActors(at: head, depth: depth)
    found += own
    let stretch = stretch(head)
    for token in [head] + stretch.filter({ $0 != head }) {
      for child in children(token) where child > token && document.tokens[child].deprel == "conj" {
        guard !stretch.contains(child), !isFiniteVerb(child) else { continue }
        if let opening = children(child).first, isForm(opening, .contrast) {
          let isPaired = isForm(opening, .nobody) && children(head).first.map { isForm($0, .nobody) } ?? false
          if !isPaired { continue }
        }
        collectActors(at: child, depth: depth + 1, &visited, &found)
      }
    }
    // What the text lines up, though the parser hung it elsewhere.
    for actor in own {
      for index in mentionIndices(holding: actor.token) where enumerations[index] != nil {
        for member in enumerated(with: index) {
          collectActors(at: member.head, depth: depth + 1, &visited, &found)
        }
      }
    }
  }

  private func isFiniteVerb(_ index: Int) -> Bool { isVerb(index) && isFinite(index) }

  private func ownActors(at head: Int, depth: Int) -> [Actor] {
    let holding = mentions(holding: head)
    let exact = holding.filter { $0.head == head }
    let candidates = exact.isEmpty ? holding.filter { $0.tokens.contains(head) } : exact
    if let widest = candidates.last {
      // Several mentions of one span: a plural that refers to each of them.
      let same = candidates.filter { $0.tokens == widest.tokens }
      let actors = same.filter { entities.entities[$0.entity].kind != .place }
      // "la vice-ministre suédoise X": the office stands for the country only for want of a name.
      if let first = actors.first, first.form == .description,
        entities.entities[first.entity].kind != .person,
        let named = nameBeside(head), entities.entities[named.entity].kind == .person
      {
        return [named]
      }
      if !actors.isEmpty {
        return actors.map { Actor(entity: $0.entity, token: head, certainty: certainty($0)) }
      }
      if let narrow = candidates.last(where: { entities.entities[$0.entity].kind != .place }) {
        return [Actor(entity: narrow.entity, token: head, certainty: certainty(narrow))]
      }
      return []
    }
    if token(head).upos == .pron, let antecedent = antecedent(ofRelative: head) {
      return depth < 6 ? ownActors(at: antecedent, depth: depth + 1) + conjuncts(of: antecedent, depth) : []
    }
    let couple = couple(at: head)
    if !couple.isEmpty { return couple }
    if let named = nameBeside(head) { return [named] }
    let listed = listedMembers(of: head)
    if !listed.isEmpty { return listed }
    let spoken = spokenFor(by: head)
    // "X, responsable du programme": who the apposition is said of.
    if spoken.isEmpty, token(head).deprel == "appos", depth < 6, let above = self.head(head), above < head,
      hasMention(above)
    {
      return ownActors(at: above, depth: depth + 1)
    }
    return spoken
  }

  private func conjuncts(of head: Int, _ depth: Int) -> [Actor] {
    children(head).filter { $0 > head && token($0).deprel == "conj" && !isFiniteVerb($0) }
      .flatMap { ownActors(at: $0, depth: depth + 1) }
  }

  private func certainty(_ mention: Mention) -> Double {
    switch mention.form {
    case .name: 1
    case .description: 0.95
    case .pronoun: 0.85
    }
  }

  /// "le ministre …, X": a person's name in apposition to a title.
  private func nameBeside(_ head: Int) -> Actor? {
    for child in children(head) where child > head {
      let deprel = token(child).deprel
      let isApposed = deprel == "appos" || deprel.hasPrefix("flat")
      let isBare = deprel == "nmod" && !children(child).contains { token($0).deprel == "case" }
      guard isApposed || isBare else { continue }
      if let mention = mentions(holding: child).last(where: { entities.entities[$0.entity].kind != .place }) {
        let kind = entities.entities[mention.entity].kind
        if isApposed || kind == .person || isLemma(head, .body) {
          return Actor(entity: mention.entity, token: child, certainty: isApposed ? 0.95 : 0.85)
        }
      }
      if isApposed, let deeper = nameBeside(child) { return deeper }
    }
    // "le vice-président de la Commission X": the name hangs on the complement.
    for child in children(head) where child > head && token(child).deprel == "nmod" {
      for grandchild in children(child)
      where ["appos", "flat:name", "nmod"].contains(token(grandchild).deprel) {
        guard !children(grandchild).contains(where: { token($0).deprel == "case" }) else { continue }
        if let mention = mentions(holding: grandchild).last,
          entities.entities[mention.entity].kind == .person, mention.form == .name
        {
          return Actor(entity: mention.entity, token: grandchild, certainty: 0.85)
        }
      }
    }
    return nil
  }

  /// "plusieurs dirigeants, dont X et Y", "les constructeurs, parmi lesquels X et Y".
  private func listedMembers(of head: Int) -> [Actor] {
    let upper = min(sentence(head).upperBound, head + 14)
    var index = head + 1
    while index < upper, !isVerb(index) || isBareParticiple(index) {
      if isForm(index, .among) {
        var next = index + 1
        while next < upper,
          token(next).upos == .pron || token(next).upos == .det || token(next).upos == .space
        {
          next += 1
        }
        guard next < upper, let mention = mentions(holding: next).last,
          entities.entities[mention.entity].kind != .place
        else { return [] }
        // "dont la vice-présidente, X, n'a rien dit": not a list.
        let between = Range(from: index + 1, upTo: mention.tokens.lowerBound)
        if between.contains(where: { token($0).upos == .noun }), between.contains(where: { forms[$0] == "," })
        {
          return []
        }
        // "dont X a dit": not a list.
        if isDeprel(mention.head, "nsubj") { return [] }
        return actors(at: mention.head).map { Actor(entity: $0.entity, token: $0.token, certainty: 0.85) }
      }
      index += 1
    }
    return []
  }

  /// "les responsables russes", "une délégation de l'Otan": the country or body that a nameless head speaks for.
  private func spokenFor(by head: Int) -> [Actor] {
    guard isLemma(head, .speaker) || isForm(head, .speaker) else {
      return []
    }
    if let past = children(head).first(where: { token($0).deprel == "amod" && isForm($0, .former) }),
      past < head
    {
      return []
    }
    for child in children(head) {
      let deprel = token(child).deprel
      guard ["nmod", "amod", "appos", "flat:name", "obl:arg", "flat:foreign"].contains(deprel) else {
        continue
      }
      if let mention = mentions(holding: child).last(where: { $0.head == child || $0.tokens.contains(child) })
      {
        let kind = entities.entities[mention.entity].kind
        if kind == .country || kind == .organization {
          return [Actor(entity: mention.entity, token: child, certainty: 0.8)]
            + (deprel == "amod" ? joinedAdjectives(to: child) : [])
        }
      }
    }
    // "les chefs d'état-major des armées de l'Otan": some complements further down.
    var level = [head]
    for _ in 0..<4 {
      level = level.flatMap { above in
        children(above).filter { $0 > above && document.tokens[$0].deprel == "nmod" && !isVerb($0) }
      }
      for below in level {
        guard let mention = mentions(holding: below).last(where: { $0.head == below }) else { continue }
        let kind = entities.entities[mention.entity].kind
        if kind == .country || kind == .organization {
          return [Actor(entity: mention.entity, token: below, certainty: 0.75)]
        }
      }
      level.removeAll { hasMention($0) }
    }
    return []
  }

  /// "des ministres finlandais et estoniens": the further countries.
  private func joinedAdjectives(to adjective: Int) -> [Actor] {
    children(adjective).filter { $0 > adjective && token($0).deprel == "conj" }.flatMap { child in
      mentions(holding: child).filter { $0.head == child && entities.entities[$0.entity].kind == .country }
        .map { Actor(entity: $0.entity, token: child, certainty: 0.8) } + joinedAdjectives(to: child)
    }
  }

  /// What a relative pronoun stands for: the noun its clause depends on.
  func antecedent(ofRelative pronoun: Int) -> Int? {
    guard token(pronoun).feats["PronType"] == "Rel" || isForm(pronoun, .relative) else {
      return nil
    }
    var current = pronoun
    for _ in 0..<6 {
      guard let next = head(current) else { return nil }
      if isDeprel(current, "acl"), next < pronoun { return next }
      current = next
    }
    return nearestNoun(before: pronoun)
  }

  /// The noun phrase that ends right before a token and a comma.
  private func nearestNoun(before index: Int) -> Int? {
    var current = index - 1
    let lower = sentence(index).lowerBound
    while current >= lower,
      token(current).upos == .punct || token(current).upos == .adp || token(current).upos == .space
    {
      current -= 1
    }
    guard current >= lower else { return nil }
    if let mention = mentions(holding: current).last { return mention.head }
    return token(current).upos == .noun || token(current).upos == .propn ? current : nil
  }
}
