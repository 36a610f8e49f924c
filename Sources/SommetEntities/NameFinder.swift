import SommetText

/// Finds names: the gazetteers' and the pipeline's, each corrected by the other and by rules over the parse.
struct NameFinder {
  let reading: Reading
  private(set) var names: [NameSpan] = []
  /// For each token the index of the name that covers it, -1 elsewhere.
  private(set) var owner: [Int]
  /// The words that stand in the article without a capital.
  private let lowerCase: Set<String>

  init(_ reading: Reading) {
    self.reading = reading
    owner = [Int](repeating: -1, count: reading.tokens.count)
    lowerCase = Set(reading.keys.indices.lazy.filter { !reading.isCapital[$0] }.map { reading.keys[$0] })
    let known = gazetteerNames()
    let bodies = bodyNames(known)
    let found = pipelineNames()
    claim(merge(known: known, bodies: bodies, found: found))
    addRuns()
    settleKinds()
    addRepeated()
    names.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    reindex()
  }

  private var gazetteer: Gazetteer { reading.gazetteer }
  private var tokens: [Token] { reading.tokens }
  private var lexicon: Lexicon { gazetteer.lexicon }

  private func span(_ tokens: Range<Int>) -> Span { reading.document.span(of: tokens) }

  // MARK: Gazetteer

  /// The longest names of the tables, left to right, not overlapping.
  private func gazetteerNames() -> [NameSpan] {
    var found: [NameSpan] = []
    var token = 0
    while token < tokens.count {
      if let name = gazetteerName(at: token) {
        // "La Croix-Rouge" holds "La Croix", but its name begins later.
        if ["le", "la", "les"].contains(reading.keys[token]), let later = gazetteerName(at: token + 1),
          later.tokens.upperBound > name.tokens.upperBound
        {
          token += 1
          continue
        }
        found.append(name)
        token = name.tokens.upperBound
      } else {
        token += 1
      }
    }
    return found
  }

  private func gazetteerName(at token: Int) -> NameSpan? {
    guard !isInEvent(token) else { return nil }
    for match in reading.names(at: token).reversed() {
      // "Bissau-Guinéen" holds no Bissau.
      if match.tokens.count > 1, gazetteer.surfaces[Int(match.surfaces[0])].form == .adjective { return nil }
      if let surface = match.surfaces.first(where: { isWritten($0, over: match.tokens) }) {
        let form = gazetteer.surfaces[Int(surface)]
        let entity = gazetteer.entities[Int(form.entity)]
        return NameSpan(
          tokens: match.tokens, span: span(match.tokens), kind: entity.kind, surface: surface,
          rule: "name.gazetteer", gender: entity.gender)
      }
    }
    return nil
  }

  /// "le Tour de France", "Rio 2016": part of an event's name.
  private func isInEvent(_ token: Int) -> Bool {
    let next = token + 1
    if next < tokens.count, tokens[next].text.count == 4, tokens[next].text.allSatisfy(\.isNumber),
      tokens[next].span.start == tokens[token].span.end + 1, token > 0, tokens[token - 1].upos != .adp,
      tokens[token].deprel != "obl:mod", reading.isCapital[token]
    {
      return tokens[next].head == token || tokens[next].deprel.hasPrefix("flat")
    }
    var before = token - 1
    if before >= 0, ["la", "le", "l'", "les"].contains(reading.keys[before]) { before -= 1 }
    guard before > 0, ["de", "d'", "du", "des"].contains(reading.keys[before]) else { return false }
    // "Jeux olympiques de Rio"
    return reading.hasWord("event", before - 1)
      || before > 1 && tokens[before - 1].upos == .adj && reading.hasWord("event", before - 2)
  }

