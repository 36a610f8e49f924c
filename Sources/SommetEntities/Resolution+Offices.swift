import SommetText

extension Resolution {
  /// Offices of named people become facts; phrases without a name become mentions of their holder.
  mutating func resolveOffices() {
    let phrases = OfficeReader(reading: reading, names: names, owner: owner, clusterOfName: clusterOfName)
      .phrases()
    for phrase in phrases where !phrase.holders.isEmpty { resolveNamed(phrase) }
    for phrase in phrases where phrase.holders.isEmpty { resolveUnnamed(phrase) }
    addVerbalOffices()
  }

  // MARK: With a name

  mutating func resolveNamed(_ phrase: OfficePhrase) {
    let holders = phrase.holders.compactMap { clusterOfName[$0] }
    guard let first = holders.first else { return }
    if phrase.gender != nil, clustering.clusters[first].gender == nil, !phrase.isPlural {
      clustering.setGender(first, phrase.gender)
    }
    drop(namesIn: phrase.head..<phrase.tokens.upperBound, except: phrase)
    mention(
      phrase.tokens, head: phrase.head, first, .description,
      rule: phrase.rule.isEmpty ? "office.named" : phrase.rule)
    guard phrase.kind.isOffice || phrase.kind == .counterpart else { return }
    for (index, holder) in holders.enumerated() {
      var kind = phrase.kind
      var title = phrase.title
      if phrase.kind == .counterpart {
        // "son homologue burundais": the office of whom it is a counterpart.
        guard phrase.body != nil, let model = counterpartFact(of: phrase) else { continue }
        kind = model.kind
        title = model.title
      }
      guard let body = body(of: phrase, kind: kind, holder: holder) else { continue }
      let range =
        min(
          phrase.tokens.lowerBound, names[phrase.holders[index]].tokens.lowerBound)..<max(
          phrase.tokens.upperBound, names[phrase.holders[index]].tokens.upperBound)
      addOffice(phrase, holder: holder, body: body, title: title, kind: kind, tokens: range)
      if let further = phrase.furtherBody {
        addOffice(phrase, holder: holder, body: cluster(of: further), title: title, kind: kind, tokens: range)
      }
    }
  }

  mutating func addOffice(
    _ phrase: OfficePhrase, holder: Int, body: Int, title: String, kind: Title.Class, tokens: Range<Int>
  ) {
    guard holder != body, clustering.clusters[holder].kind == .person,
      clustering.clusters[body].kind != .person
    else { return }
    facts.append(
      Fact(
        holder: holder, body: body, kind: kind, title: title, isPast: phrase.isPast || phrase.isFuture,
        token: phrase.head))
    offices.append(
      Office(
        holder: holder, body: body, title: title, isPast: phrase.isPast, tokens: tokens, trigger: phrase.head,
        rule: phrase.rule.isEmpty ? "office.known" : phrase.rule))
  }

  /// The office of the person that "son homologue" looks at.
  func counterpartFact(of phrase: OfficePhrase) -> Fact? {
    let sentence = document.sentence(of: phrase.head)
    guard let model = counterpartModel(of: phrase) else {
      return facts.last { $0.token < phrase.head && !$0.isPast }
    }
    if let known = knownFact(of: model) { return known }
    return facts.last { !$0.isPast && $0.holder == model }
      ?? facts.last { $0.token < phrase.head && !$0.isPast && document.sentence(of: $0.token) == sentence }
  }

  /// Whom "son homologue" looks at: the subject of the sentence, else the last person named in it before.
  private func counterpartModel(of phrase: OfficePhrase) -> Int? {
    let sentence = document.sentence(of: phrase.head)
    let before = mentions.filter {
      kind($0.entity) == .person && $0.head < phrase.tokens.lowerBound
        && document.sentence(of: $0.head) == sentence
    }
    return (before.last { tokens[$0.head].deprel.hasPrefix("nsubj") } ?? before.max { $0.head < $1.head })?
      .entity
  }

  /// The office that a well-known person holds on the day of publication, that of a head of state first.
  private func knownFact(of person: Int) -> Fact? {
    guard let known = clustering.clusters[person].known else { return nil }
    let posts = (gazetteer.postsOfPerson[known] ?? []).map { gazetteer.posts[$0] }.filter {
      $0.holds(on: published) && gazetteer.entities[Int($0.body)].kind == .country
    }
    guard let post = posts.first(where: { $0.kind == .state }) ?? posts.first else { return nil }
    return Fact(holder: person, body: -1, kind: post.kind, title: post.title, isPast: false, token: 0)
  }

