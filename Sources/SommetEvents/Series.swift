import SommetText

/// What follows the first counterparts of a verb of meeting: "a vu X à La Haye, Y à Berlin, puis Z".
struct Series {
  /// One further step, with its own place and date.
  struct Element {
    var actors: [Actor]
    /// From the coordinator to the next one.
    var tokens: Range<Int>
    /// Whether it is a meeting of its own: after "puis", or with a place or day.
    var isApart: Bool
  }
}

extension EventReading {
  /// The tellings of a trigger: one, or for a verb one for each step that it goes through.
  func meetingMentions(_ match: RuleMatch) -> [MeetingMention] {
    let first = meetingMention(match)
    guard view.isVerb(match.trigger), !match.rule.joins, !match.rule.goesToPlace else {
      return first.map { [$0] } ?? []
    }
    if let first, let parted = parted(first, match) { return parted }
    // "se rendre au siège … entre X et Y": what names follow a verb that found nobody in its own slots are not its.
    let isDirect = match.rule.isReciprocal || match.rule.frame.target.contains(.object)
    if !isDirect, first?.pairs.isEmpty ?? true { return first.map { [$0] } ?? [] }
    let steps = steps(
      after: match.trigger, Set((first?.participants ?? actors(match.rule.frame.source, match)).map(\.entity))
    )
    guard !steps.isEmpty else { return first.map { [$0] } ?? [] }
    if steps.contains(where: \.isApart) || first?.pairs.isEmpty ?? true {
      return (first.map { [$0] } ?? []) + steps.compactMap { meetingMention(match, $0) }
    }
    // A plain list that the parser broke: one meeting.
    let all = Series.Element(
      actors: actors(match.rule.frame.target, match) + steps.flatMap(\.actors), tokens: steps[0].tokens,
      isApart: false)
    return meetingMention(match, all).map { [$0] } ?? []
  }

  /// "reçu par X, puis par Y": what the tree joins though the text tells two meetings.
  private func parted(_ whole: MeetingMention, _ match: RuleMatch) -> [MeetingMention]? {
    let names = whole.participants.filter { $0.token > match.trigger }
    guard let first = names.map(\.token).min(),
      let after = Range(from: first, upTo: view.sentence(match.trigger).upperBound).first(where: {
        view.isForm($0, .then) && (view.forms[$0 - 1] == "," || view.isForm($0 - 1, .and))
      }),
      !Range(from: first, upTo: after).contains(where: {
        view.isVerb($0) && view.isFinite($0) && $0 != view.clause(of: match.trigger)
      })
    else { return nil }
    let late = names.filter { $0.token > after }
    let early = names.filter { $0.token < after }
    guard !late.isEmpty, !early.isEmpty, !whole.pairs.isEmpty else { return nil }
    let apart = Set(late.map(\.entity))
    var start = whole
    start.participants.removeAll { apart.contains($0.entity) }
    start.pairs.removeAll { apart.contains($0.first) || apart.contains($0.second) }
    guard !start.pairs.isEmpty else { return nil }
    let stretch = Range(from: after, upTo: view.sentence(match.trigger).upperBound)
    var rest = whole
    rest.dating = view.date(within: stretch) ?? whole.dating
    rest.place = nil
    rest.participants.removeAll { actor in early.contains { $0.entity == actor.entity } }
    rest.pairs.removeAll { pair in early.contains { $0.entity == pair.first || $0.entity == pair.second } }
    if rest.pairs.isEmpty { return nil }
    // A place told before the first name holds for all.
    if let place = whole.place,
      view.entities.mentions.contains(where: {
        $0.entity == place && $0.head < first && $0.head > match.trigger
      })
    {
      rest.place = place
    }
    return [start, rest]
  }

