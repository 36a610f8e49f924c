extension AnnotatedDocument {
  /// One document out of parts that were analysed apart.
  ///
  /// - Parameters:
  ///   - text: the whole text.
  ///   - parts: in the order of the text; `offset` is where the part's text begins in the whole, in scalars. A
  ///     part's own block takes its tokens from the part.
  public init(text: ScalarText, joining parts: [(document: AnnotatedDocument, offset: Int, block: Block)]) {
    var tokens: [Token] = []
    var sentences: [Range<Int>] = []
    var entities: [NamedSpan] = []
    var blocks: [Block] = []
    tokens.reserveCapacity(parts.reduce(0) { $0 + $1.document.tokens.count })
    for (document, offset, block) in parts {
      let base = tokens.count
      for var token in document.tokens {
        token.span = token.span.shifted(by: offset)
        token.head += base
        tokens.append(token)
      }
      sentences += document.sentences.map { $0.lowerBound + base..<$0.upperBound + base }
      entities += document.entities.map {
        NamedSpan(tokens: $0.tokens.lowerBound + base..<$0.tokens.upperBound + base, label: $0.label)
      }
      var block = block
      block.tokens = base..<tokens.count
      blocks.append(block)
    }
    self.init(text: text, tokens: tokens, sentences: sentences, entities: entities, blocks: blocks)
  }
}
