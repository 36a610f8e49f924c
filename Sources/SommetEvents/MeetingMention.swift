import SommetGraph
import SommetText

/// One telling of a meeting: a trigger with whom it brings together.
struct MeetingMention {
  var rule: EventRule
  var trigger: Int
  /// Everybody who takes part, without repetition.
  var participants: [Actor]
  /// Entities that this telling sets face to face, each pair ascending.
  var pairs: [Pair]
  /// Entities that join those who meet: "X participe au sommet".
  var joining: [Int]
  var reading: ModalityReader.Reading
  var date: String?
  /// The day that the narrative has reached, for want of a date.
  var narrative: String?
  /// Index of the entity where it takes place.
  var place: Int?
  /// The head noun phrase, nil when a verb tells.
  var label: String?
  var isNamed: Bool
  /// "cette rencontre", "le sommet": may refer back.
  var determiner: Determiner
  /// "une nouvelle rencontre", "une autre": not one of those before.
  var isAnother: Bool

  enum Determiner { case none, indefinite, definite, demonstrative }

  struct Pair: Hashable, Comparable {
    var first: Int
    var second: Int

    init(_ a: Int, _ b: Int) {
      first = min(a, b)
      second = max(a, b)
    }

    static func < (a: Pair, b: Pair) -> Bool { (a.first, a.second) < (b.first, b.second) }
  }
}

extension EventReading {
  /// The most participants of a meeting that are taken to meet each other.
  static let circle = 6

  /// What a trigger of `met` tells; nil when nobody and nothing is found beside it.
  func meetingMention(_ match: RuleMatch, _ step: Series.Element? = nil) -> MeetingMention? {
    let rule = match.rule
    let isNoun = isNominal(match)
    var sources = actors(rule.frame.source, match)
    // "X et Y poursuivent leurs tractations": the possessive alone may stand for one of them only.
    if isNoun, !sources.isEmpty, rule.frame.source.contains(.carrier) {
      let carriers = heads(.carrier, match).flatMap { view.actors(at: $0) }
      if carriers.contains(where: { carrier in sources.contains { $0.entity == carrier.entity } }) {
        sources = unique(sources + carriers)
      }
    }
    var targets = rule.goesToPlace || rule.joins ? [] : actors(rule.frame.target, match)
    if let step { targets = step.actors }
    targets.removeAll { target in sources.contains { $0.entity == target.entity } }
    var isCircle = rule.isReciprocal
    if isNoun {
      let between =
        view.complements(of: match.trigger, "entre").flatMap { view.actors(at: $0) }
        + (view.complements(of: match.trigger, "entre").isEmpty
          ? view.following(match.trigger, "entre", within: 10).flatMap { view.actors(at: $0) } : [])
      let joined = between.isEmpty ? joinedNames(at: match.trigger) : between
      let gathered = gathered(by: match.trigger)
      if !joined.isEmpty || gathered.count > 1 {
        sources = unique(joined + gathered)
        targets.removeAll { target in sources.contains { $0.entity == target.entity } }
        isCircle = true
      }
    }
    let reading = modality.reading(of: match.trigger)
    if isNoun, sources.isEmpty != targets.isEmpty, !isCircle,
      sources.isEmpty || rule.kind == .call && sources.count == 1, !isSought(match.trigger, reading)
    {
      let present = sources + targets
      let others = companions(match.trigger).filter { actor in !present.contains { $0.entity == actor.entity }
      }
      if sources.isEmpty { sources = others } else { targets = others }
    }
    if isNoun, targets.isEmpty, sources.count > 1 { isCircle = true }
    var participants = unique(sources + targets)
    let further = unique(attending(match.trigger) + beside(match.trigger)).filter { actor in
      !participants.contains { $0.entity == actor.entity }
    }
    var pairs: Set<MeetingMention.Pair> = []
    for source in sources { for target in targets { pairs.insert(.init(source.entity, target.entity)) } }
    if isCircle || targets.isEmpty && sources.count > 1 && isReciprocalVerb(match) {
      pairs.formUnion(circle(sources))
    }
    participants += further
    var joining = further.map(\.entity)
    if rule.joins {
      joining = participants.map(\.entity)
      pairs = []
    }
    let place = place(of: match.trigger, apartFrom: participants, within: step?.tokens)
    if rule.goesToPlace, place == nil { return nil }
    if !isNoun, participants.count < 2, !(rule.isSolo && !participants.isEmpty) { return nil }
    let determiner = determiner(of: match.trigger, isNoun)
    return MeetingMention(
      rule: rule, trigger: match.trigger, participants: participants, pairs: pairs.sorted(), joining: joining,
      reading: reading, date: step.flatMap { view.date(within: $0.tokens) } ?? view.date(of: match.trigger),
      narrative: isNoun ? view.lineDate(before: match.trigger) : date(of: match.trigger, reading),
      place: place,
      label: isNoun ? label(of: match.trigger) : nil, isNamed: isNoun && isNamed(match.trigger),
      determiner: rule.joins ? .demonstrative : determiner, isAnother: isAnother(match.trigger))
  }

