import SommetText

extension AnnotatedDocument {
  /// A document of a text that no pipeline has seen: words and signs as tokens, lines as sentences, no parse.
  public init(plain string: String) {
    let text = ScalarText(string)
    let atoms = AtomScanner.atoms(of: text, in: text.span)
    var tokens: [Token] = []
    tokens.reserveCapacity(atoms.count)
    var sentences: [Range<Int>] = []
    var first = 0
    for (index, atom) in atoms.enumerated() {
      if atom.gap == .line, index > first {
        sentences.append(first..<index)
        first = index
      }
      let span = Span(atom.start, atom.end)
      let isNextApart = index + 1 < atoms.count && atoms[index + 1].gap == .space
      tokens.append(
        Token(text: String(text[span]), span: span, hasSpaceAfter: isNextApart, head: index))
    }
    if atoms.count > first { sentences.append(first..<atoms.count) }
    self.init(text: text, tokens: tokens, sentences: sentences, entities: [])
  }
}
