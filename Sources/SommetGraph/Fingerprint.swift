/// Two numbers that stand for an article, a node or an edge: one for what it is, one for all that it says.
///
/// The same element has the same fingerprint in every process, on every machine and in every release, so that a store may
/// keep it beside the element. Two elements whose fingerprints are equal are the same to the byte: by chance that fails
/// for one pair in 2¹²⁸.
public struct Fingerprint: Sendable, Hashable {
  /// Of the article's or node's id, or the edge's key.
  public var identity: UInt64
  /// Of everything, identity included.
  public var content: UInt64

  public init(identity: UInt64, content: UInt64) {
    self.identity = identity
    self.content = content
  }

  public init(_ node: Node) {
    identity = Self.identity(node.id)
    var hasher = FingerprintHasher(.node)
    hasher.add(node.id)
    hasher.add(node.kind.rawValue)
    hasher.add(node.label)
    hasher.add(node.aliases)
    hasher.add(node.articles)
    hasher.add(node.firstSeen)
    hasher.add(node.lastSeen)
    hasher.add(node.attributes)
    content = hasher.value
  }

  public init(_ edge: Edge) {
    identity = Self.identity(edge.key)
    var hasher = FingerprintHasher(.edge)
    for text in [edge.key, edge.source, edge.target, edge.relation.rawValue, edge.rule] { hasher.add(text) }
    hasher.add(edge.modality.rawValue)
    hasher.add(edge.date)
    hasher.add(edge.content)
    hasher.add(edge.accordingTo)
    hasher.add(edge.title)
    hasher.add(edge.weight)
    hasher.add(edge.confidence)
    hasher.add(edge.evidence.count)
    for piece in edge.evidence { hasher.add(piece) }
    hasher.add(edge.isDirected ? 1 : 0)
    hasher.add(edge.attributes)
    hasher.add(edge.plover)
    content = hasher.value
  }

  public init(_ article: GraphArticle) {
    let info = article.info
    identity = Self.identity(info.id)
    var hasher = FingerprintHasher(.article)
    for text in [info.id, info.dateSource.rawValue, info.language, info.sha256] { hasher.add(text) }
    for text in [info.title, info.date, info.source, info.url, info.author, article.duplicateOf] {
      hasher.add(text)
    }
    hasher.add(article.times.count)
    for time in article.times {
      hasher.add(time.start)
      hasher.add(time.end)
      hasher.add(time.text)
      hasher.add(time.value)
    }
    hasher.add(article.mentions.count)
    for mention in article.mentions {
      hasher.add(mention.start)
      hasher.add(mention.end)
      for text in [mention.text, mention.node, mention.kind.rawValue, mention.form] { hasher.add(text) }
      hasher.add(mention.rule)
    }
    content = hasher.value
  }

  /// The number for an id or a key.
  public static func identity(_ id: String) -> UInt64 {
    var hasher = FingerprintHasher(.identity)
    hasher.add(id)
    return hasher.value
  }
}

extension Fingerprint: Comparable {
  public static func < (a: Fingerprint, b: Fingerprint) -> Bool {
    a.identity == b.identity ? a.content < b.content : a.identity < b.identity
  }
}

/// Folds values into one number, eight bytes at a time; every value is told apart from what stands beside it.
///
/// A step is a product of 64 × 64 bits whose halves are joined, as in wyhash.
/// Source: Wang Yi, <https://github.com/wangyi-fudan/wyhash>.
struct FingerprintHasher {
  enum Topic: UInt64 { case identity = 1, node, edge, article }

  private var state: UInt64

  init(_ topic: Topic) { state = 0xa076_1d64_78bd_642f &* topic.rawValue }

  var value: UInt64 { Identifier.mixed(state) }

  private mutating func fold(_ number: UInt64) {
    let product = (state ^ 0x8ebc_6af0_9c88_c6e3).multipliedFullWidth(by: number ^ 0xe703_7ed1_a0b4_28db)
    state = (product.high ^ product.low) &+ 0x5899_65cc_7537_4cc3
  }

  mutating func add(_ number: Int) { fold(UInt64(bitPattern: Int64(number))) }

  /// All numbers that are equal are one; 0 and -0 are.
  mutating func add(_ number: Double) { fold(number == 0 ? 0 : number.bitPattern) }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      fold(UInt64(bytes.count))
      var next = 0
      while next + 8 <= bytes.count {
        fold(
          UInt64(
            littleEndian: UnsafeRawPointer(bytes.baseAddress!).loadUnaligned(
              fromByteOffset: next, as: UInt64.self)))
        next += 8
      }
      guard next < bytes.count else { return }
      var rest: UInt64 = 0
      for byte in bytes[next...] { rest = rest << 8 | UInt64(byte) }
      fold(rest)
    }
  }

  mutating func add(_ text: String?) {
    guard let text else { return fold(.max) }
    add(text)
  }

  mutating func add(_ texts: [String]) {
    add(texts.count)
    for text in texts { add(text) }
  }

  mutating func add(_ piece: Evidence) {
    add(piece.article)
    for number in [piece.sentence, piece.start, piece.end, piece.trigger.start, piece.trigger.end] {
      add(number)
    }
    add(piece.quote)
  }

  /// In any order: the sum of a number for each.
  mutating func add(_ attributes: [String: AttributeValue]) {
    add(attributes.count)
    var sum: UInt64 = 0
    for (name, value) in attributes {
      var hasher = FingerprintHasher(.identity)
      hasher.add(name)
      hasher.add(value)
      sum &+= hasher.value
    }
    fold(sum)
  }

  private mutating func add(_ value: AttributeValue) {
    switch value {
    case .string(let text):
      add(1)
      add(text)
    case .integer(let number):
      add(2)
      add(number)
    case .double(let number):
      add(3)
      add(number)
    case .boolean(let isTrue): add(isTrue ? 4 : 5)
    case .json(let text):
      add(6)
      add(text)
    }
  }

  mutating func add(_ code: PloverCode<String>?) {
    guard let code else { return fold(.max) }
    add(code.type)
    for words in [code.modes, code.auxiliaries, code.contexts, code.actors] { add(words) }
    add(code.rule)
  }
}