  /// The body of an office: told, owned, taken up, known of the holder, or the article's country.
  mutating func body(of phrase: OfficePhrase, kind: Title.Class, holder: Int?) -> Int? {
    if let body = phrase.body { return cluster(of: body) }
    if let noun = phrase.bodyNoun { return takenUp(noun) ?? knownBody(kind, phrase, holder) }
    if kind == .monarch { return nil }
    if let known = knownBody(kind, phrase, holder) { return known }
    if phrase.isOwned {
      if let owner = ownerOfPossessive(phrase) { return owner }
    }
    switch kind {
    case .state, .government, .foreign, .minister, .secretary: break
    default: return nil
    }
    // "la ministre suédoise de la Pêche et son délégué…": of the same government.
    if let fact = facts.last(where: { document.sentence(of: $0.token) == document.sentence(of: phrase.head) }
    ),
      [.minister, .foreign, .government].contains(fact.kind), [.minister, .foreign].contains(kind)
    {
      return fact.body
    }
    return contextCountry(at: phrase.head)
  }

  /// The body at which a well-known holder has such a post.
  mutating func knownBody(_ kind: Title.Class, _ phrase: OfficePhrase, _ holder: Int?) -> Int? {
    guard let holder else { return nil }
    if let fact = facts.last(where: { $0.holder == holder && $0.kind == kind }) { return fact.body }
    guard let known = clustering.clusters[holder].known else { return nil }
    let posts = (gazetteer.postsOfPerson[known] ?? []).map { gazetteer.posts[$0] }
    let fitting = posts.filter { isSameOffice($0.kind, kind) }
    if let post = phrase.isPast
      ? fitting.first : fitting.first(where: { $0.holds(on: published) }) ?? fitting.first
    {
      return clustering.cluster(known: post.body)
    }
    return nil
  }

  func isSameOffice(_ a: Title.Class, _ b: Title.Class) -> Bool {
    if a == b { return true }
    switch (a, b) {
    case (.foreign, .secretary), (.secretary, .foreign), (.state, .leader), (.leader, .state),
      (.government, .leader),
      (.leader, .government), (.minister, .secretary), (.secretary, .minister), (.head, .leader),
      (.leader, .head),
      (.state, .head), (.head, .state), (.foreign, .minister), (.minister, .foreign), (.military, .leader):
      return true
    default: return false
    }
  }

  /// "son ministre": of the country or body before, or the country of the person before.
  mutating func ownerOfPossessive(_ phrase: OfficePhrase) -> Int? {
    let before = mentions.filter { $0.head < phrase.tokens.lowerBound }.sorted { $0.head > $1.head }
    let sentence = document.sentence(of: phrase.head)
    let isGovernment = isOfGovernment(phrase.kind)
    for mention in before {
      let distance = sentence - document.sentence(of: mention.head)
      if distance > (isGovernment ? 1 : 2) { break }
      let isSubject = tokens[mention.head].deprel.hasPrefix("nsubj") || distance == 0
      guard isSubject else { continue }
      switch kind(mention.entity) {
      case .country where isGovernment || distance < 2: return mention.entity
      case .organization where !isMedia(mention.entity) && !isGovernment: return mention.entity
      case .person where !isOfBody(phrase.kind):
        if let country = country(ofPerson: mention.entity) { return country }
      default: continue
      }
    }
    // "Du côté de la CFDT, …. Sa secrétaire régionale, …": the only one that the sentence before names.
    let owners = before.filter { mention in
      sentence - document.sentence(of: mention.head) == 1
        && (kind(mention.entity) == .country && isGovernment
          || kind(mention.entity) == .organization && !isGovernment && !isMedia(mention.entity))
    }
    return Set(owners.map(\.entity)).count == 1 ? owners[0].entity : nil
  }

  /// Whether an office is held at a body and not in somebody's service: a president, a founder.
  private func isOfBody(_ kind: Title.Class) -> Bool {
    [.state, .head, .leader, .founder, .deputy].contains(kind)
  }

  func isOfGovernment(_ kind: Title.Class) -> Bool {
    [.minister, .foreign, .government, .monarch, .secretary].contains(kind)
  }

  func isMedia(_ cluster: Int) -> Bool {
    clustering.clusters[cluster].known.map { gazetteer.entities[Int($0)].nouns.contains("media") } ?? false
  }

  /// The state a person speaks for: by an office in the article, else by the table.
  mutating func country(ofPerson person: Int) -> Int? {
    if let fact = facts.last(where: { $0.holder == person && kind($0.body) == .country }) { return fact.body }
    guard let known = clustering.clusters[person].known else { return nil }
    let posts = (gazetteer.postsOfPerson[known] ?? []).map { gazetteer.posts[$0] }
      .filter { gazetteer.entities[Int($0.body)].kind == .country }
    guard let post = posts.first(where: { $0.holds(on: published) }) ?? posts.first else { return nil }
    return clustering.cluster(known: post.body)
  }

  /// The country of an office that names none: the one the article is about, when there is one.
  func contextCountry(at token: Int) -> Int? {
    var counts: [Int: Int] = [:]
    for mention in mentions where kind(mention.entity) == .country { counts[mention.entity, default: 0] += 1 }
    let sum = counts.values.reduce(0, +)
    guard let best = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else { return nil }
    return best.value > 1 && best.value * 2 > sum ? best.key : nil
  }

  // MARK: Without a name

