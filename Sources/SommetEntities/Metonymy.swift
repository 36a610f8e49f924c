import SommetText

/// Decides whether a capital or a palace is meant as a place or as the state it governs.
///
/// The role in the sentence decides: who says, decides, agrees is a state; where one goes, stays or meets is a place.
struct Metonymy {
  let reading: Reading
  let names: [NameSpan]
  /// For each token the name over it, -1 elsewhere.
  let owner: [Int]

  private var document: AnnotatedDocument { reading.document }
  private var tokens: [Token] { reading.tokens }

  /// Which names stand for their state, in the order of `names`.
  func decide() -> [Bool] {
    var decided = [Bool](repeating: false, count: names.count)
    var index = 0
    while index < names.count {
      guard isCandidate(names[index]) else {
        index += 1
        continue
      }
      let row = row(from: index)
      let isState =
        isSeat(names[index])
        ? isSeatOfPower(names[index]) : isState(row) || answers(index, decided)
      for member in row { decided[member] = isState }
      index += row.count
    }
    return decided
  }

  private func surface(_ name: NameSpan) -> Surface? {
    name.surface.map { reading.gazetteer.surfaces[Int($0)] }
  }

  private func isCandidate(_ name: NameSpan) -> Bool { (surface(name)?.standsFor ?? -1) >= 0 }

  private func isSeat(_ name: NameSpan) -> Bool { surface(name)?.form == .seat }

  /// Capitals in a row without prepositions of their own: "Washington, Moscou et Kyiv", "Bruxelles et Pékin".
  private func row(from first: Int) -> Range<Int> {
    var end = first + 1
    while end < names.count, isCandidate(names[end]), !isSeat(names[end]) {
      let gap = names[end - 1].tokens.upperBound..<names[end].tokens.lowerBound
      guard gap.count == 1,
        (reading.isOne(of: [.and, .or], at: gap.lowerBound)
          || [",", "-", "–"].contains(reading.key(gap.lowerBound)))
      else { break }
      end += 1
    }
    return first..<end
  }

  /// A palace is the power that sits in it, unless one goes there.
  private func isSeatOfPower(_ name: NameSpan) -> Bool {
    guard let preposition = preposition(name.tokens) else { return true }
    if reading.hasWord(.locative, preposition) { return false }
    guard reading.hasWord(.to, preposition) || reading.hasWord(.toMasculine, preposition) else { return true }
    return reading.hasLemma(.dative, tokens[document.head(of: name.tokens)].head)
  }

  /// "proposition de Séoul à Washington", "à Bogota et à Caracas": the other side of a capital that stands for its state.
  private func answers(_ index: Int, _ decided: [Bool]) -> Bool {
    let first = names[index].tokens.lowerBound
    guard index > 0, decided[index - 1], first > 0, reading.isOne(of: [.to, .toMasculine], at: first - 1)
    else {
      return false
    }
    let before = names[index - 1].tokens
    let gap = before.upperBound..<first
    // "à Bogota et à Caracas"
    if gap.count == 2, reading.hasWord(.and, gap.lowerBound) {
      return before.lowerBound > 0 && reading.isOne(of: [.to, .toMasculine], at: before.lowerBound - 1)
    }
    guard gap.count == 1, before.lowerBound > 0,
      reading.isOne(of: [.of, .ofElided, .ofMasculine], at: before.lowerBound - 1)
    else { return false }
    return true
  }

  private func isState(_ row: Range<Int>) -> Bool {
    let first = names[row.lowerBound]
    if isDateline(first.tokens) { return false }
    if let preposition = preposition(first.tokens) {
      return isState(after: preposition, head: document.head(of: first.tokens))
    }
    return row.contains { role(of: names[$0].tokens) }
  }

  /// "BRUXELLES (20 septembre)", "Bruxelles, 15 mai 2023 -", "VIENNE -" at the start of a paragraph.
  private func isDateline(_ range: Range<Int>) -> Bool {
    let next = range.upperBound
    guard next < tokens.count,
      document.blocks.contains(where: { $0.tokens.lowerBound == range.lowerBound })
    else { return false }
    if ["-", "–", "—", "("].contains(tokens[next].text) { return true }
    return reading.keys[next] == "," && next + 1 < tokens.count
      && (tokens[next + 1].upos == .num || reading.hasWord(.articleMasculine, next + 1))
  }

  private func preposition(_ range: Range<Int>) -> Int? {
    var index = range.lowerBound - 1
    while index >= 0,
      (reading.isOne(of: .singularDefinite, at: index) || ["«", "\"", "“", "("].contains(reading.key(index)))
    { index -= 1 }
    guard index >= 0 else { return nil }
    let isPreposition =
      tokens[index].upos == .adp
      || reading.isOne(of: [.of, .ofElided, .ofMasculine, .toMasculine, .direction], at: index)
      || reading.hasWord(.agentive, index) || reading.hasWord(.locative, index)
    return isPreposition && !reading.hasWord(.that, index) ? index : nil
  }