  /// The names that commas, "et" and "puis" line up after a trigger, apart from those the tree has joined to it.
  private func steps(after trigger: Int, _ known: Set<Int>) -> [Series.Element] {
    let sentence = view.sentence(trigger)
    var opened: [Series.Element] = []
    var index = trigger + 1
    var end = sentence.upperBound
    var seen = known
    while index < sentence.upperBound {
      let token = view.token(index)
      if view.isVerb(index) && (view.isFinite(index) || view.isInfinitive(index))
        || view.isBareParticiple(index)
        || token.upos == .sconj || token.feats["PronType"] == "Rel"
        || [";", ":", "«", "(", "\""].contains(view.forms[index])
      {
        end = index
        break
      }
      guard isCoordinator(index), let head = name(after: index, in: sentence) else {
        index += 1
        continue
      }
      // "entre X et Y", "un accord de X et Y": the coordinator joins what hangs elsewhere.
      if let joined = joinedElsewhere(before: index, trigger, seen) {
        index = max(index + 1, joined)
        continue
      }
      // The subject of the next clause is no step of this one; with a preposition it is no subject.
      if view.isDeprel(head, "nsubj"),
        !Range(from: index + 1, upTo: head).contains(where: { view.token($0).upos == .adp })
      {
        end = index
        break
      }
      let stretch = view.stretch(head)
      let isSpokesman = !view.hasMention(head)
      let actors = view.actors(at: head)
        .filter { stretch.contains($0.token) || $0.token == head || isSpokesman && $0.token <= head + 6 }
        .filter { seen.insert($0.entity).inserted }
      if !actors.isEmpty {
        if view.isForm(index, .and), !opened.isEmpty {
          opened[opened.count - 1].actors += actors
        } else {
          opened.append(.init(actors: actors, tokens: index..<index + 1, isApart: isApart(index)))
        }
      }
      index = max(index + 1, stretch.upperBound)
    }
    for position in opened.indices {
      let lower = opened[position].tokens.lowerBound
      let upper = position + 1 < opened.count ? opened[position + 1].tokens.lowerBound : end
      opened[position].tokens = lower..<max(lower + 1, upper)
      let hasPlace = view.entities.mentions.contains { mention in
        opened[position].tokens.contains(mention.head)
          && view.entities.entities[mention.entity].kind == .place
      }
      if hasPlace || view.date(within: opened[position].tokens) != nil { opened[position].isApart = true }
    }
    // A comma alone may open an apposition; a series ends with "et" or "puis".
    guard let last = opened.last, last.actors.count > 1 || closes(last.tokens.lowerBound) else { return [] }
    return opened
  }

  /// Where to go on when the name right before a coordinator is none of those met: the end of the name that it is
  /// joined to.
  private func joinedElsewhere(before index: Int, _ trigger: Int, _ known: Set<Int>) -> Int? {
    guard view.isForm(index, .and) || view.isForm(index, .or), index - 1 > trigger,
      let mention = view.mentions(holding: index - 1).last, mention.form == .name,
      mention.tokens.upperBound == index, !known.contains(mention.entity),
      view.entities.entities[mention.entity].kind != .place
    else { return nil }
    guard let other = name(after: index, in: view.sentence(trigger)) else { return index + 1 }
    return view.stretch(other).upperBound
  }

  private func isApart(_ index: Int) -> Bool {
    (index...min(index + 2, view.document.tokens.count - 1)).contains {
      view.isForm($0, .next)
    }
  }

  private func isCoordinator(_ index: Int) -> Bool {
    view.forms[index] == "," || view.isForm(index, .and) || view.isForm(index, .next)
  }

  private func closes(_ index: Int) -> Bool {
    (index...min(index + 2, view.document.tokens.count - 1)).contains {
      view.isForm($0, .and) || view.isForm($0, .next)
    }
  }

  /// The head of the name that follows a coordinator, with at most a preposition, a title and adverbs between.
  private func name(after index: Int, in sentence: Range<Int>) -> Int? {
    var next = index + 1
    while next < min(sentence.upperBound, index + 8) {
      if let mention = view.mentions(holding: next).last(where: { $0.form != .pronoun }) {
        guard view.entities.entities[mention.entity].kind != .place else { return nil }
        return mention.head
      }
      let token = view.token(next)
      if token.upos == .noun, view.isLemma(next, .speaker),
        !view.hasMention(next), view.actors(at: next).count == 1
      {
        return next
      }
      let isPassed =
        [.det, .adv, .space, .punct, .cconj].contains(token.upos)
        || [.with, .by, .to].contains(where: { view.isForm(next, $0) })
        || token.upos == .noun
          && ["flat:name", "appos"].contains(view.children(next).first.map { view.token($0).deprel } ?? "")
      guard isPassed else { return nil }
      next += 1
    }
    return nil
  }
}
