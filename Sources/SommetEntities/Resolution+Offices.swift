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

  private mutating func resolveNamed(_ phrase: OfficePhrase) {
    let holders = phrase.holders.compactMap { clusterOfName[$0] }
    guard let first = holders.first else { return }
    if phrase.gender != nil, clustering.clusters[first].gender == nil, !phrase.isPlural {
      clustering.setGender(first, phrase.gender)
    }
    drop(namesIn: phrase.head..<phrase.tokens.upperBound, except: phrase)
    mention(phrase.tokens, head: phrase.head, first, .description)
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

  private mutating func addOffice(
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

  /// The office of the person that "son homologue" looks at: the last person named before in the sentence.
  private func counterpartFact(of phrase: OfficePhrase) -> Fact? {
    let sentence = document.sentence(of: phrase.head)
    let before = mentions.filter {
      kind($0.entity) == .person && $0.head < phrase.tokens.lowerBound
        && document.sentence(of: $0.head) == sentence
    }
    let model =
      (before.last { tokens[$0.head].deprel.hasPrefix("nsubj") } ?? before.max { $0.head < $1.head })?.entity
    guard let model else { return facts.last { $0.token < phrase.head && !$0.isPast } }
    return facts.last { !$0.isPast && $0.holder == model }
      ?? facts.last { $0.token < phrase.head && !$0.isPast && document.sentence(of: $0.token) == sentence }
  }

  /// The body of an office: told, owned, taken up, known of the holder, or the article's country.
  private mutating func body(of phrase: OfficePhrase, kind: Title.Class, holder: Int?) -> Int? {
    if let body = phrase.body { return cluster(of: body) }
    if let noun = phrase.bodyNoun { return takenUp(noun) ?? knownBody(kind, phrase, holder) }
    if kind == .monarch { return nil }
    if let known = knownBody(kind, phrase, holder) { return known }
    if phrase.possessive != nil {
      if let owner = ownerOfPossessive(phrase) { return owner }
    }
    switch kind {
    case .state, .government, .foreign, .minister, .secretary: break
    default: return nil
    }
    // "la ministre française de la Culture et le ministre délégué…": of the same government.
    if let fact = facts.last(where: { document.sentence(of: $0.token) == document.sentence(of: phrase.head) }
    ),
      [.minister, .foreign, .government].contains(fact.kind), [.minister, .foreign].contains(kind)
    {
      return fact.body
    }
    return contextCountry(at: phrase.head)
  }

  /// The body at which a well-known holder has such a post.
  private mutating func knownBody(_ kind: Title.Class, _ phrase: OfficePhrase, _ holder: Int?) -> Int? {
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

  private func isSameOffice(_ a: Title.Class, _ b: Title.Class) -> Bool {
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
  private mutating func ownerOfPossessive(_ phrase: OfficePhrase) -> Int? {
    let before = mentions.filter { $0.head < phrase.tokens.lowerBound }.sorted { $0.head > $1.head }
    let sentence = document.sentence(of: phrase.head)
    for mention in before {
      let distance = sentence - document.sentence(of: mention.head)
      if distance > 1 { break }
      let isSubject = tokens[mention.head].deprel.hasPrefix("nsubj") || distance == 0
      guard isSubject else { continue }
      switch kind(mention.entity) {
      case .country: return mention.entity
      case .organization where !isMedia(mention.entity) && !isOfGovernment(phrase.kind): return mention.entity
      case .person:
        if let country = country(ofPerson: mention.entity) { return country }
      default: continue
      }
    }
    return nil
  }

  private func isOfGovernment(_ kind: Title.Class) -> Bool {
    [.minister, .foreign, .government, .monarch, .secretary].contains(kind)
  }

  private func isMedia(_ cluster: Int) -> Bool {
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
  private func contextCountry(at token: Int) -> Int? {
    var counts: [Int: Int] = [:]
    for mention in mentions where kind(mention.entity) == .country { counts[mention.entity, default: 0] += 1 }
    let sum = counts.values.reduce(0, +)
    guard let best = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else { return nil }
    return best.value > 1 && best.value * 2 > sum ? best.key : nil
  }

  // MARK: Without a name

  private mutating func resolveUnnamed(_ phrase: OfficePhrase) {
    let isDefinite =
      ["le", "la", "l'", "du", "au", "son", "sa", "leur", "notre"].contains(phrase.determiner)
      || phrase.determiner.isEmpty && phrase.body != nil
    drop(namesIn: phrase.head..<phrase.tokens.upperBound, except: phrase)
    guard isDefinite, !phrase.isPlural, phrase.kind != .rank, phrase.kind != .royal, phrase.kind != .expert
    else { return }
    if phrase.kind == .counterpart {
      resolveCounterpart(phrase)
      return
    }
    guard phrase.kind.isOffice else { return }
    var body = phrase.body.map { cluster(of: $0) }
    if body == nil, let noun = phrase.bodyNoun { body = takenUp(noun) }
    if body == nil, phrase.possessive != nil { body = ownerOfPossessive(phrase) }
    guard let body else {
      if phrase.bodyNoun == nil, phrase.possessive == nil, !phrase.isPast, let holder = latestHolder(phrase) {
        mention(phrase.tokens, head: phrase.head, holder, .description)
      }
      return
    }
    if phrase.isPast || phrase.isFuture { return }
    if let holder = holder(of: phrase, at: body) {
      mention(phrase.tokens, head: phrase.head, holder, .description)
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
    if speaksForBody, phrase.possessive == nil, phrase.bodyNoun == nil {
      mention(phrase.tokens, head: phrase.head, body, .description, isMetonym: true)
    }
  }

  /// The holder of an office at a body: told in the article, or in the table on the day of publication.
  private mutating func holder(of phrase: OfficePhrase, at body: Int) -> Int? {
    let told = facts.filter { $0.body == body && !$0.isPast }
    if let fact = told.last(where: { Folding.key($0.title) == Folding.key(phrase.title) })
      ?? told.last(where: { $0.kind == phrase.kind && isFree(of: $0, phrase) })
    {
      return fact.holder
    }
    if phrase.kind == .leader,
      let fact = told.last(where: { [.state, .government, .leader].contains($0.kind) })
    {
      return fact.holder
    }
    if let known = clustering.clusters[body].known, let person = tableHolder(phrase, at: known) {
      return clustering.cluster(known: person)
    }
    if phrase.kind == .leader {
      return told.last(where: { isSameOffice($0.kind, .leader) })?.holder
    }
    if phrase.kind == .government || phrase.kind == .state {
      return told.last(where: { $0.kind == .leader })?.holder
    }
    return nil
  }

  /// Titles of one class need the same field when they name one: a minister of defence is no minister of trade.
  private func isFree(of fact: Fact, _ phrase: OfficePhrase) -> Bool {
    switch phrase.kind {
    case .minister, .secretary, .envoy, .member, .commissioner, .adviser, .deputy, .staff, .expert, .head:
      false
    default: true
    }
  }

  private func tableHolder(_ phrase: OfficePhrase, at body: Int32) -> Int32? {
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
    case .secretary where key == "secretaire d'etat": wanted = .secretary
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
  private func isAlike(_ post: Post, _ phrase: OfficePhrase) -> Bool {
    phrase.kind != .head
      || post.titleKey.hasPrefix(Folding.words(phrase.title).first ?? "")
        && Folding.words(phrase.title).count == Folding.words(post.title).count
  }

  /// "le président" alone: the last person in the article with such an office.
  private func latestHolder(_ phrase: OfficePhrase) -> Int? {
    let told = facts.filter { fact in
      !fact.isPast
        && (Folding.key(fact.title) == Folding.key(phrase.title)
          || fact.kind == phrase.kind && isFree(of: fact, phrase) && Folding.words(phrase.title).count == 1)
    }
    // Those told in the article and those known to hold such an office on the day: who is most spoken of.
    var people = Set(told.filter { $0.token < phrase.head }.map(\.holder))
    if Folding.words(phrase.title).count == 1 || phrase.kind == .government {
      for (index, cluster) in clustering.clusters.enumerated() {
        guard let known = cluster.known, cluster.kind == .person else { continue }
        let posts = (gazetteer.postsOfPerson[known] ?? []).map { gazetteer.posts[$0] }
        let isHolder = posts.contains {
          $0.kind == phrase.kind && $0.holds(on: published)
            && gazetteer.entities[Int($0.body)].kind == .country
        }
        if isHolder, phrase.kind == .state || phrase.kind == .government { people.insert(index) }
      }
    }
    var counts: [Int: (Int, Int)] = [:]
    for mention in mentions
    where mention.form == .name && mention.head < phrase.head && people.contains(mention.entity) {
      let old = counts[mention.entity] ?? (0, 0)
      counts[mention.entity] = (old.0 + 1, max(old.1, mention.head))
    }
    if let best = counts.max(by: { $0.value < $1.value }) { return best.key }
    return Set(told.map(\.holder)).count == 1 ? told[0].holder : nil
  }

  /// "son homologue russe": the same office in another state.
  private mutating func resolveCounterpart(_ phrase: OfficePhrase) {
    guard let body = phrase.body.map({ cluster(of: $0) }) else { return }
    let model = counterpartFact(of: phrase)
    var office = phrase
    // Heads of state and of government are each other's counterparts.
    let isLeader = model.map { [.state, .government, .monarch].contains($0.kind) } ?? true
    office.kind = isLeader ? .leader : model!.kind
    office.title = isLeader ? "dirigeant" : model!.title
    if let holder = holder(of: office, at: body)
      ?? facts.last(where: { $0.body == body && !$0.isPast })?.holder
    {
      mention(phrase.tokens, head: phrase.head, holder, .description)
    }
  }

  // MARK: By a verb

  /// "qui préside la Celac", "Pierre-Yves Maillard, qui la dirige": an office told by a verb.
  private mutating func addVerbalOffices() {
    for token in tokens.indices where tokens[token].upos == .verb || tokens[token].deprel.hasPrefix("acl") {
      let title =
        gazetteer.verbTitles[Folding.key(tokens[token].lemma)] ?? gazetteer.verbTitles[reading.keys[token]]
      guard let title, let subject = officer(of: token) else { continue }
      let objects = document.children(of: token).filter { tokens[$0].deprel == "obj" }
      for object in objects {
        guard let body = mention(at: object) ?? clitic(object),
          kind(body.entity) == .organization || kind(body.entity) == .country
        else { continue }
        let range = min(token, object)..<max(token, body.tokens.upperBound - 1) + 1
        facts.append(
          Fact(
            holder: subject.entity, body: body.entity, kind: .head, title: title, isPast: false, token: token)
        )
        offices.append(
          Office(
            holder: subject.entity, body: body.entity, title: title, isPast: false, tokens: range,
            trigger: token,
            rule: "office.verb"))
      }
    }
  }

  /// The person who is a verb's subject.
  private func officer(of verb: Int) -> Mention? {
    if let found = subject(of: verb), kind(found.entity) == .person { return found }
    guard let pronoun = document.children(of: verb).first(where: { tokens[$0].deprel.hasPrefix("nsubj") }),
      reading.keys[pronoun] == "qui"
    else { return nil }
    let end = reading.keys[max(0, pronoun - 1)] == "," ? pronoun - 1 : pronoun
    return mentions.last { $0.tokens.upperBound == end && $0.form != .pronoun && kind($0.entity) == .person }
  }

  /// "qui la dirige": the body last spoken of.
  private func clitic(_ token: Int) -> Mention? {
    guard ["le", "la", "l'"].contains(reading.keys[token]) else { return nil }
    return mentions.filter { $0.head < token && kind($0.entity) == .organization }.max { $0.head < $1.head }
  }

  /// The mention that is a verb's subject, through a relative pronoun.
  func subject(of verb: Int) -> Mention? {
    guard let subject = document.children(of: verb).first(where: { tokens[$0].deprel.hasPrefix("nsubj") })
    else { return nil }
    if let found = mention(at: subject), found.form != .pronoun || reading.keys[subject] != "qui" {
      return found
    }
    return reading.keys[subject] == "qui" ? relativeAntecedent(subject, verb) : nil
  }

  /// What "qui" stands for: the head of the relative clause, or what ends right before it.
  func relativeAntecedent(_ pronoun: Int, _ verb: Int) -> Mention? {
    if tokens[verb].deprel.hasPrefix("acl"), tokens[verb].head < pronoun,
      let found = antecedent(of: tokens[verb].head)
    {
      return found
    }
    let end = reading.keys[max(0, pronoun - 1)] == "," ? pronoun - 1 : pronoun
    return mentions.last { $0.tokens.upperBound == end && $0.form != .pronoun }
  }

  /// The mention a relative clause hangs on: at its head, or the name apposed to it.
  func antecedent(of head: Int) -> Mention? {
    if let found = mention(at: head) { return found }
    for child in document.children(of: head)
    where ["appos", "flat:name", "nmod"].contains(tokens[child].deprel) {
      if let found = mention(at: child), found.form == .name, kind(found.entity) == .person { return found }
    }
    if owner[head] >= 0, let cluster = clusterOfName[owner[head]] {
      return mentions.first { $0.entity == cluster && $0.tokens.contains(head) }
    }
    return nil
  }
}
