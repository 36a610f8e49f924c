/// An article of the corpus as the graph remembers it: what it is, its times, and who is mentioned where.
public struct GraphArticle: Sendable, Hashable {
  /// A stretch of the article that stands for a node.
  public struct Mention: Sendable, Hashable {
    /// Unicode scalars, half-open.
    public var start: Int
    public var end: Int
    public var text: String
    /// The node's id.
    public var node: String
    public var kind: NodeKind
    /// name, description or pronoun.
    public var form: String
    /// Identifier of the rule that made the link, nil when it is not known.
    public var rule: String?

    public init(
      start: Int, end: Int, text: String, node: String, kind: NodeKind, form: String, rule: String? = nil
    ) {
      self.start = start
      self.end = end
      self.text = text
      self.node = node
      self.kind = kind
      self.form = form
      self.rule = rule
    }
  }

  public var info: ArticleInfo
  /// Id of the article that this one is a copy of, or nearly: the first that was published. Nil for all others.
  public var duplicateOf: String?
  public var times: [RecordedTime]
  /// In text order.
  public var mentions: [Mention]

  public init(
    info: ArticleInfo, duplicateOf: String? = nil, times: [RecordedTime] = [], mentions: [Mention] = []
  ) {
    self.info = info
    self.duplicateOf = duplicateOf
    self.times = times
    self.mentions = mentions
  }
}
