/// A text with what the language pipeline found in it: tokens, sentences, the dependency tree, named spans.
///
/// Token indices run over the whole document. Heads never leave their sentence.
public struct AnnotatedDocument: Sendable {
  public let text: ScalarText
  public let tokens: [Token]
  /// Half-open ranges of token indices, in order, without gaps.
  public let sentences: [Range<Int>]
  /// Named spans of the pipeline, in order, not overlapping.
  public let entities: [NamedSpan]
  /// The parts of the article that the tokens come from, in order; one block when nobody told.
  public let blocks: [Block]

  /// Dependents of all tokens, one run per head, each run in document order.
  private let dependents: [Int]
  private let firstDependent: [Int]
  private let sentenceOfToken: [Int32]
  /// -1 for none.
  private let blockOfToken: [Int32]

  public init(
    text: ScalarText, tokens: [Token], sentences: [Range<Int>], entities: [NamedSpan], blocks: [Block]? = nil
  ) {
    self.text = text
    self.tokens = tokens
    self.sentences = sentences
    self.entities = entities
    self.blocks = blocks ?? [Block(tokens: 0..<tokens.count, role: .paragraph)]
    var counts = [Int](repeating: 0, count: tokens.count + 1)
    for (index, token) in tokens.enumerated() where token.head != index { counts[token.head + 1] += 1 }
    for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
    var next = counts
    var dependents = [Int](repeating: 0, count: counts.last ?? 0)
    for (index, token) in tokens.enumerated() where token.head != index {
      dependents[next[token.head]] = index
      next[token.head] += 1
    }
    self.dependents = dependents
    self.firstDependent = counts
    var sentenceOfToken = [Int32](repeating: 0, count: tokens.count)
    for (number, sentence) in sentences.enumerated() {
      for index in sentence { sentenceOfToken[index] = Int32(number) }
    }
    self.sentenceOfToken = sentenceOfToken
    var blockOfToken = [Int32](repeating: -1, count: tokens.count)
    for (number, block) in self.blocks.enumerated() {
      for index in block.tokens { blockOfToken[index] = Int32(number) }
    }
    self.blockOfToken = blockOfToken
  }

  /// The direct dependents of a token, in document order.
  public func children(of token: Int) -> ArraySlice<Int> {
    dependents[firstDependent[token]..<firstDependent[token + 1]]
  }

  /// The number of the sentence that holds a token.
  public func sentence(of token: Int) -> Int { Int(sentenceOfToken[token]) }

  /// The number of the block that holds a token, nil when none does.
  public func block(of token: Int) -> Int? {
    let number = Int(blockOfToken[token])
    return number < 0 ? nil : number
  }

  /// A token and everything below it, in document order.
  public func subtree(of token: Int) -> [Int] {
    var found = [token]
    var next = 0
    while next < found.count {
      found.append(contentsOf: children(of: found[next]))
      next += 1
    }
    return found.sorted()
  }

  /// The text's span from the first to the last of some tokens.
  ///
  /// - Precondition: the range is not empty.
  public func span(of tokens: Range<Int>) -> Span {
    Span(self.tokens[tokens.lowerBound].span.start, self.tokens[tokens.upperBound - 1].span.end)
  }

  /// The token of a range that the others hang on: the first whose head lies outside, or that is a root.
  public func head(of range: Range<Int>) -> Int {
    range.first { !range.contains(tokens[$0].head) || tokens[$0].head == $0 } ?? range.lowerBound
  }

  /// The chain of heads above a token, nearest first, ending with the root.
  public func ancestors(of token: Int) -> [Int] {
    var chain: [Int] = []
    var current = token
    while tokens[current].head != current {
      current = tokens[current].head
      chain.append(current)
    }
    return chain
  }

  /// The tokens that overlap a span of the text.
  public func tokens(overlapping span: Span) -> Range<Int> {
    let lower = firstToken { $0.end > span.start }
    let upper = firstToken { $0.start >= span.end }
    return lower..<max(lower, upper)
  }

  private func firstToken(_ isBeyond: (Span) -> Bool) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(tokens[middle].span) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A named span as the pipeline's entity recogniser gives it.
public struct NamedSpan: Sendable, Hashable {
  /// Half-open range of token indices.
  public var tokens: Range<Int>
  /// The model's label: PER, LOC, ORG, MISC.
  public var label: String

  public init(tokens: Range<Int>, label: String) {
    self.tokens = tokens
    self.label = label
  }
}

/// A part of an article: what was analysed as one text.
public struct Block: Sendable, Hashable {
  public enum Role: String, Sendable, Codable {
    case title, heading, paragraph
    /// A post or letter quoted whole; "I" in it is its author.
    case quotation
  }

  /// Half-open range of token indices.
  public var tokens: Range<Int>
  public var role: Role
  /// Who speaks in it, when the text says so ("Volodymyr Zelenskyy").
  public var author: String?
  /// ISO 8601 day on which it was written, when that differs from the article's.
  public var date: String?

  public init(tokens: Range<Int>, role: Role, author: String? = nil, date: String? = nil) {
    self.tokens = tokens
    self.role = role
    self.author = author
    self.date = date
  }
}
