import SommetText

/// A document for a test, one line a sentence, each token as `form/UPOS/head/deprel`, with `/PER` and the like behind the
/// tokens of a named span, `_` for none, then a lemma and a feature where a test needs them. Heads count from 1 within the sentence, 0 is the root. No blank follows an apostrophe.
///
///     Moscou/PROPN/3/nsubj/LOC a/AUX/3/aux averti/VERB/0/ROOT
func document(_ lines: String..., author: String? = nil) -> AnnotatedDocument {
  document(of: lines, author: author)
}

func document(of lines: [String], author: String? = nil) -> AnnotatedDocument {
  var text = ""
  var tokens: [Token] = []
  var sentences: [Range<Int>] = []
  var entities: [NamedSpan] = []
  var blocks: [Block] = []
  var offset = 0
  for line in lines {
    let first = tokens.count
    for (number, item) in line.split(separator: " ").enumerated() {
      let parts = item.split(separator: "/").map(String.init)
      precondition(parts.count >= 4, "a token has form, part of speech, head and relation: \(item)")
      let count = parts[0].unicodeScalars.count
      let head = Int(parts[2])!
      let isGlued = parts[0].hasSuffix("'") || parts[0].hasSuffix("’")
      tokens.append(
        Token(
          text: parts[0], span: Span(offset, offset + count), hasSpaceAfter: !isGlued,
          upos: UPOS(rawValue: parts[1])!,
          tag: parts[1], feats: Feats(parts.count > 6 ? parts[6] : ""),
          lemma: parts.count > 5 ? parts[5] : parts[0].lowercased(),
          head: head == 0 ? first + number : first + head - 1, deprel: parts[3]))
      if parts.count > 4, !parts[4].isEmpty, parts[4] != "_" {
        if let last = entities.last, last.label == parts[4], last.tokens.upperBound == tokens.count - 1 {
          entities[entities.count - 1].tokens = last.tokens.lowerBound..<tokens.count
        } else {
          entities.append(NamedSpan(tokens: tokens.count - 1..<tokens.count, label: parts[4]))
        }
      }
      text += parts[0] + (isGlued ? "" : " ")
      offset += count + (isGlued ? 0 : 1)
    }
    sentences.append(first..<tokens.count)
    blocks.append(
      Block(tokens: first..<tokens.count, role: author == nil ? .paragraph : .quotation, author: author))
    text += "\n"
    offset += 1
  }
  return AnnotatedDocument(
    text: ScalarText(text), tokens: tokens, sentences: sentences, entities: entities, blocks: blocks)
}