  /// Whether the letters and neighbours allow a surface here: capitals, determiners.
  private func isWritten(_ index: Int32, over range: Range<Int>) -> Bool {
    let surface = gazetteer.surfaces[Int(index)]
    let first = range.lowerBound
    if surface.form == .adjective { return false }
    if surface.isUpper {
      let text = reading.text(range)
      if text.count < 4 || reading.key(first).count < 4 {
        return range.allSatisfy { reading.isUpper[$0] || !reading.isCapital[$0] && $0 > first }
          && reading.isUpper[first]
      }
      return reading.isCapital[first]
    }
    switch surface.form {
    case .contracted: return reading.isCapital[first] && ["au", "du"].contains(reading.key(first - 1))
    case .short: return reading.isCapital[first] && isShortForm(range)
    default: break
    }
    if reading.isCapital[first] {
      // "Le monde", "Le soir" with a common noun are no newspapers.
      if range.count > 1, ["le", "la", "les", "l'"].contains(reading.keys[first]),
        !reading.isCapital[first + 1]
      {
        return false
      }
      return !isCommonWord(surface, range) && !isFirstName(surface, range)
        && !isNetworkInPassing(surface, range)
    }
    let words = Int(reading.firstWord[range.upperBound] - reading.firstWord[first])
    let entity = gazetteer.entities[Int(surface.entity)]
    let isPerson = entity.kind == .person
    if entity.nouns.contains("media") || ["le", "la", "les", "l'"].contains(reading.keys[first]) {
      return false
    }
    if surface.isLower { return range.count == 1 || words > 1 }
    if words < 2 || isPerson { return range.contains { reading.isCapital[$0] } && words > 1 }
    // Lower case throughout is kept for the long names of bodies.
    return gazetteer.entities[Int(surface.entity)].kind == .organization && words > 1
  }

  /// "Maurice", "Dominique" before a last name is no state.
  private func isFirstName(_ surface: Surface, _ range: Range<Int>) -> Bool {
    let next = range.upperBound
    guard range.count == 1, lexicon.firstNames[reading.keys[range.lowerBound]] != nil, next < tokens.count,
      gazetteer.entities[Int(surface.entity)].kind != .person
    else { return false }
    return reading.isCapital[next] && tokens[next].upos != .verb
      && reading.isTogether(range.lowerBound..<next + 1)
  }

  /// "sur Twitter", "sa page Facebook": where something is said, not who acts.
  private func isNetworkInPassing(_ surface: Surface, _ range: Range<Int>) -> Bool {
    guard gazetteer.entities[Int(surface.entity)].nouns.contains("network") else { return false }
    return !tokens[reading.document.head(of: range)].deprel.hasPrefix("nsubj")
  }

  /// "la Commission", at the end of its noun phrase.
  private func isShortForm(_ range: Range<Int>) -> Bool {
    let before = reading.key(range.lowerBound - 1)
    guard ["la", "le", "l'", "au", "du", "cette", "d'"].contains(before) else { return false }
    let next = range.upperBound
    guard next < tokens.count, tokens[next].span.start - tokens[next - 1].span.end <= 1 else { return true }
    if ["de", "d'", "du", "des"].contains(reading.key(next)) {
      // "la Commission de Bruxelles" is another body, "la Commission a…" is not; a verb's "de" may follow.
      return tokens[next].head < range.lowerBound
    }
    return !(tokens[next].upos == .adj || reading.isCapital[next] && tokens[next].upos == .propn)
  }

  /// A one-word name that is also a common noun at the start of a sentence, where the parse sees no name.
  private func isCommonWord(_ surface: Surface, _ range: Range<Int>) -> Bool {
    guard range.count == 1 else { return false }
    let token = tokens[range.lowerBound]
    let entity = gazetteer.entities[Int(surface.entity)]
    guard entity.kind != .country, surface.form != .capital else { return false }
    let starts = reading.document.sentences[reading.document.sentence(of: range.lowerBound)].lowerBound
    guard range.lowerBound == starts else { return false }
    return [.verb, .aux, .adv, .cconj, .sconj, .adp, .det, .pron].contains(token.upos)
  }

  // MARK: Bodies and places made of common nouns

  /// "le ministère chinois des Affaires étrangères", "le tribunal de commerce de Valenciennes".
  private func bodyNames(_ known: [NameSpan]) -> [NameSpan] {
    var knownAt = [Int](repeating: -1, count: tokens.count)
    for (index, name) in known.enumerated() { for token in name.tokens { knownAt[token] = index } }
    var found: [NameSpan] = []
    for token in tokens.indices {
      let isBody = reading.hasWord("bodynoun", token)
      guard isBody || reading.hasWord("placenoun", token), tokens[token].upos != .verb else { continue }
      if knownAt[token] >= 0, known[knownAt[token]].tokens.lowerBound < token { continue }
      if let last = found.last, last.tokens.contains(token) { continue }
      if let end = BodyName(reading: reading, known: known, knownAt: knownAt).end(from: token, isBody: isBody)
      {
        found.append(
          NameSpan(
            tokens: token..<end, span: span(token..<end), kind: isBody ? .organization : .place, surface: nil,
            rule: "name.body"))
      }
    }
    return found
  }

