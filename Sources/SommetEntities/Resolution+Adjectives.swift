import SommetText

/// States told by an adjective: "la proposition suédoise", "le sommet franco-allemand", "les ministres finlandais et
/// estonien".
extension Resolution {
  /// Adjectives beside the nouns of acts and meetings.
  mutating func resolveAdjectives() {
    for token in tokens.indices where owner[token] < 0 && !isMentioned(token) && !reading.isCapital[token] {
      if let compound = reading.compound(at: token) {
        guard let noun = noun(of: token), reading.hasLemma(.encounter, noun) else { continue }
        for state in compound.states {
          mention(
            compound.tokens, head: token, clustering.cluster(known: state), .description,
            rule: "description.adjective", isMetonym: true)
        }
      } else if reading.nationality[token] >= 0, tokens[token].deprel == "amod",
        let noun = noun(of: token), reading.hasLemma(.stance, noun)
      {
        mention(
          token..<token + 1, head: token, clustering.cluster(known: reading.nationality[token]), .description,
          rule: "description.adjective", isMetonym: true)
      }
    }
  }

  /// The noun that an adjective behind it belongs to: its head, else the word before.
  private func noun(of adjective: Int) -> Int? {
    let head = tokens[adjective].head
    if head < adjective, adjective - head < 5, tokens[head].upos == .noun { return head }
    return adjective > 0 && tokens[adjective - 1].upos == .noun ? adjective - 1 : nil
  }

  /// The states of adjectives in a row: "finlandais", "finlandais et estonien".
  func states(inRowFrom start: Int) -> (states: [Int32], end: Int) {
    guard start < tokens.count, reading.nationality[start] >= 0 else { return ([], start) }
    var states: [Int32] = []
    var end = start
    var next = start
    while next < tokens.count, reading.nationality[next] >= 0, !reading.isCapital[next] {
      let state = reading.nationality[next]
      while next < tokens.count, reading.nationality[next] == state { next += 1 }
      if !states.contains(state) { states.append(state) }
      end = next
      guard next < tokens.count, reading.hasWord(.and, next) || reading.keys[next] == "," else { break }
      next += 1
    }
    return (states, end)
  }

  /// "les ministres finlandais et estonien": nobody's names, but those of the states they speak for; "les présidents
  /// français et russe": who holds each office.
  mutating func resolveSeveral(_ phrase: OfficePhrase) {
    guard phrase.body != nil, !phrase.isPast, !phrase.isFuture, phrase.kind.isOffice,
      let first = phrase.tokens.first(where: { $0 > phrase.head && reading.nationality[$0] >= 0 })
    else { return }
    let (states, end) = states(inRowFrom: first)
    let range = phrase.tokens.lowerBound..<max(phrase.tokens.upperBound, end)
    guard !range.contains(where: { isMentioned($0) && $0 >= phrase.tokens.upperBound }) else { return }
    for state in states {
      let body = clustering.cluster(known: state)
      switch phrase.kind {
      case .state, .government, .foreign, .monarch, .leader:
        guard states.count > 1, isDefinitePlural(phrase) else {
          if phrase.kind != .leader { continue }
          mention(range, head: phrase.head, body, .description, rule: "office.body", isMetonym: true)
          continue
        }
        if let (holder, rule) = holder(of: phrase, at: body) {
          mention(range, head: phrase.head, holder, .description, rule: rule)
        } else {
          mention(range, head: phrase.head, body, .description, rule: "office.body", isMetonym: true)
        }
      case .minister, .secretary, .envoy, .spokes:
        mention(range, head: phrase.head, body, .description, rule: "office.body", isMetonym: true)
      default: return
      }
    }
  }

  private func isDefinitePlural(_ phrase: OfficePhrase) -> Bool {
    phrase.determiner.map { reading.isOne(of: [.articlePlural, .ofPlural, .toPlural], at: $0) } ?? true
  }
}

extension Reading {
  /// An adjective of two nationalities at a token, "franco-allemand", also where the tokenizer has parted it.
  func compound(at token: Int) -> (tokens: Range<Int>, states: [Int32])? {
    // Few words hold a hyphen, and fewer stand before one.
    let isHyphened = keys[token].utf8.contains(UInt8(ascii: "-"))
    let parts = isHyphened ? keys[token].split(separator: "-") : []
    if parts.count == 2, let first = gazetteer.compounds[String(parts[0])],
      let second = gazetteer.nationality(of: String(parts[1]))
    {
      return (token..<token + 1, [first, second])
    }
    guard let last = afterHyphen(token + 1).map({ $0 - 1 }), let first = gazetteer.compounds[keys[token]],
      nationality[last] >= 0
    else { return nil }
    return (token..<last + 1, [first, nationality[last]])
  }
}