  /// The role of a capital without a preposition.
  private func role(of range: Range<Int>) -> Bool {
    let head = document.head(of: range)
    let next = range.upperBound
    if isFollowedByVerb(range, head) { return true }
    // "Reste Varsovie, qui menace de …"
    if next + 2 < tokens.count, reading.key(next) == ",", reading.hasWord(.who, next + 1),
      reading.hasLemma(.human, tokens[next + 1].head)
    {
      return true
    }
    switch tokens[head].deprel {
    case "nsubj", "nsubj:pass", "nsubj:caus", "obl:agent", "vocative", "dislocated":
      return isActing(tokens[head].head)
    // "Pékin a averti Washington", "met en garde Skopje": objects that the parse does not know as such.
    case "nmod"
    where tokens[head].head == range.lowerBound - 1 && reading.hasWord(.guarded, range.lowerBound - 1):
      return true
    case "xcomp" where !isBehindVerb(range), "advmod" where !isBehindVerb(range): return false
    case "obj", "iobj", "obl:arg", "xcomp", "advmod":
      return tokens[tokens[head].head].upos == .verb && !reading.hasLemma(.reach, tokens[head].head)
    case "ROOT", "root", "dep", "parataxis":
      // "Et Washington ?", or the parse lost the verb of a headline.
      guard next < tokens.count else { return false }
      if tokens[next].text == "?" { return true }
      return tokens[next].upos != .punct && tokens[next].upos != .num && !reading.isCapital[next]
        && tokens[next].upos != .adp
    case "conj":
      let first = tokens[head].head
      if owner[first] >= 0, names[owner[first]].kind == .country, !names[owner[first]].tokens.contains(head) {
        // "l'Iran et Washington", but "en Chine, à Moscou" has a preposition.
        return preposition(names[owner[first]].tokens).map {
          !reading.hasWord(.locative, $0) && !reading.hasWord(.in, $0)
        } ?? true
      }
      return false
    default:
      return false
    }
  }

  /// Whether nothing but the pronoun of a question stands between a name and the verb before it.
  private func isBehindVerb(_ range: Range<Int>) -> Bool {
    let verb = tokens[document.head(of: range)].head
    return verb < range.lowerBound
      && (verb + 1..<range.lowerBound).allSatisfy { tokens[$0].upos == .pron || tokens[$0].upos == .det }
  }

  /// A finite verb right after: the parse may have missed the subject.
  private func isFollowedByVerb(_ range: Range<Int>, _ head: Int) -> Bool {
    var next = range.upperBound
    if next < tokens.count, reading.isOne(of: [.clitic, .there], at: next) { next += 1 }
    guard next < tokens.count, tokens[next].upos == .verb || tokens[next].upos == .aux else { return false }
    if ["Part", "Inf"].contains(tokens[next].feats["VerbForm"] ?? "") { return false }
    var verb = next
    if tokens[next].upos == .aux { verb = tokens[next].head }
    return isActing(verb) && tokens[verb].upos != .propn
  }

  /// Whether a verb is something a state does and a town does not.
  private func isActing(_ verb: Int) -> Bool {
    if reading.hasLemma(.town, verb), tokens[verb].upos == .verb || tokens[verb].upos == .aux {
      return document.children(of: verb).contains { tokens[$0].deprel == "xcomp" && tokens[$0].upos == .adj }
    }
    return tokens[verb].upos != .propn && tokens[verb].upos != .num
  }

  private func isState(after preposition: Int, head: Int) -> Bool {
    let governor = tokens[head].head
    if reading.hasWord(.bound, preposition), reading.hasLemma(.motion, governor) { return false }
    if reading.hasWord(.agentive, preposition) { return true }
    if reading.hasWord(.locative, preposition) { return false }
    if reading.isOne(of: [.to, .toMasculine], at: preposition) {
      if tokens[head].deprel == "iobj" { return true }
      // "proposer une trêve à Pékin", but not "une conférence à Pékin".
      if tokens[governor].deprel == "obj", tokens[governor].upos == .noun, governor < preposition,
        reading.hasLemma(.dative, tokens[governor].head), !reading.hasLemma(.encounter, governor)
      {
        return true
      }
      // "s'en prendre à Moscou"
      if reading.hasLemma(.assailing, governor),
        document.children(of: governor).contains(where: { $0 < governor && reading.hasWord(.in, $0) })
      {
        return true
      }
      return governor != head && reading.hasLemma(.dative, governor)
        || reading.hasLemma(.dative, preposition - 1)
    }
    if reading.isOne(of: [.of, .ofElided, .ofMasculine], at: preposition) {
      if tokens[governor].upos == .verb || tokens[governor].upos == .aux {
        return tokens[head].deprel == "obl:agent"
      }
      return reading.hasLemma(.political, governor) && governor < preposition
        || reading.hasLemma(.political, preposition - 1)
    }
    return false
  }
}
