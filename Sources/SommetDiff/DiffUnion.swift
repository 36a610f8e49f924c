import SommetGraph

/// Two graphs in one, as pictures show them: what came, went, changed, and what stands around it.
///
/// Every node and edge says in its attribute `change` what became of it (added, removed, changed, same) and has a `color`:
/// green, red, amber, grey. Of what changed, `was` tells how it was. Nodes have the ids of the new graph.
public enum DiffUnion {
  /// - Parameter context: how many edges around a change are shown that did not change.
  public static func graph(
    _ diff: GraphDiff, old: some GraphReading, new: some GraphReading, context: Int = 1
  ) throws -> Graph {
    var union = Gathering(diff)
    for fact in diff.facts { union.add(fact, diff) }
    for change in diff.entities where change.kinds != [.attributes] { union.add(change) }
    for _ in 0..<max(0, context) { try union.widen(in: new) }
    return try union.graph(old: old, new: new)
  }

  /// For white backgrounds.
  public static func color(_ effect: Effect) -> String {
    switch effect {
    case .added: "#2e8b3d"
    case .removed: "#c62828"
    case .changed: "#e08a00"
    case .same: "#9e9e9e"
    }
  }

  private struct Gathering {
    private var edges: [String: Edge] = [:]
    /// Ids of the union, with the id in the old graph where the new one has no such node.
    private var nodes: [String: String?] = [:]
    private var effects: [String: Effect] = [:]
    private var were: [String: String] = [:]
    /// Old ids to those of the union.
    private var moved: [String: String] = [:]
    private var widened: Set<String> = []

    init(_ diff: GraphDiff) {
      var newIDs: Set<String> = []
      for change in diff.entities {
        if let new = change.new { newIDs.insert(new.id) }
        if let old = change.old, let new = change.new, old.id != new.id { moved[old.id] = new.id }
      }
      for change in diff.entities {
        effects[change.node.id] = change.kinds == [.attributes] ? .same : change.effect
        guard let old = change.old, change.new == nil else { continue }
        // Another node has the id now.
        if newIDs.contains(old.id) { moved[old.id] = "\(old.id)~old" }
        effects[moved[old.id] ?? old.id] = .removed
      }
    }

    mutating func add(_ change: EntityChange) {
      if change.new == nil {
        let id = change.old!.id
        nodes[moved[id] ?? id] = .some(id)
        return
      }
      nodes[change.node.id] = .some(nil)
      if let old = change.old, change.kinds != [.attributes] {
        let isPart = change.kinds.contains(.entityMerged) || change.kinds.contains(.entitySplit)
        let was = isPart ? change.words : old.label
        were[change.node.id] = were[change.node.id].map { "\($0); \(was)" } ?? was
      }
    }

    mutating func add(_ fact: FactChange, _ diff: GraphDiff) {
      var edge = fact.edge
      if fact.new == nil {
        if let source = moved[edge.source] { edge.source = source }
        if let target = moved[edge.target] { edge.target = target }
        nodes[edge.source] = nodes[edge.source] ?? .some(fact.old!.source)
        nodes[edge.target] = nodes[edge.target] ?? .some(fact.old!.target)
        if edge.accordingTo != nil { edge.accordingTo = nil }
        edge.plover?.actors = []
      } else {
        nodes[edge.source] = .some(nil)
        nodes[edge.target] = .some(nil)
      }
      edge.attributes["change"] = .string(fact.effect.rawValue)
      edge.attributes["changes"] = .string(fact.kinds.map(\.rawValue).joined(separator: " "))
      edge.attributes["color"] = .string(DiffUnion.color(fact.effect))
      if let old = fact.old, fact.new != nil {
        let was = fact.fields.map { "\($0.name) \(FieldChange.words($0.old))" }
        edge.attributes["was"] = .string(
          was.isEmpty ? "\(old.evidence.count) sentences" : was.joined(separator: "; "))
      }
      while edges[edge.key] != nil { edge.key += "~old" }
      edges[edge.key] = edge
    }

    mutating func widen(in graph: some GraphReading) throws {
      let front = nodes.filter { $0.value == nil && !widened.contains($0.key) }.map(\.key).sorted()
      for node in front {
        widened.insert(node)
        for var edge in try graph.edges(at: node) where edges[edge.key] == nil {
          edge.attributes["change"] = .string(Effect.same.rawValue)
          edge.attributes["color"] = .string(DiffUnion.color(.same))
          nodes[edge.source] = .some(nil)
          nodes[edge.target] = .some(nil)
          edges[edge.key] = edge
        }
      }
    }

    func graph(old: some GraphReading, new: some GraphReading) throws -> Graph {
      var found: [Node] = []
      for (id, oldID) in nodes {
        let here = try new.node(id)
        guard var node = try here ?? old.node(oldID ?? id) else { continue }
        node.id = id
        let effect = effects[id] ?? .same
        node.attributes["change"] = .string(effect.rawValue)
        node.attributes["color"] = .string(DiffUnion.color(effect))
        if let was = were[id] { node.attributes["was"] = .string(was) }
        found.append(node)
      }
      let ids = Set(found.map(\.id))
      let kept = edges.values.filter { ids.contains($0.source) && ids.contains($0.target) }.map { edge in
        var edge = edge
        // Who says so need not be in the picture.
        if let sayer = edge.accordingTo, !ids.contains(sayer) { edge.accordingTo = nil }
        edge.plover?.actors.removeAll { !ids.contains($0) }
        return edge
      }
      return Graph(nodes: found, edges: kept)
    }
  }
}
