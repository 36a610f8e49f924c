import SommetText

/// Decides whether a capital is meant as a town or as the state it governs.
///
/// The role in the sentence decides: who says, decides, agrees is a state; where one goes, stays or meets is a town.
struct Metonymy {
  let reading: Reading
  let names: [NameSpan]
  /// For each token the name over it, -1 elsewhere.
  let owner: [Int]

  private var document: AnnotatedDocument { reading.document }
  private var tokens: [Token] { reading.tokens }

  /// Whether the capital at some tokens stands for its state, and by which rule.
  func isState(_ name: NameSpan) -> Bool {
    let range = name.tokens
    if isDateline(range) { return false }
    var head = document.head(of: range)
    // "Moscou et Kiev": the first of a row decides for all, unless a preposition of its own stands before.
    var steps = 0
    while tokens[head].deprel == "conj", !hasPreposition(range, head), steps < 8 {
      let first = tokens[head].head
      guard owner[first] >= 0, owner[first] < names.count else { break }
      let kind = names[owner[first]].kind
      if kind == .country || kind == .organization, !isCapital(names[owner[first]]) {
        // "l'Iran et Washington"
        return true
      }
      head = first
      steps += 1
    }
    let holder = owner[head] >= 0 ? names[owner[head]].tokens : range
    return role(of: head, in: holder)
  }

  private func isCapital(_ name: NameSpan) -> Bool {
    name.surface.map { reading.gazetteer.surfaces[Int($0)].form == .capital } ?? false
  }

  /// "BRUXELLES (20 septembre)", "Bruxelles, 15 mai 2023 -", "VIENNE -" at the start of a paragraph.
  private func isDateline(_ range: Range<Int>) -> Bool {
    let next = range.upperBound
    guard next < tokens.count,
      document.blocks.contains(where: { $0.tokens.lowerBound == range.lowerBound })
    else { return false }
    if ["-", "–", "—", "("].contains(tokens[next].text) { return true }
    return reading.keys[next] == "," && next + 1 < tokens.count
      && (tokens[next + 1].upos == .num || reading.key(next + 1) == "le")
  }

  private func preposition(_ range: Range<Int>) -> Int? {
    var index = range.lowerBound - 1
    while index >= 0, ["le", "la", "l'", "«", "\"", "“", "("].contains(reading.keys[index]) { index -= 1 }
    guard index >= 0 else { return nil }
    let isPreposition =
      tokens[index].upos == .adp
      || ["à", "a", "de", "d'", "du", "au", "vers", "depuis", "que"].contains(reading.keys[index])
    return isPreposition && reading.keys[index] != "que" ? index : nil
  }

  private func hasPreposition(_ range: Range<Int>, _ head: Int) -> Bool { preposition(range) != nil }

  private func role(of head: Int, in range: Range<Int>) -> Bool {
    let token = tokens[head]
    if let preposition = preposition(range) { return isState(after: preposition, head: head) }
    switch token.deprel {
    case "nsubj", "nsubj:pass", "nsubj:caus", "obl:agent", "vocative", "dislocated":
      return isActing(tokens[head].head, subject: head)
    case "obj", "iobj":
      let verb = tokens[head].head
      return !(reading.hasLemma("reach", verb))
    case "ROOT", "root":
      // "Et Washington ?", or the parse lost the verb: a capital that opens a sentence acts when a verb follows.
      return document.children(of: head).contains { tokens[$0].upos == .verb || tokens[$0].text == "?" }
    case "appos", "nmod":
      return false
    case "conj":
      return tokens[token.head].upos == .verb || tokens[token.head].upos == .aux || isSubjectLike(head)
    default:
      return isSubjectLike(head)
    }
  }

  /// A finite verb right after: the parse may have missed the subject.
  private func isSubjectLike(_ head: Int) -> Bool {
    let next = head + 1
    guard next < tokens.count, tokens[next].upos == .verb || tokens[next].upos == .aux else { return false }
    return isActing(next, subject: head)
  }

  /// Whether the verb above a subject is something a state does.
  private func isActing(_ verb: Int, subject: Int) -> Bool {
    if reading.hasLemma("town", verb), tokens[verb].upos == .verb || tokens[verb].upos == .aux {
      return document.children(of: verb).contains { tokens[$0].deprel == "xcomp" }
    }
    if tokens[verb].upos == .propn || tokens[verb].upos == .num { return false }
    return true
  }

  private func isState(after preposition: Int, head: Int) -> Bool {
    let key = reading.keys[preposition]
    let governor = tokens[head].head
    if reading.hasWord("agentive", preposition) { return true }
    if reading.hasWord("locative", preposition) { return false }
    switch key {
    case "à", "au":
      if tokens[head].deprel == "iobj" { return true }
      return reading.hasLemma("dative", governor) && governor != head
        || reading.hasLemma("dative", preposition - 1)
    case "de", "d'", "du":
      if key == "de", reading.key(preposition - 1) == "part" { return true }
      if tokens[governor].upos == .verb || tokens[governor].upos == .aux {
        return ["obl:agent"].contains(tokens[head].deprel)
      }
      return reading.hasLemma("political", governor) || reading.hasLemma("political", preposition - 1)
    case "en": return false
    default: return false
    }
  }
}
