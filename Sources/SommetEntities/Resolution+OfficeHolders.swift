import SommetText

// Who holds an office: told in the article, or known on the day of publication.

extension Resolution {
  /// "la ministre" for the last woman whom the article calls "ministre de la Pêche": the title without its field.
  private func latestBearer(of phrase: OfficePhrase) -> Int? {
    let words = Folding.words(phrase.title)
    guard words.count == 1, phrase.body == nil, phrase.bodyNoun == nil else { return nil }
    return facts.last { fact in
      !fact.isPast && fact.token < phrase.head && fact.titleWords.first == words[0]
        && (phrase.gender == nil || agreeingGender(of: phrase, fact.holder))
    }?.holder
  }

  private func agreeingGender(of phrase: OfficePhrase, _ person: Int) -> Bool {
    clustering.clusters[person].gender.map { $0 == phrase.gender } ?? true
  }

  /// The holder of an office at a body: told in the article, or in the table on the day of publication.
  mutating func holder(of phrase: OfficePhrase, at body: Int) -> (holder: Int, rule: String)? {
    let told = facts.filter { $0.body == body && !$0.isPast }
    let key = Folding.key(phrase.title)
    if let fact = told.last(where: { $0.titleKey == key })
      ?? told.last(where: { $0.kind == phrase.kind && isFree(of: $0, phrase) })
    {
      return (fact.holder, "office.told")
    }
    if phrase.kind == .leader,
      let fact = told.last(where: { [.state, .government, .leader].contains($0.kind) })
    {
      return (fact.holder, "office.told")
    }
    if let known = clustering.clusters[body].known, let person = tableHolder(phrase, at: known) {
      return (clustering.cluster(known: person), "office.table")
    }
    if phrase.kind == .leader {
      return told.last(where: { isSameOffice($0.kind, .leader) }).map { ($0.holder, "office.told") }
    }
    if phrase.kind == .government || phrase.kind == .state {
      return told.last(where: { $0.kind == .leader }).map { ($0.holder, "office.told") }
    }
    return nil
  }

  /// Titles of one class need the same field when they name one: a minister of defence is no minister of trade.
  func isFree(of fact: Fact, _ phrase: OfficePhrase) -> Bool {
    switch phrase.kind {
    case .minister, .secretary, .envoy, .member, .commissioner, .adviser, .deputy, .staff, .expert, .head:
      false
    default: true
    }
  }

  func tableHolder(_ phrase: OfficePhrase, at body: Int32) -> Int32? {
    let posts = (gazetteer.postsOfBody[body] ?? []).map { gazetteer.posts[$0] }.filter {
      $0.holds(on: published)
    }
    let isState = gazetteer.entities[Int(body)].kind == .country
    let key = Folding.key(phrase.title)
    if let post = posts.last(where: { $0.titleKey == key }) { return post.person }
    let leads = gazetteer.entities[Int(body)].isLedByGovernment ? Title.Class.government : .state
    let wanted: Title.Class
    switch phrase.kind {
    case .state, .government, .foreign, .monarch: wanted = phrase.kind
    case .leader: wanted = isState ? leads : .head
    case .secretary where gazetteer.lexicon.has(.stateSecretary, key): wanted = .secretary
    case .head where !isState: wanted = .head
    default: return nil
    }
    if let post = posts.last(where: { $0.kind == wanted && isAlike($0, phrase) }) { return post.person }
    if phrase.kind == .leader {
      return posts.last {
        $0.kind == .leader || !isState && $0.kind == .state || isState && $0.kind == .government
      }?.person
    }
    return wanted == .state ? posts.last { $0.kind == .leader }?.person : nil
  }

  /// For bodies, "le président" is no secretary general.
  func isAlike(_ post: Post, _ phrase: OfficePhrase) -> Bool {
    phrase.kind != .head
      || post.titleKey.hasPrefix(Folding.words(phrase.title).first ?? "")
        && Folding.words(phrase.title).count == Folding.words(post.title).count
  }

  /// "Anna Blum à Oslo" over a paragraph that opens with "La future chancelière": the only person named in its heading.
  func personOfHeading(over phrase: OfficePhrase) -> Int? {
    guard !phrase.isOwned, phrase.bodyNoun == nil,
      let number = document.block(of: phrase.head), number > 0,
      document.blocks[number - 1].role == .heading,
      document.sentence(of: phrase.head)
        == document.sentence(of: document.blocks[number].tokens.lowerBound),
      tokens[phrase.head].deprel.hasPrefix("nsubj")
    else { return nil }
    let heading = document.blocks[number - 1].tokens
    let people = Set(
      mentions.filter { heading.contains($0.head) && kind($0.entity) == .person && $0.form == .name }
        .map(\.entity))
    guard people.count == 1, let person = people.first,
      phrase.gender == nil || clustering.clusters[person].gender.map({ $0 == phrase.gender }) ?? true
    else { return nil }
    return person
  }

  /// "le président" alone: the last person in the article with such an office.
  func latestHolder(_ phrase: OfficePhrase) -> Int? {
    let key = Folding.key(phrase.title)
    let isPlain = Folding.words(phrase.title).count == 1
    let told = facts.filter { fact in
      !fact.isPast
        && (fact.titleKey == key || fact.kind == phrase.kind && isPlain && isFree(of: fact, phrase))
    }
    // Those told in the article and those known to hold such an office on the day: who is most spoken of.
    var people = Set(told.filter { $0.token < phrase.head }.map(\.holder))
    if phrase.kind == .government || isPlain && phrase.kind == .state {
      for (known, index) in clustering.knownPeople {
        let posts = (gazetteer.postsOfPerson[known] ?? []).map { gazetteer.posts[$0] }
        let isHolder = posts.contains {
          $0.kind == phrase.kind && $0.holds(on: published)
            && gazetteer.entities[Int($0.body)].kind == .country
        }
        if isHolder { people.insert(index) }
      }
    }
    if told.isEmpty, let holder = latestBearer(of: phrase) { return holder }
    let counts = people.compactMap { person -> (count: Int, last: Int, person: Int)? in
      let heads = namings[person] ?? []
      let count = heads.count { $0 < phrase.head }
      return count > 0 ? (count, heads[count - 1], person) : nil
    }
    if let best = counts.max(by: { ($0.count, $0.last) < ($1.count, $1.last) }) { return best.person }
    return Set(told.map(\.holder)).count == 1 ? told[0].holder : nil
  }
}