  private func isReciprocalVerb(_ match: RuleMatch) -> Bool {
    match.rule.isReciprocal || (view.isVerb(match.trigger) && view.isReflexive(match.trigger))
  }

  private func circle(_ actors: [Actor]) -> Set<MeetingMention.Pair> {
    guard actors.count <= Self.circle else { return [] }
    var pairs: Set<MeetingMention.Pair> = []
    for (index, actor) in actors.enumerated() {
      for other in actors[(index + 1)...] where other.entity != actor.entity {
        pairs.insert(.init(actor.entity, other.entity))
      }
    }
    return pairs
  }

  // MARK: Further participants

  /// "le tête-à-tête Macron-Orban", "Poutine-Zelensky : un sommet": names joined to an event's noun.
  private func joinedNames(at noun: Int) -> [Actor] {
    let sentence = view.sentence(noun)
    var next = noun + 1
    while next < sentence.upperBound, view.token(next).upos == .adj || view.token(next).upos == .space {
      next += 1
    }
    let after = chain(from: next, below: sentence.upperBound)
    if after.count > 1 { return after }
    // The names open the headline, a colon follows.
    if let colon = (sentence.lowerBound..<noun).first(where: { view.forms[$0] == ":" }),
      colon - sentence.lowerBound <= 8
    {
      let before = chain(from: sentence.lowerBound, below: colon)
      if before.count > 1 { return before }
    }
    return []
  }

  /// Names joined by hyphens or strokes from a token on.
  private func chain(from start: Int, below upper: Int) -> [Actor] {
    var found: [Actor] = []
    var next = start
    while next < upper {
      let held = view.mentions(holding: next).filter { mention in
        mention.form == .name && view.entities.entities[mention.entity].kind != .place
      }
      guard let widest = held.last else { break }
      found += held.map { Actor(entity: $0.entity, token: next, certainty: 0.9) }
      next = widest.tokens.upperBound
      guard next < upper, ["-", "–", "—", "/", "‑"].contains(view.forms[next]) else { break }
      next += 1
    }
    return unique(found)
  }

  /// "un sommet réunissant X et Y", "des entretiens impliquant X".
  private func gathered(by noun: Int) -> [Actor] {
    var found: [Actor] = []
    for child in view.children(noun) where child > noun && view.isDeprel(child, "acl") {
      guard lexicon.words.contains(view.lemmas[child], in: .gathering) else { continue }
      found += view.patients(of: child).flatMap { view.actors(at: $0) }
    }
    return unique(found)
  }

  /// "X participe au sommet", "X est invité à une réunion".
  private func attending(_ noun: Int) -> [Actor] {
    for child in view.children(noun) where child > noun && view.isDeprel(child, "acl") {
      // "un entretien auquel participait X"
      if lexicon.words.contains(view.lemmas[child], in: .attending), view.isFinite(child) {
        let subjects = view.subjects(of: child).filter { $0 != noun }
        if !subjects.isEmpty { return unique(subjects.flatMap { view.actors(at: $0) }) }
      }
    }
    var current = noun
    for _ in 0..<4 {
      guard let above = view.head(current) else { return [] }
      let deprel = view.token(current).deprel
      if view.isVerb(above) {
        guard lexicon.words.contains(view.lemmas[above], in: .attending), !deprel.hasPrefix("nsubj")
        else {
          return []
        }
        let heads =
          view.isPassive(above) && !view.isReflexive(above)
          ? view.patients(of: above) : view.agents(of: above)
        return unique(heads.flatMap { view.actors(at: $0) })
      }
      guard deprel == "conj" || deprel == "nmod" else { return [] }
      current = above
    }
    return []
  }

  /// Whether the event is only asked for or put forward.
  private func isSought(_ noun: Int, _ reading: ModalityReader.Reading) -> Bool {
    if reading.modality == .hypothetical { return true }
    let clause = view.clause(of: noun)
    guard view.token(noun).deprel == "obj" || view.head(noun) == clause else { return false }
    let rules = lexicon.rules(for: view.lemmas[clause])
    return rules.contains { $0.relation != .met && $0.pattern.match(at: clause, in: view) != nil }
  }

  /// Who meets those that an event's noun names after "avec": whose agenda it is on, else the subject of its clause.
  private func companions(_ noun: Int) -> [Actor] {
    let clause = view.clause(of: noun)
    let rest = noun..<view.sentence(noun).upperBound
    for below in rest where lexicon.words.contains(view.lemmas[below], in: .agenda) {
      let owners = view.owners(of: below).flatMap { view.actors(at: $0) }
      if !owners.isEmpty { return owners }
      for child in view.children(below) where child > below {
        let deeper = view.owners(of: child).flatMap { view.actors(at: $0) }
        if !deeper.isEmpty { return deeper }
      }
    }
    guard clause != noun else { return [] }
    let subjects =
      view.isPassive(clause) && !view.isReflexive(clause)
      ? view.passiveSubjects(of: clause) : view.agents(of: clause, isSpeech: true)
    return subjects.filter { $0 != noun }.flatMap { view.actors(at: $0) }
      .map { Actor(entity: $0.entity, token: $0.token, certainty: $0.certainty * 0.85) }
  }

