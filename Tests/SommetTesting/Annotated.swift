import SommetText

/// A document for a test, written in CoNLL-U's ten columns (tabs or runs of two spaces and more).
///
/// Sentences are parted by blank lines; HEAD is 1-based within the sentence, 0 for a root. `SpaceAfter=No` and
/// `NE=PER_1` (an entity label and a number that tells neighbours apart) are read from MISC.
public func annotated(_ conllu: String, text: String? = nil) -> AnnotatedDocument {
  var tokens: [Token] = []
  var sentences: [Range<Int>] = []
  var entities: [(tag: String, tokens: Range<Int>)] = []
  var written = ""
  var offset = 0
  var first = 0

  func endSentence() {
    if tokens.count > first { sentences.append(first..<tokens.count) }
    first = tokens.count
  }

  for line in conllu.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.allSatisfy(\.isWhitespace) {
      endSentence()
      continue
    }
    if line.hasPrefix("#") { continue }
    let fields = columns(line)
    precondition(fields.count == 10, "a line of CoNLL-U has ten columns: \(line)")
    let count = fields[1].unicodeScalars.count
    let misc = fields[9].split(separator: "|")
    let isSpaceAfter = !misc.contains("SpaceAfter=No")
    let head = Int(fields[6])!
    tokens.append(
      Token(
        text: fields[1], span: Span(offset, offset + count), hasSpaceAfter: isSpaceAfter,
        upos: UPOS(rawValue: fields[3])!, tag: fields[3], feats: Feats(fields[5] == "_" ? "" : fields[5]),
        lemma: fields[2], head: head == 0 ? tokens.count : first + head - 1, deprel: fields[7]))
    if let tag = misc.first(where: { $0.hasPrefix("NE=") })?.dropFirst(3) {
      if let last = entities.last, last.tag == tag, last.tokens.upperBound == tokens.count - 1 {
        entities[entities.count - 1].tokens = last.tokens.lowerBound..<tokens.count
      } else {
        entities.append((String(tag), tokens.count - 1..<tokens.count))
      }
    }
    written += fields[1] + (isSpaceAfter ? " " : "")
    offset += count + (isSpaceAfter ? 1 : 0)
  }
  endSentence()
  return AnnotatedDocument(
    text: ScalarText(text ?? written), tokens: tokens, sentences: sentences,
    entities: entities.map { NamedSpan(tokens: $0.tokens, label: String($0.tag.prefix { $0 != "_" })) })
}

private func columns(_ line: Substring) -> [String] {
  if line.contains("\t") { return line.split(separator: "\t").map(String.init) }
  var fields: [String] = []
  var field = ""
  var blanks = 0
  for character in line + "  " {
    if character == " " {
      blanks += 1
      if blanks == 2, !field.isEmpty {
        fields.append(field)
        field = ""
      }
    } else {
      if blanks == 1, !field.isEmpty { field += " " }
      field.append(character)
      blanks = 0
    }
  }
  return fields
}
