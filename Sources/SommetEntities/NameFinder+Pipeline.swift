import SommetText

// The pipeline's spans, cut and trimmed to what is a name.

extension NameFinder {
  /// The pipeline's spans with their edges put right; those that are no names are left out.
  ///
  /// - Parameter known: the names of the tables.
  func pipelineNames(_ known: [NameSpan]) -> [NameSpan] {
    let actors = known.filter { $0.kind != .place }
    let edges = (
      starts: Set(actors.map(\.tokens.lowerBound)), ends: Set(actors.map(\.tokens.upperBound))
    )
    func isJoint(_ hyphen: Int) -> Bool {
      (edges.ends.contains(hyphen) || isSurname(hyphen - 1))
        && (edges.starts.contains(hyphen + 1) || isSurname(hyphen + 1))
    }
    return reading.document.entities.flatMap { entity -> [NameSpan] in
      parts(of: entity.tokens, isJoint).compactMap(trimmed).flatMap(halves).compactMap { range in
        guard !isTitle(cutBy: range), let kind = kind(of: range, label: entity.label) else { return nil }
        return NameSpan(tokens: range, span: span(range), kind: kind, surface: nil, rule: "name.pipeline")
      }
    }
  }

  /// "la présidente du | Conseil italien": no name, but the end of a title and whose it is.
  private func isTitle(cutBy range: Range<Int>) -> Bool {
    (max(0, range.lowerBound - 3)..<range.lowerBound).contains { start in
      reading.titles(at: start).contains { title in
        range.contains(title.tokens.upperBound)
          && (title.tokens.upperBound..<range.upperBound).allSatisfy {
            reading.nationality[$0] >= 0 && !reading.isCapital[$0]
          }
      }
    }
  }

  /// Whether a token is the last name of somebody in the tables.
  private func isSurname(_ token: Int) -> Bool {
    tokens.indices.contains(token) && reading.isCapital[token]
      && gazetteer.people[Folding.sound(reading.keys[token])] != nil
  }

  /// A span cut at what no name holds: conjunctions between names, commas, brackets, verbs.
  ///
  /// - Parameter isJoint: whether the words on both sides of a hyphen are two names: "Trump-Poutine", "UE-Chine".
  private func parts(of range: Range<Int>, _ isJoint: (Int) -> Bool) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for token in range {
      let key = reading.keys[token]
      // "France - Suède"
      let isDash = key == "-" && token > 0 && tokens[token - 1].hasSpaceAfter && tokens[token].hasSpaceAfter
      let isBreak =
        isDash || key == "-" && token > start && isJoint(token)
        || [",", "(", ")", ";", ":", "/", "\"", "«", "»", "|", "[", "]", "–", "…", "•"].contains(key)
        || (reading.hasWord(.and, token) && reading.isCapital[start])
        || (tokens[token].upos == .aux && !reading.isCapital[token])
        || (reading.hasWord(.indefinite, token) && !reading.isCapital[token] && token > range.lowerBound)
      if isBreak {
        if start < token { parts.append(start..<token) }
        start = token + 1
      }
    }
    if start < range.upperBound { parts.append(start..<range.upperBound) }
    return parts
  }

  /// "Anna Blum Anna Blum", the end of a headline and the start of a text: two names.
  private func halves(_ range: Range<Int>) -> [Range<Int>] {
    let middle = range.lowerBound + range.count / 2
    guard range.count > 2, range.count % 2 == 0,
      reading.keys[range.lowerBound..<middle] == reading.keys[middle..<range.upperBound]
    else { return [range] }
    return [range.lowerBound..<middle, middle..<range.upperBound]
  }

  /// A span without titles, determiners and punctuation at its edges; nil when no name is left.
  func trimmed(_ range: Range<Int>) -> Range<Int>? {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper {
      let key = reading.keys[lower]
      let token = tokens[lower]
      if let title = reading.titles(at: lower).last, title.tokens.upperBound < upper, isTitle(title.tokens) {
        lower = title.tokens.upperBound
      } else if reading.hasWord(.described, lower), !reading.isCapital[lower],
        reading.isCapital[lower + 1 < upper ? lower + 1 : lower]
      {
        // "le fleuve Euphrate"
        lower += 1
      } else if token.upos == .punct || !reading.isCapital[lower] && !isNameStart(lower)
        || reading.isOne(of: WordClasses.definite.union(.anyOf).union([.indefinite, .to]), at: lower)
          && !isArticleOfName(lower, upper) && !isInitial(lower)
        || lexicon.has(.past, key) || lower + 1 < upper && reading.nationality[lower] >= 0
        || lower + 1 < upper && reading.hasWord(.first, lower)
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
          && ([.adp, .det, .cconj, .verb, .aux, .adv, .pron].contains(tokens[last].upos)
            || reading.isOne(of: [.never, .dayPart], at: last))
      {
        upper -= 1
      } else {
        break
      }
    }
    guard lower < upper, (lower..<upper).contains(where: { reading.isCapital[$0] }) else { return nil }
    // "Conseil des sages de l'agence": the last noun takes another body up.
    if upper - lower > 3, lexicon.has(.takeup, reading.keys[upper - 1]), !reading.isCapital[upper - 1],
      reading.isOne(of: WordClasses.singularDefinite.union([.ofMasculine]), at: upper - 2)
    {
      upper -= 2
      if reading.isOne(of: [.of, .ofElided], at: upper - 1) { upper -= 1 }
    }
    return withHyphens(lower..<upper)
  }

  /// "A." of "A. Roux" is no "à".
  private func isInitial(_ token: Int) -> Bool {
    tokens[token].text.utf8.count == 2 && tokens[token].text.utf8.last == UInt8(ascii: ".")
      && reading.isCapital[token]
  }

  /// A span that was cut at a hyphen, made whole: "Lapointe" of "Lapointe-Roy", unless both halves are known names.
  func withHyphens(_ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    let isBody = reading.hasWord(.bodynoun, lower)
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

  func isNameAlone(_ token: Int) -> Bool {
    reading.isCapital[token]
      && (gazetteer.people[Folding.sound(reading.keys[token])] != nil || gazetteerName(at: token) != nil)
  }

  func isVerbEnding(_ token: Int) -> Bool {
    reading.hasWord(.inverted, token)
  }

  func isTitle(_ range: Range<Int>) -> Bool {
    !reading.isCapital[range.lowerBound]
      || reading.titles(at: range.lowerBound).last?.surfaces.isEmpty == false
  }

  /// "al-Ansari", "el-Béchir", "de Gaulle" begin without a capital.
  func isNameStart(_ token: Int) -> Bool {
    reading.hasWord(.nameOpening, token) || lexicon.begins(reading.keys[token], with: .joinedArticle)
  }

  func isArticleOfName(_ lower: Int, _ upper: Int) -> Bool {
    guard reading.isCapital[lower] || isNameStart(lower), lower + 1 < upper else {
      return false
    }
    if reading.isCapital[lower] {
      // "Le Drian", "La Haye": kept unless the article opens the sentence.
      let sentence = reading.document.sentences[reading.document.sentence(of: lower)]
      return sentence.lowerBound != lower && reading.isCapital[lower + 1]
    }
    return reading.isCapital[lower + 1] && tokens[lower].upos == .propn
  }
}
