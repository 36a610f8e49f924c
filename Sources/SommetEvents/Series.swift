import SommetText

/// What follows the first counterparts of a verb of meeting: "a vu X à La Haye, Y à Berlin, puis Z".
struct Series {
  /// One further step, with its own place and date.
  struct Element {
    var actors: [Actor]
    /// From the coordinator to the next one.
    var tokens: Range<Int>
  }
}

extension EventReading {
  /// One telling for each further step that a verb of meeting goes through.
  func series(of match: RuleMatch, after first: MeetingMention) -> [MeetingMention] {
    guard view.isVerb(match.trigger), !first.pairs.isEmpty else { return [] }
    let known = Set(first.participants.map(\.entity))
    return steps(after: match.trigger, known).compactMap { meetingMention(match, $0) }
  }

  /// The names that commas, "et" and "puis" line up after a trigger, apart from those the tree has joined to it.
  private func steps(after trigger: Int, _ known: Set<Int>) -> [Series.Element] {
    let sentence = view.sentence(trigger)
    var opened: [(start: Int, actors: [Actor])] = []
    var index = trigger + 1
    var end = sentence.upperBound
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
      // The subject of the next clause is no step of this one.
      if view.isDeprel(head, "nsubj") {
        end = index
        break
      }
      let actors = view.actors(at: head).filter { !known.contains($0.entity) }
      if !actors.isEmpty { opened.append((index, actors)) }
      index = max(index + 1, view.stretch(head).upperBound)
    }
    var seen = known
    var elements: [Series.Element] = []
    for (position, step) in opened.enumerated() {
      let upper = position + 1 < opened.count ? opened[position + 1].start : end
      let fresh = step.actors.filter { seen.insert($0.entity).inserted }
      if !fresh.isEmpty {
        elements.append(.init(actors: fresh, tokens: step.start..<max(step.start + 1, upper)))
      }
    }
    // A comma alone may open an apposition; a series ends with "et" or "puis".
    guard let last = elements.last, closes(last.tokens.lowerBound) else { return [] }
    return elements
  }

  private func isCoordinator(_ index: Int) -> Bool {
    [",", "et", "puis", "enfin"].contains(view.forms[index])
  }

  private func closes(_ index: Int) -> Bool {
    (index...min(index + 2, view.document.tokens.count - 1)).contains {
      ["et", "puis", "enfin"].contains(view.forms[$0])
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
      let isPassed =
        [.det, .adv, .space, .punct, .cconj].contains(token.upos)
        || ["avec", "par"].contains(view.forms[next])
        || token.upos == .noun
          && ["flat:name", "appos"].contains(view.children(next).first.map { view.token($0).deprel } ?? "")
      guard isPassed else { return nil }
      next += 1
    }
    return nil
  }
}
