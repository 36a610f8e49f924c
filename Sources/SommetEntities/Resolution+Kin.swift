import SommetText

// Husbands and wives, and lands taken up by a common noun.

extension Resolution {
  /// "Jean Roux, son époux", "son mari Jean Roux": the name; later "son mari" alone is the same man.
  mutating func resolveSpouse(_ token: Int) {
    guard token > 0, reading.isOne(of: .possessives, at: token - 1) else { return }
    let isMan = tokens[token].feats["Gender"] != "Fem"
    let next = token + 1
    var name: Int?
    if token > 2, reading.keys[token - 2] == ",", let before = personName(endingAt: token - 2) {
      name = before
    }
    if name == nil, next < tokens.count {
      name = personName(startingAt: reading.keys[next] == "," ? next + 1 : next)
    }
    if let name, let cluster = clusterOfName[name] {
      let known = clustering.clusters[cluster].gender
      guard known == nil || (known == .masculine) == isMan else { return }
      clustering.setGender(cluster, isMan ? .masculine : .feminine)
      spouses.append((isMan, cluster))
      mention(token - 1..<next, head: token, cluster, .description, rule: "spouse.apposition")
    } else if let spouse = spouses.last(where: { $0.isMan == isMan }) {
      mention(token - 1..<next, head: token, spouse.cluster, .description, rule: "spouse.known")
    }
  }

  private func personName(endingAt end: Int) -> Int? {
    guard end > 0, owner[end - 1] >= 0, names[owner[end - 1]].kind == .person else { return nil }
    return names[owner[end - 1]].tokens.upperBound == end ? owner[end - 1] : nil
  }

  private func personName(startingAt start: Int) -> Int? {
    guard start < tokens.count, owner[start] >= 0, names[owner[start]].kind == .person else { return nil }
    return names[owner[start]].tokens.lowerBound == start ? owner[start] : nil
  }

  /// "ce pays", "cette ville": the country or place last named; "le pays" only where one country outweighs the others.
  mutating func resolveLand(_ token: Int) {
    let isCountry = reading.hasWord(.land, token)
    let next = token + 1
    guard token > 0, tokens[token].upos == .noun, tokens[token].feats["Number"] != "Plur" else { return }
    if next < tokens.count,
      reading.isOne(of: .anyOf, at: next) || tokens[next].upos == .adj || owner[next] >= 0
    {
      return
    }
    let isThis = reading.isOne(of: [.thisMasculine, .thisElided, .thisFeminine], at: token - 1)
    if isThis {
      let kinds: [EntityKind] = isCountry ? [.country] : [.place]
      let near = mentions.filter {
        $0.head < token && $0.form == .name && !$0.isMetonym && kinds.contains(kind($0.entity))
          && document.sentence(of: token) - document.sentence(of: $0.head) <= 2
      }
      guard let found = near.max(by: { $0.head < $1.head }) else { return }
      mention(token - 1..<next, head: token, found.entity, .description, rule: "description.land")
    } else if isCountry,
      reading.isOne(of: [.articleMasculine, .ofMasculine, .toMasculine], at: token - 1),
      let country = contextCountry(at: token)
    {
      let lower = reading.hasWord(.articleMasculine, token - 1) ? token - 1 : token
      mention(lower..<next, head: token, country, .description, rule: "description.land")
    }
  }
}