  // MARK: Pipeline

  /// The pipeline's spans with their edges put right; those that are no names are left out.
  private func pipelineNames() -> [NameSpan] {
    reading.document.entities.flatMap { entity -> [NameSpan] in
      parts(of: entity.tokens).compactMap { part in
        guard let range = trimmed(part) else { return nil }
        guard let kind = kind(of: range, label: entity.label) else { return nil }
        return NameSpan(tokens: range, span: span(range), kind: kind, surface: nil, rule: "name.pipeline")
      }
    }
  }

  /// A span cut at what no name holds: conjunctions between names, commas, brackets, verbs.
  private func parts(of range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for token in range {
      let key = reading.keys[token]
      let isBreak =
        [",", "(", ")", ";", ":", "/", "\"", "«", "»", "|", "[", "]", "–", "…", "•"].contains(key)
        || (key == "et" && reading.isCapital[start])
        || (tokens[token].upos == .aux && !reading.isCapital[token])
      if isBreak {
        if start < token { parts.append(start..<token) }
        start = token + 1
      }
    }
    if start < range.upperBound { parts.append(start..<range.upperBound) }
    return parts
  }

  /// A span without titles, determiners and punctuation at its edges; nil when no name is left.
  private func trimmed(_ range: Range<Int>) -> Range<Int>? {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper {
      let key = reading.keys[lower]
      let token = tokens[lower]
      if let title = reading.titles(at: lower).last, title.tokens.upperBound < upper, isTitle(title.tokens) {
        lower = title.tokens.upperBound
      } else if token.upos == .punct || !reading.isCapital[lower] && !isNameStart(key)
        || ["le", "la", "les", "l'", "d'", "de", "du", "des", "un", "une", "a", "à"].contains(key)
          && !isArticleOfName(lower, upper)
        || lexicon.has("past", key) || lower + 1 < upper && reading.nationality[lower] >= 0
        || lower + 1 < upper && ["premier", "premiere"].contains(key)
      {
        lower += 1
      } else {
        break
      }
    }
    while lower < upper {
      let last = upper - 1
      if tokens[last].upos == .punct && reading.keys[last] != "!" || reading.keys[last].isEmpty
        || !reading.isCapital[last] && reading.key(last - 1) != "-"
          && [.adp, .det, .cconj, .verb, .aux, .adv, .pron].contains(tokens[last].upos)
      {
        upper -= 1
      } else {
        break
      }
    }
    guard lower < upper, (lower..<upper).contains(where: { reading.isCapital[$0] }) else { return nil }
    // "Conseil des gouverneurs de l'agence": the last noun takes another body up.
    if upper - lower > 3, lexicon.has("takeup", reading.keys[upper - 1]), !reading.isCapital[upper - 1],
      ["la", "l'", "du", "le"].contains(reading.keys[upper - 2])
    {
      upper -= 2
      if ["de", "d'"].contains(reading.keys[upper - 1]) { upper -= 1 }
    }
    return withHyphens(lower..<upper)
  }

  /// A span that was cut at a hyphen, made whole: "Lapointe" of "Lapointe-Roy", unless both halves are known names.
  private func withHyphens(_ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    let isBody = reading.hasWord("bodynoun", lower)
    while upper < tokens.count, let next = reading.afterHyphen(upper), isBody || !isNameAlone(upper + 1),
      !isVerbEnding(upper + 1)
    {
      upper = next
    }
    while lower > 1, reading.afterHyphen(lower - 1) == lower + 1, reading.isCapital[lower - 2],
      !isNameAlone(lower - 2),
      !isNameAlone(lower)
    {
      lower -= 2
    }
    return lower..<upper
  }

  private func isNameAlone(_ token: Int) -> Bool {
    reading.isCapital[token]
      && (gazetteer.people[Folding.sound(reading.keys[token])] != nil || gazetteerName(at: token) != nil)
  }

  private func isVerbEnding(_ token: Int) -> Bool {
    [
      "vous", "nous", "t", "il", "elle", "ils", "elles", "on", "je", "ce", "la", "ci", "moi", "toi", "le",
      "les",
    ].contains(reading.keys[token])
  }