  /// "en présence de X", "aux côtés de Y": in the phrase of the noun or the clause of the trigger.
  private func beside(_ trigger: Int) -> [Actor] {
    let clause = view.clause(of: trigger)
    let lower = trigger
    let upper = view.sentence(trigger).upperBound
    var found: [Actor] = []
    var index = lower
    while index < upper {
      if index != trigger, index != clause, view.isVerb(index), view.isFinite(index), index > trigger {
        break
      }
      if view.token(index).upos == .propn || view.token(index).upos == .noun || view.token(index).upos == .x {
        let prepositions = view.prepositions(of: index)
        if prepositions.contains(where: { lexicon.words.contains($0, in: .beside) }) {
          found += view.actors(at: index)
        }
      }
      index += 1
    }
    return unique(found)
  }

  // MARK: Place and label

  /// The place mention that stands with a preposition of place below the trigger or in its clause.
  private func place(of trigger: Int, apartFrom participants: [Actor], within stretch: Range<Int>?) -> Int? {
    let sentence = stretch ?? view.sentence(trigger)
    let clause = view.clause(of: trigger)
    var best: (rank: Int, distance: Int, entity: Int)?
    for mention in view.entities.mentions where sentence.contains(mention.head) && mention.form != .pronoun {
      let entity = view.entities.entities[mention.entity]
      guard entity.kind == .place || entity.kind == .country else { continue }
      if participants.contains(where: { $0.entity == mention.entity }) { continue }
      let prepositions = view.prepositions(of: mention.head)
      guard prepositions.contains(where: { lexicon.words.contains($0, in: .place) }) else { continue }
      guard let rank = stretch == nil ? placeRank(mention.head, trigger, clause) : 0 else { continue }
      let distance = abs(mention.head - trigger) + (mention.head < trigger ? 4 : 0)
      if best.map({ (rank, distance) < ($0.rank, $0.distance) }) ?? true {
        best = (rank, distance, mention.entity)
      }
    }
    return best?.entity
  }

  private func placeRank(_ head: Int, _ trigger: Int, _ clause: Int) -> Int? {
    var current = head
    var steps = 0
    while let above = view.head(current) {
      if above == trigger { return steps == 0 ? 0 : 1 }
      if above == clause { return 2 + min(steps, 2) }
      if view.isPredicate(above) {
        return view.token(above).deprel == "xcomp" && view.head(above) == clause ? 3 : nil
      }
      let isPassed =
        !view.mentions(holding: above).isEmpty
        || view.prepositions(of: above).contains { lexicon.words.contains($0, in: .place) }
        || view.isTime(above)
      guard isPassed, steps < 4 else { return nil }
      current = above
      steps += 1
    }
    return current == trigger ? 1 : nil
  }

  private func determiner(of trigger: Int, _ isNoun: Bool) -> MeetingMention.Determiner {
    guard isNoun else { return .none }
    for child in view.children(trigger) where child < trigger && view.token(child).upos == .det {
      let feats = view.token(child).feats
      if feats["PronType"] == "Dem" { return .demonstrative }
      if feats["Poss"] == "Yes" || feats["Definite"] == "Def" { return .definite }
      return .indefinite
    }
    let prepositions = view.children(trigger).filter { view.token($0).deprel == "case" }
    return prepositions.contains { ["au", "du", "aux", "des"].contains(view.forms[$0]) }
      ? .definite : .indefinite
  }

  private func isAnother(_ trigger: Int) -> Bool {
    view.children(trigger).contains { child in
      lexicon.words.contains(view.lemmas[child], in: .another)
        || lexicon.words.contains(view.forms[child], in: .another)
    }
  }

  private func isNamed(_ noun: Int) -> Bool {
    view.children(noun).contains { child in
      view.token(child).deprel == "nmod" && !view.mentions(holding: child).isEmpty
    }
  }

  /// The noun with what specifies it, without clauses and dates, at most ten words.
  private func label(of noun: Int) -> String {
    var upper = noun + 1
    var lower = noun
    for child in view.children(noun) where child < noun && view.token(child).deprel == "amod" {
      lower = min(lower, child)
    }
    let sentence = view.sentence(noun)
    let below = Set(view.document.subtree(of: noun))
    while upper < sentence.upperBound, upper - lower < 12, below.contains(upper) {
      if view.isTime(upper) || view.token(upper).upos == .punct && view.forms[upper] != "-"
        || view.isVerb(upper)
      {
        break
      }
      if view.token(upper).feats["PronType"] == "Rel" { break }
      upper += 1
    }
    while upper > noun + 1, [.adp, .det, .cconj, .punct, .space, .sconj].contains(view.token(upper - 1).upos)
    {
      upper -= 1
    }
    return view.document.text[view.document.span(of: lower..<upper)]
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
