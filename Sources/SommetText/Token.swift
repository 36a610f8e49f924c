/// One token as the pipeline left it: text, place, tags, lemma and its arc in the dependency tree.
public struct Token: Sendable, Hashable {
  public var text: String
  /// Where it stands in the document's text.
  public var span: Span
  /// Whether a plain space follows.
  public var hasSpaceAfter: Bool
  public var upos: UPOS
  /// The fine-grained tag; the French pipelines repeat the UPOS there.
  public var tag: String
  /// Morphological features.
  public var feats: Feats
  public var lemma: String
  /// Index of the head in the document; a root is its own head.
  public var head: Int
  /// Dependency relation to the head as the model writes it ("nsubj:pass", "ROOT").
  public var deprel: String

  public init(
    text: String, span: Span, hasSpaceAfter: Bool = true, upos: UPOS = .none, tag: String = "",
    feats: Feats = Feats(), lemma: String = "", head: Int = 0, deprel: String = ""
  ) {
    self.text = text
    self.span = span
    self.hasSpaceAfter = hasSpaceAfter
    self.upos = upos
    self.tag = tag
    self.feats = feats
    self.lemma = lemma
    self.head = head
    self.deprel = deprel
  }
}

/// Universal part of speech, with spaCy's additions.
///
/// Source: <https://universaldependencies.org/u/pos/>; `SPACE`, `EOL` and `CONJ` are spaCy's.
public enum UPOS: String, Sendable, Hashable, CaseIterable {
  case none = ""
  case adj = "ADJ"
  case adp = "ADP"
  case adv = "ADV"
  case aux = "AUX"
  case conj = "CONJ"
  case cconj = "CCONJ"
  case det = "DET"
  case intj = "INTJ"
  case noun = "NOUN"
  case num = "NUM"
  case part = "PART"
  case pron = "PRON"
  case propn = "PROPN"
  case punct = "PUNCT"
  case sconj = "SCONJ"
  case sym = "SYM"
  case verb = "VERB"
  case x = "X"
  case eol = "EOL"
  case space = "SPACE"
}

/// Morphological features in the notation of Universal Dependencies: `Gender=Masc|Number=Sing`.
public struct Feats: Sendable, Hashable {
  /// As written; empty when there are none.
  public let description: String

  public init(_ description: String = "") { self.description = description }

  /// The value of a feature, nil when the token does not carry it.
  ///
  ///     Feats("Mood=Ind|Tense=Fut")["Tense"]  // "Fut"
  ///
  /// Asked many times for each token, so it reads bytes and allocates nothing.
  public subscript(name: String) -> Substring? {
    var (text, name) = (description, name)
    let found = text.withUTF8 { bytes in name.withUTF8 { Self.value(of: $0, in: bytes) } }
    guard let found else { return nil }
    let start = text.utf8.index(text.startIndex, offsetBy: found.lowerBound)
    return text[start..<text.utf8.index(start, offsetBy: found.count)]
  }

  /// Where the value of a feature stands, in bytes.
  private static func value(of name: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>)
    -> Range<Int>?
  {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "|") { end += 1 }
      let value = start + name.count + 1
      if value <= end, bytes[value - 1] == UInt8(ascii: "="),
        name.indices.allSatisfy({ bytes[start + $0] == name[$0] })
      {
        return value..<end
      }
      start = end + 1
    }
    return nil
  }
}