  private func isTitle(_ range: Range<Int>) -> Bool {
    !reading.isCapital[range.lowerBound]
      || reading.titles(at: range.lowerBound).last?.surfaces.isEmpty == false
  }

  /// "al-Ansari", "el-Béchir", "de Gaulle" begin without a capital.
  private func isNameStart(_ key: String) -> Bool {
    ["al", "el", "de", "von", "van", "ben", "ibn", "al-", "el-", "d'"].contains(key) || key.hasPrefix("al-")
      || key.hasPrefix("el-")
  }

  private func isArticleOfName(_ lower: Int, _ upper: Int) -> Bool {
    guard reading.isCapital[lower] || isNameStart(reading.keys[lower]), lower + 1 < upper else {
      return false
    }
    if reading.isCapital[lower] {
      // "Le Drian", "La Haye": kept unless the article opens the sentence.
      let sentence = reading.document.sentences[reading.document.sentence(of: lower)]
      return sentence.lowerBound != lower && reading.isCapital[lower + 1]
    }
    return reading.isCapital[lower + 1] && tokens[lower].upos == .propn
  }

  /// What a pipeline span is; nil for what is no name.
  private func kind(of range: Range<Int>, label: String) -> EntityKind? {
    let first = range.lowerBound
    if range.allSatisfy({ lexicon.has("never", reading.keys[$0]) || !reading.isCapital[$0] }) { return nil }
    if range.count == 1, reading.nationality[first] >= 0 { return nil }
    if reading.hasWord("event", first) { return nil }
    if range.count == 2, reading.hasWord("bodynoun", first), reading.tokens[first + 1].text.count == 1 {
      return nil
    }
    if reading.names(at: first).contains(where: { match in
      match.tokens == range
        && gazetteer.entities[Int(gazetteer.surfaces[Int(match.surfaces[0])].entity)].nouns.contains(
          "network")
    }) {
      return nil
    }
    if range.contains(where: { reading.keys[$0].hasPrefix("@") || reading.keys[$0].hasPrefix("http") }) {
      return nil
    }
    if range.allSatisfy({ reading.tokens[$0].text.unicodeScalars.count == 1 }) { return nil }
    let sentence = reading.document.sentences[reading.document.sentence(of: first)]
    let next = range.upperBound
    if range.count == 1 {
      let upos = tokens[first].upos
      if upos == .verb || upos == .aux, label != "PER" || first == sentence.lowerBound { return nil }
      if first == sentence.lowerBound, [.adj, .adv, .intj, .adp, .cconj, .sconj, .det].contains(upos),
        !isTitled(range)
      {
        return nil
      }
      if tokens[first].text.contains(where: \.isNumber), label != "ORG" || tokens[first].text.count < 3 {
        return nil
      }
      if next < tokens.count, tokens[next].upos == .num, reading.isUpper[first], tokens[first].text.count < 3
      {
        return nil
      }
      // "Craignez-vous", "CO2"
      if next < tokens.count, tokens[next].span.start == tokens[first].span.end,
        reading.keys[next].hasPrefix("-") && isVerbEnding(next) || reading.keys[next].hasPrefix("-v")
          || tokens[next].upos == .num
      {
        return nil
      }
      if isRegional(first), !isTitled(range) { return nil }
      if first == sentence.lowerBound, lowerCase.contains(reading.keys[first]), !isTitled(range) {
        return nil
      }
      if [.pron, .det, .sconj, .adp].contains(upos), label != "LOC", reading.keys[first].count < 4 {
        return nil
      }
    }
    if isPersonName(range) { return .person }
    // "Défense Gilberto" before "Teodoro": the pipeline cut a name in two.
    if label != "PER", range.count > 1, lexicon.firstNames[reading.keys[next - 1]] != nil,
      next < tokens.count,
      reading.isCapital[next], reading.isTogether(next - 1..<next + 1)
    {
      return nil
    }
    if reading.hasWord("bodynoun", first), range.count > 1 || label == "ORG" { return .organization }
    if reading.hasWord("placenoun", first), range.count > 1 { return .place }
    // "Président du Conseil": an office, no body.
    if let title = reading.titles(at: first).last, label != "PER", title.tokens.upperBound < range.upperBound
    {
      return nil
    }
    switch label {
    case "PER": return isTitled(range) || looksLikePerson(range) ? .person : nil
    case "ORG": return .organization
    case "LOC": return isTitled(range) ? .person : .place
    default: return isTitled(range) ? .person : nil
    }
  }

