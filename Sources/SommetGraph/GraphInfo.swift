/// What a graph says of itself as a whole.
public struct GraphInfo: Sendable, Hashable {
  public var name: String?
  /// Whether the graph is meant as directed. Each edge says for itself whether it is.
  public var isDirected: Bool
  public var attributes: [String: AttributeValue]

  public init(name: String? = nil, isDirected: Bool = true, attributes: [String: AttributeValue] = [:]) {
    self.name = name
    self.isDirected = isDirected
    self.attributes = attributes
  }
}
