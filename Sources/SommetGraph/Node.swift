/// A vertex of the graph: who, where, when, what is talked about.
public struct Node: Sendable, Hashable {
  /// Unique. In our own graphs readable, stable, an NMTOKEN of XML: `person:lea-roux`, `country:UA`, `date:2025-08-15`.
  public var id: String
  public var kind: NodeKind
  /// The id, when the graph tells no other name.
  public var label: String
  /// Other names, without the label, in ascending order.
  public var aliases: [String]
  /// Ids of the articles that tell of it, in ascending order.
  public var articles: [String]
  /// Publication days of the first and the last of those articles; nil when none is dated.
  public var firstSeen: String?
  public var lastSeen: String?
  /// Whatever else is known, by name.
  public var attributes: [String: AttributeValue]

  public init(
    id: String, kind: NodeKind, label: String, aliases: [String] = [], articles: [String] = [],
    firstSeen: String? = nil, lastSeen: String? = nil, attributes: [String: AttributeValue] = [:]
  ) {
    self.id = id
    self.kind = kind
    self.label = label
    self.aliases = aliases
    self.articles = articles
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.attributes = attributes
  }
}

extension Node: Comparable {
  /// By kind, in the order of `NodeKind`, then by id.
  public static func < (a: Node, b: Node) -> Bool {
    a.kind == b.kind ? a.id < b.id : a.kind < b.kind
  }
}