  /// "la Valaisanne", "le Sarthois": somebody from there.
  private func isRegional(_ token: Int) -> Bool {
    guard ["la", "le", "l'", "les", "une", "un"].contains(reading.key(token - 1)) else { return false }
    let key = reading.keys[token]
    return lexicon.set("regional").contains { key.hasSuffix($0) && key.count > $0.count + 2 }
  }

  /// A first name followed by capitals and particles only.
  private func isPersonName(_ range: Range<Int>) -> Bool {
    guard range.count > 1, lexicon.firstNames[reading.keys[range.lowerBound]] != nil else { return false }
    return isName(range)
  }

  private func isName(_ range: Range<Int>) -> Bool {
    range.allSatisfy {
      reading.isCapital[$0] || lexicon.has("particle", reading.keys[$0]) || reading.keys[$0] == "-"
        || reading.keys[$0].hasPrefix("al-") || $0 > range.lowerBound && reading.keys[$0 - 1] == "-"
    }
      && (reading.isCapital[range.upperBound - 1]
        || range.count > 2 && reading.keys[range.upperBound - 2] == "-")
  }

  private func looksLikePerson(_ range: Range<Int>) -> Bool {
    isName(range) && !reading.hasWord("bodynoun", range.lowerBound)
      && !reading.hasWord("placenoun", range.lowerBound)
  }

  /// Whether a courtesy, rank or office stands right before.
  private func isTitled(_ range: Range<Int>) -> Bool {
    let last = range.lowerBound - 1
    guard last >= 0 else { return false }
    for start in stride(from: last, through: max(0, last - 3), by: -1) {
      if reading.titles(at: start).contains(where: { $0.tokens.upperBound == last + 1 }) { return true }
    }
    return false
  }

  // MARK: Merging

  /// One row of names: where they overlap, the longer reading that is really a name.
  private func merge(known: [NameSpan], bodies: [NameSpan], found: [NameSpan]) -> [NameSpan] {
    var cover = [Int](repeating: -1, count: tokens.count)
    var chosen: [NameSpan] = []
    func isFree(_ range: Range<Int>) -> Bool { range.allSatisfy { cover[$0] < 0 } }
    func take(_ name: NameSpan) {
      for token in name.tokens { cover[token] = chosen.count }
      chosen.append(name)
    }
    // A body that holds known names goes first, then what the tables know unless the pipeline has more.
    for body in bodies where isFree(body.tokens) {
      if let same = known.first(where: { $0.tokens == body.tokens }) { take(same) } else { take(body) }
    }
    for name in known where isFree(name.tokens) {
      let longer = found.first { other in
        other.tokens.lowerBound <= name.tokens.lowerBound && name.tokens.upperBound <= other.tokens.upperBound
          && other.tokens.count > name.tokens.count
      }
      if let longer, isFree(longer.tokens), isOneName(longer, holding: name) {
        take(longer)
      } else {
        take(name)
      }
    }
    for name in found {
      if isFree(name.tokens) {
        take(name)
      } else if let rest = free(name.tokens, cover), rest.count < name.tokens.count,
        let range = trimmed(rest),
        name.kind == .person ? looksLikePerson(range) : reading.isUpper[range.lowerBound],
        isFree(range), kind(of: range, label: name.kind == .person ? "PER" : "ORG") != nil,
        lexicon.firstNames[reading.keys[range.lowerBound]] == nil || range.count > 1
      {
        var part = name
        part.tokens = range
        part.span = span(range)
        take(part)
      }
    }
    return chosen
  }

  /// The longest part of a range that no name covers yet.
  private func free(_ range: Range<Int>, _ cover: [Int]) -> Range<Int>? {
    var best: Range<Int>?
    var start: Int?
    for token in range.lowerBound...range.upperBound {
      if token < range.upperBound, cover[token] < 0 {
        start = start ?? token
      } else if let from = start {
        if best == nil || token - from > best!.count { best = from..<token }
        start = nil
      }
    }
    return best
  }

