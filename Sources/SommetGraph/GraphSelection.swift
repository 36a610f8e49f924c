/// Which part of a graph is asked for: a view, then conditions on nodes and edges.
///
/// `over(_:)` gives that part as a graph of its own, which streams like the whole.
public struct GraphSelection: Sendable, Hashable {
  /// What a graph is looked at for.
  public enum View: String, Sendable, CaseIterable {
    /// Everything.
    case full
    /// Who did what to whom, and the meetings they were at: without what `concerns` what; place and date of a meeting are
    /// attributes of its node (`place`, `date`) instead of nodes.
    case actors
    /// Who met whom, at which meetings, where and when.
    case meetings
    /// What has a date.
    case timeline
  }

  public var view: View
  /// Kinds of the nodes that are kept, with the edges between them.
  public var kinds: Set<NodeKind>?
  /// Conditions on edges. Nodes that none of the edges reaches are left out, when there is any condition.
  public var edges: EdgeFilter
  /// Ids of nodes around which everything within `hops` edges is kept.
  public var around: Set<String>?
  public var hops: Int
  /// Whether edges keep their sentences, and articles their mentions and times.
  public var keepsEvidence: Bool

  public init(
    view: View = .full, kinds: Set<NodeKind>? = nil, edges: EdgeFilter = EdgeFilter(),
    around: Set<String>? = nil, hops: Int = 1, keepsEvidence: Bool = true
  ) {
    self.view = view
    self.kinds = kinds
    self.edges = edges
    self.around = around
    self.hops = hops
    self.keepsEvidence = keepsEvidence
  }

  /// Everything.
  public static let all = GraphSelection()

  /// The part of a graph that is selected.
  ///
  /// Unless everything is, this walks the graph once or twice, and memory grows with its nodes.
  public func over<Base: GraphReading>(_ graph: Base) throws -> SelectedGraph<Base> {
    try SelectedGraph(graph, self)
  }

  /// Whether only some nodes or edges are selected.
  var isPart: Bool {
    view != .full || kinds != nil || edges != EdgeFilter() || around != nil
  }
}