  mutating func resolveUnnamed(_ phrase: OfficePhrase) {
    let isDefinite =
      phrase.determiner.map { reading.isOne(of: .definiteDeterminers, at: $0) } == true
      || phrase.determiner == nil && phrase.body != nil
    drop(namesIn: phrase.head..<phrase.tokens.upperBound, except: phrase)
    if phrase.isPlural {
      resolveSeveral(phrase)
      return
    }
    guard isDefinite, phrase.kind != .rank, phrase.kind != .royal, phrase.kind != .expert
    else { return }
    if phrase.kind == .counterpart {
      resolveCounterpart(phrase)
      return
    }
    guard phrase.kind.isOffice else { return }
    var body = phrase.body.map { cluster(of: $0) }
    if body == nil, let noun = phrase.bodyNoun { body = takenUp(noun) }
    if body == nil, phrase.isOwned { body = ownerOfPossessive(phrase) }
    guard let body else {
      if phrase.bodyNoun == nil, !phrase.isOwned, !phrase.isPast, !phrase.isFuture,
        let holder = latestHolder(phrase)
      {
        mention(phrase.tokens, head: phrase.head, holder, .description, rule: "office.latest")
      } else if !phrase.isPast, let person = personOfHeading(over: phrase) {
        mention(phrase.tokens, head: phrase.head, person, .description, rule: "office.heading")
      }
      return
    }
    if phrase.isPast || phrase.isFuture { return }
    if let (holder, rule) = holder(of: phrase, at: body) {
      mention(phrase.tokens, head: phrase.head, holder, .description, rule: rule)
      if !facts.contains(where: { $0.holder == holder && $0.body == body && $0.title == phrase.title }) {
        addOffice(
          phrase, holder: holder, body: body, title: phrase.title, kind: phrase.kind, tokens: phrase.tokens)
      }
      return
    }
    // Nobody can be named: the state or body spoken for.
    let speaksForBody: Bool =
      switch phrase.kind {
      case .envoy, .spokes, .state, .government, .foreign, .minister, .secretary, .leader: true
      default: false
      }
    if speaksForBody, !phrase.isOwned, phrase.bodyNoun == nil {
      mention(phrase.tokens, head: phrase.head, body, .description, rule: "office.body", isMetonym: true)
    }
  }

  /// "son homologue russe": the same office in another state.
  mutating func resolveCounterpart(_ phrase: OfficePhrase) {
    guard let body = phrase.body.map({ cluster(of: $0) }) else { return }
    let hasModel = counterpartModel(of: phrase) != nil
    let isLeading = { (kind: Title.Class) in [.state, .government, .monarch].contains(kind) }
    guard let model = counterpartFact(of: phrase),
      !isLeading(model.kind) || hasModel
    else {
      if hasModel, let named = onlyPerson(of: phrase.body) {
        counterpart(phrase, named)
      } else if let holder = leader(like: phrase, at: body) {
        counterpart(phrase, holder)
      }
      return
    }
    var office = phrase
    office.kind = model.kind
    office.title = model.title
    // Heads of state and of government are each other's counterparts where a state has but one of them.
    let isLeader = isLeading(model.kind)
    if let holder = holder(of: office, at: body)?.holder, agrees(holder, with: phrase) {
      counterpart(phrase, holder)
    } else if isLeader {
      if let holder = leader(like: phrase, at: body) { counterpart(phrase, holder) }
    } else if let named = onlyPerson(of: phrase.body) {
      counterpart(phrase, named)
    } else if [.minister, .foreign, .secretary, .envoy, .spokes].contains(model.kind) {
      mention(phrase.tokens, head: phrase.head, body, .description, rule: "office.body", isMetonym: true)
    }
  }

  /// "la Tunisienne Anna Blum": the only person that the article names with the nationality of a counterpart.
  private func onlyPerson(of body: Referent?) -> Int? {
    guard case .known(let state)? = body else { return nil }
    var found: Set<Int> = []
    for (index, name) in names.enumerated() where name.kind == .person && name.tokens.lowerBound > 0 {
      guard reading.nationality[name.tokens.lowerBound - 1] == state, let cluster = clusterOfName[index]
      else {
        continue
      }
      found.insert(cluster)
    }
    return found.count == 1 ? found.first : nil
  }

  private mutating func counterpart(_ phrase: OfficePhrase, _ holder: Int) {
    mention(phrase.tokens, head: phrase.head, holder, .description, rule: "office.counterpart")
  }

  /// Who leads the state of a counterpart.
  private mutating func leader(like phrase: OfficePhrase, at body: Int) -> Int? {
    var office = phrase
    office.kind = .leader
    office.title = gazetteer.lexicon.leaderTitle
    return holder(of: office, at: body)?.holder ?? facts.last { $0.body == body && !$0.isPast }?.holder
  }

  /// "son homologue italienne" is a woman.
  private func agrees(_ holder: Int, with phrase: OfficePhrase) -> Bool {
    guard let adjective = phrase.tokens.last, reading.nationality[adjective] >= 0,
      let gender = tokens[adjective].feats["Gender"], let known = clustering.clusters[holder].gender
    else { return true }
    return (gender == "Fem") == (known == .feminine)
  }
}