  /// Whether a longer pipeline span is a name of its own and not a known name with its neighbours.
  private func isOneName(_ longer: NameSpan, holding known: NameSpan) -> Bool {
    let range = longer.tokens
    let extra = range.filter { !known.tokens.contains($0) }
    if extra.contains(where: { ["et", "ou", ",", "a"].contains(reading.keys[$0]) }) { return false }
    if known.kind == .person { return longer.kind == .person && extra.allSatisfy { reading.isCapital[$0] } }
    if longer.kind == .person { return isPersonName(range) && known.kind != .country }
    let first = range.lowerBound
    if reading.hasWord("bodynoun", first) || reading.hasWord("placenoun", first) { return true }
    if range.contains(where: { reading.keys[$0] == "-" }) { return true }
    // Capitals on both sides: "Air France Industries", "Bourse de Francfort".
    return reading.isCapital[first] && !known.tokens.contains(first)
      && extra.allSatisfy { reading.isCapital[$0] || tokens[$0].upos == .adp || tokens[$0].upos == .det }
      && tokens[first].upos != .verb && !lexicon.has("never", reading.keys[first])
  }

  // MARK: What the pipeline missed

  private mutating func claim(_ chosen: [NameSpan]) {
    names = chosen
    reindex()
  }

  private mutating func reindex() {
    for index in owner.indices { owner[index] = -1 }
    for (index, name) in names.enumerated() {
      for token in name.tokens where owner[token] < 0 { owner[token] = index }
    }
  }

  /// Runs of capitals that begin with a first name or follow a courtesy title.
  private mutating func addRuns() {
    var token = 0
    while token < tokens.count {
      guard owner[token] < 0, reading.isCapital[token], !lexicon.has("never", reading.keys[token]) else {
        token += 1
        continue
      }
      var end = token + 1
      let sentence = tokens.count
      while end < sentence, owner[end] < 0, reading.isTogether(end - 1..<end + 1) {
        if reading.isCapital[end], tokens[end].upos != .verb || lexicon.firstNames[reading.keys[token]] != nil
        {
          end += 1
        } else if let next = reading.afterHyphen(end), next <= sentence, owner[end + 1] < 0,
          !isNameAlone(end + 1),
          !isVerbEnding(end + 1)
        {
          end = next
        } else if lexicon.has("particle", reading.keys[end]), end + 1 < sentence, owner[end + 1] < 0,
          reading.isCapital[end + 1], lexicon.firstNames[reading.keys[token]] != nil,
          !["de", "du", "des", "d'", "la", "le", "e", "y"].contains(reading.keys[end])
            || tokens[end].upos == .propn
        {
          end += 2
        } else {
          break
        }
      }
      // "Défense Gilberto Teodoro": a name may begin inside.
      if lexicon.firstNames[reading.keys[token]] == nil, !isCourtesyBefore(token),
        let first = (token..<end).first(where: { lexicon.firstNames[reading.keys[$0]] != nil }),
        end - first > 1
      {
        token = first
        continue
      }
      let range = token..<end
      if isPersonName(range) || isApposed(range) || isCourtesyBefore(token) && tokens[token].upos != .det {
        names.append(
          NameSpan(tokens: range, span: span(range), kind: .person, surface: nil, rule: "name.run"))
        for index in range { owner[index] = names.count - 1 }
      }
      token = end
    }
  }

  /// "El-Ghassim Wane, le patron de la Minusma": two capitals and an office after a comma.
  private func isApposed(_ range: Range<Int>) -> Bool {
    let comma = range.upperBound
    guard range.count > 1, comma + 2 < tokens.count, reading.keys[comma] == ",", isName(range),
      tokens[range.lowerBound].upos != .det, !lexicon.has("never", reading.keys[range.lowerBound])
    else { return false }
    let title = ["le", "la", "l'", "un", "une"].contains(reading.keys[comma + 1]) ? comma + 2 : comma + 1
    return reading.titles(at: title).contains { match in
      gazetteer.titles[gazetteer.titleForms[Int(match.surfaces[0])].title].kind.isOffice
    }
  }

  /// "M.", "Mme", "MM." and a rank: always before a name.
  private func isCourtesyBefore(_ token: Int) -> Bool {
    guard token > 0 else { return false }
    return reading.titles(at: token - 1).contains { match in
      match.tokens.upperBound == token
        && match.surfaces.contains {
          let kind = gazetteer.titles[gazetteer.titleForms[Int($0)].title].kind
          return kind == .courtesy || kind == .rank
        }
    }
  }

