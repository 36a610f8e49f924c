// The JSON of `sommet annotate --format json`:
//
//     {"text": "…", "tokens": [{"start": 0, "end": 2, "text": "Il", "space": true, "upos": "PRON", "tag": "PRON",
//       "feats": "Gender=Masc|…", "lemma": "il", "head": 1, "deprel": "nsubj"}],
//      "sentences": [[0, 9]], "entities": [{"tokens": [3, 5], "label": "PER"}],
//      "blocks": [{"tokens": [0, 9], "role": "paragraph"}]}
//
// Offsets are Unicode scalars; `head` and every pair of `tokens` are token indices, pairs half-open.

extension Token: Codable {
  private enum CodingKeys: String, CodingKey {
    case start, end, text, space, upos, tag, feats, lemma, head, deprel
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let name = try values.decode(String.self, forKey: .upos)
    guard let upos = UPOS(rawValue: name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .upos, in: values, debugDescription: "expected a part of speech, found '\(name)'")
    }
    self.init(
      text: try values.decode(String.self, forKey: .text),
      span: try Span(
        validating: values.decode(Int.self, forKey: .start), values.decode(Int.self, forKey: .end), decoder),
      hasSpaceAfter: try values.decode(Bool.self, forKey: .space), upos: upos,
      tag: try values.decode(String.self, forKey: .tag),
      feats: Feats(try values.decode(String.self, forKey: .feats)),
      lemma: try values.decode(String.self, forKey: .lemma), head: try values.decode(Int.self, forKey: .head),
      deprel: try values.decode(String.self, forKey: .deprel))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(span.start, forKey: .start)
    try values.encode(span.end, forKey: .end)
    try values.encode(text, forKey: .text)
    try values.encode(hasSpaceAfter, forKey: .space)
    try values.encode(upos.rawValue, forKey: .upos)
    try values.encode(tag, forKey: .tag)
    try values.encode(feats.description, forKey: .feats)
    try values.encode(lemma, forKey: .lemma)
    try values.encode(head, forKey: .head)
    try values.encode(deprel, forKey: .deprel)
  }
}

extension Span {
  fileprivate init(validating start: Int, _ end: Int, _ decoder: any Decoder) throws {
    guard 0 <= start, start <= end else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: "expected start <= end, found \(start), \(end)"))
    }
    self.init(start, end)
  }
}

/// A half-open range written as a pair.
private struct Pair: Codable {
  let range: Range<Int>

  init(_ range: Range<Int>) { self.range = range }

  init(from decoder: any Decoder) throws {
    var values = try decoder.unkeyedContainer()
    let lower = try values.decode(Int.self)
    let upper = try values.decode(Int.self)
    guard 0 <= lower, lower <= upper else {
      throw DecodingError.dataCorruptedError(
        in: values, debugDescription: "expected a range, found \(lower), \(upper)")
    }
    range = lower..<upper
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.unkeyedContainer()
    try values.encode(range.lowerBound)
    try values.encode(range.upperBound)
  }
}

extension NamedSpan: Codable {
  private enum CodingKeys: String, CodingKey { case tokens, label }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      tokens: try values.decode(Pair.self, forKey: .tokens).range,
      label: try values.decode(String.self, forKey: .label))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(Pair(tokens), forKey: .tokens)
    try values.encode(label, forKey: .label)
  }
}

extension Block: Codable {
  private enum CodingKeys: String, CodingKey { case tokens, role, author, date }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      tokens: try values.decode(Pair.self, forKey: .tokens).range,
      role: try values.decode(Role.self, forKey: .role),
      author: try values.decodeIfPresent(String.self, forKey: .author),
      date: try values.decodeIfPresent(String.self, forKey: .date))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(Pair(tokens), forKey: .tokens)
    try values.encode(role, forKey: .role)
    try values.encodeIfPresent(author, forKey: .author)
    try values.encodeIfPresent(date, forKey: .date)
  }
}

extension AnnotatedDocument: Codable {
  private enum CodingKeys: String, CodingKey { case text, tokens, sentences, entities, blocks }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let tokens = try values.decode([Token].self, forKey: .tokens)
    let text = ScalarText(try values.decode(String.self, forKey: .text))
    if let lost = tokens.first(where: { !tokens.indices.contains($0.head) || $0.span.end > text.count }) {
      throw DecodingError.dataCorruptedError(
        forKey: .tokens, in: values,
        debugDescription: "token '\(lost.text)' at \(lost.span.start) points outside the document")
    }
    let sentences = try values.decode([Pair].self, forKey: .sentences).map(\.range)
    let entities = try values.decode([NamedSpan].self, forKey: .entities)
    let blocks = try values.decodeIfPresent([Block].self, forKey: .blocks)
    let ranges = sentences + entities.map(\.tokens) + (blocks ?? []).map(\.tokens)
    if let range = ranges.first(where: { $0.upperBound > tokens.count }) {
      throw DecodingError.dataCorruptedError(
        forKey: .sentences, in: values, debugDescription: "the range \(range) ends after the last token")
    }
    self.init(text: text, tokens: tokens, sentences: sentences, entities: entities, blocks: blocks)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(text.string, forKey: .text)
    try values.encode(tokens, forKey: .tokens)
    try values.encode(sentences.map(Pair.init), forKey: .sentences)
    try values.encode(entities, forKey: .entities)
    try values.encode(blocks, forKey: .blocks)
  }
}