  /// One kind for all names of one spelling, by the pipeline's labels and the words around them.
  private mutating func settleKinds() {
    var votes: [String: (person: Int, organization: Int, place: Int)] = [:]
    var lastNames: Set<String> = []
    var keys: [Int: String] = [:]
    for (index, name) in names.enumerated() {
      if name.kind == .person, name.tokens.count > 1, let last = Folding.words(reading.text(name.tokens)).last
      {
        lastNames.insert(Folding.sound(last))
      }
      guard name.surface == nil else { continue }
      let key = Folding.words(reading.text(name.tokens)).joined(separator: " ")
      keys[index] = key
      var vote = votes[key] ?? (0, 0, 0)
      switch name.kind {
      case .person: vote.person += 2
      case .organization: vote.organization += 2
      default: vote.place += 2
      }
      if isTitled(name.tokens) || isPersonName(name.tokens) { vote.person += 10 }
      switch surroundings(name.tokens) {
      case .place: vote.place += 3
      case .organization: vote.organization += 5
      default: break
      }
      votes[key] = vote
    }
    for (index, key) in keys {
      guard var vote = votes[key] else { continue }
      if !key.contains(" "), vote.person < 10 {
        let sound = Folding.sound(key)
        if lastNames.contains(sound) { vote.person += 8 }
        if gazetteer.people[sound] != nil, vote.place < 5 { vote.person += 4 }
      }
      if vote.person > max(vote.organization, vote.place) {
        names[index].kind = .person
      } else {
        names[index].kind = vote.organization >= vote.place ? .organization : .place
      }
    }
  }

  /// What the words before a name make of it: "à Sotk", "près de Sotk" a place, "le groupe allemand Nordguss" a company.
  private func surroundings(_ range: Range<Int>) -> EntityKind? {
    var before = range.lowerBound - 1
    guard before >= 0 else { return nil }
    if reading.keys[before] == "a", tokens[before].upos == .adp,
      !reading.hasLemma("dative", tokens[reading.document.head(of: range)].head)
    {
      return .place
    }
    if reading.keys[before] == "en" { return .place }
    if reading.keys[before] == "de", ["pres", "loin", "autour", "proche"].contains(reading.key(before - 1)) {
      return .place
    }
    if reading.hasWord("placenoun", before)
      || reading.keys[before] == "de" && reading.hasWord("placenoun", before - 1)
    {
      return .place
    }
    if reading.nationality[before] >= 0 { before -= 1 }
    return before >= 0 && reading.hasWord("company", before) ? .organization : nil
  }

  /// Words with a capital that are the last word of a person's name, or a whole name, found elsewhere.
  private mutating func addRepeated() {
    var known: [String: EntityKind] = [:]
    for name in names where name.surface == nil || name.kind == .person {
      let words = Folding.words(String(reading.document.text[name.span]))
      guard let last = words.last, last.count > 2, !lexicon.has("never", last) else { continue }
      if words.count == 1 || name.kind == .person { known[last] = known[last] ?? name.kind }
    }
    for token in tokens.indices where owner[token] < 0 && reading.isCapital[token] {
      let key = reading.keys[token]
      if let kind = known[key], tokens[token].upos != .verb || token > 0 && reading.keys[token - 1] != "." {
        names.append(
          NameSpan(
            tokens: token..<token + 1, span: span(token..<token + 1), kind: kind, surface: nil,
            rule: "name.repeated"))
        owner[token] = names.count - 1
      } else if key.contains("-") {
        addJoined(token, known)
      }
    }
  }

  /// "Poutine-Zelensky" in one token: two names.
  private mutating func addJoined(_ token: Int, _ known: [String: EntityKind]) {
    let scalars = Array(tokens[token].text.unicodeScalars)
    guard let hyphen = scalars.firstIndex(where: { $0 == "-" || (0x2010...0x2015).contains($0.value) }) else {
      return
    }
    let parts = [0..<hyphen, hyphen + 1..<scalars.count]
    let found = parts.compactMap { part -> NameSpan? in
      guard !part.isEmpty else { return nil }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[part])
      let key = Folding.key(String(text))
      guard known[key] == .person || gazetteer.people[Folding.sound(key)] != nil else { return nil }
      let start = tokens[token].span.start
      return NameSpan(
        tokens: token..<token + 1, span: Span(start + part.lowerBound, start + part.upperBound),
        kind: .person,
        surface: nil, rule: "name.joined")
    }
    if found.count == 2 {
      names.append(contentsOf: found)
      owner[token] = names.count - 2
    }
  }
}
