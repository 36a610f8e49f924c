import SommetGraph
import SommetQuery

/// A graph as plain lists of nodes and edges, against which images are compared.
///
/// Labels are kinds of nodes, types are relations, both in any case (`:Person`, `:MET`). Numbers follow the canonical
/// order of the graph.
final class IndexedGraph: QueryGraph {
  private let nodes: [Node]
  private let edges: [Edge]
  private let numbers: [String: Int]
  private let kinds: [NodeKind]
  private let relations: [Relation]
  /// For each node its kind, for each edge its relation, as places in `kinds` and `relations`.
  private let nodeKinds: [UInt32]
  private let edgeRelations: [UInt32]
  private let sources: [Int32]
  private let targets: [Int32]
  private let outgoing: Adjacency
  private let incoming: Adjacency
  private lazy var namedNodes = indexed { [$0.label] }

  /// Holds every node and edge of a graph.
  init(_ graph: some GraphReading) throws {
    var nodes: [Node] = []
    var edges: [Edge] = []
    try graph.forEachNode {
      nodes.append($0)
      return .continue
    }
    try graph.forEachEdge {
      edges.append($0)
      return .continue
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(nodes.lazy.map(\.id), 0...))
    let kinds = Set(nodes.map(\.kind)).sorted()
    let relations = Set(edges.map(\.relation)).sorted()
    let kindPlaces = Dictionary(uniqueKeysWithValues: zip(kinds, UInt32(0)...))
    let relationPlaces = Dictionary(uniqueKeysWithValues: zip(relations, UInt32(0)...))
    self.nodes = nodes
    self.edges = edges
    self.numbers = numbers
    self.kinds = kinds
    self.relations = relations
    nodeKinds = nodes.map { kindPlaces[$0.kind]! }
    edgeRelations = edges.map { relationPlaces[$0.relation]! }
    sources = edges.map { Int32(numbers[$0.source]!) }
    targets = edges.map { Int32(numbers[$0.target]!) }
    outgoing = Adjacency(sources, nodeCount: nodes.count)
    incoming = Adjacency(targets, nodeCount: nodes.count)
  }

  private func indexed(_ names: (Node) -> [String]) -> [String: [Int]] {
    var index: [String: [Int]] = [:]
    for (number, node) in nodes.enumerated() {
      for name in names(node) { index[name, default: []].append(number) }
    }
    return index
  }

  /// The node and the edge of a number.
  func node(at number: Int) -> Node { nodes[number] }
  func edge(at number: Int) -> Edge { edges[number] }

  // MARK: - Names

  var nodeCount: Int { nodes.count }
  var relationshipCount: Int { edges.count }
  var labelNames: [String] { kinds.map(\.rawValue) }
  var typeNames: [String] { relations.map(\.rawValue) }
  lazy var propertyNames: [String] = {
    var names = Set(Node.queryNames + Edge.queryNames)
    for node in nodes where !node.attributes.isEmpty { names.formUnion(node.attributes.keys) }
    for edge in edges where !edge.attributes.isEmpty { names.formUnion(edge.attributes.keys) }
    return names.sorted()
  }()

  func isSymmetric(type: String) -> Bool { Relation(rawValue: type.lowercased()).isSymmetric }

  func label(named name: String) -> Int? { Self.place(of: name, in: labelNames) }
  func type(named name: String) -> Int? { Self.place(of: name, in: typeNames) }

  /// As it is spelt, else in any case.
  private static func place(of name: String, in names: [String]) -> Int? {
    names.firstIndex(of: name) ?? names.firstIndex { $0.lowercased() == name.lowercased() }
  }

  // MARK: - Elements

  func labels(ofNode node: Int) -> [String] {
    let kind = kinds[Int(nodeKinds[node])].rawValue
    return kind.isEmpty ? [] : [kind]
  }

  func node(_ node: Int, hasLabel label: Int) -> Bool { Int(nodeKinds[node]) == label }
  func type(ofRelationship relationship: Int) -> String {
    relations[Int(edgeRelations[relationship])].rawValue
  }

  func ends(ofRelationship relationship: Int) -> (source: Int, target: Int) {
    (Int(sources[relationship]), Int(targets[relationship]))
  }

  func property(_ name: String, ofNode node: Int) -> QueryValue { nodes[node].queryProperty(name) }
  func property(_ name: String, ofRelationship relationship: Int) -> QueryValue {
    edges[relationship].queryProperty(name)
  }

  func properties(ofNode node: Int) -> [String: QueryValue] { nodes[node].queryProperties }
  func properties(ofRelationship relationship: Int) -> [String: QueryValue] {
    edges[relationship].queryProperties
  }

  // MARK: - Walks

  func forEachNode(label: Int?, _ body: (Int) throws -> Walk) throws -> Walk {
    for node in nodes.indices where label == nil || Int(nodeKinds[node]) == label {
      if try body(node) == .stop { return .stop }
    }
    return .continue
  }

  func forEachRelationship(
    at node: Int, _ direction: QueryDirection, types: [Int]?, _ body: (Int, Int) throws -> Walk
  ) throws -> Walk {
    func isAsked(_ edge: Int) -> Bool { types?.contains(Int(edgeRelations[edge])) ?? true }
    if direction != .incoming {
      for edge in outgoing[node] where isAsked(Int(edge)) {
        if try body(Int(edge), Int(targets[Int(edge)])) == .stop { return .stop }
      }
    }
    if direction != .outgoing {
      for edge in incoming[node] where isAsked(Int(edge)) {
        let source = Int(sources[Int(edge)])
        // A loop was met among the outgoing ones.
        if direction == .both, source == node { continue }
        if try body(Int(edge), source) == .stop { return .stop }
      }
    }
    return .continue
  }

  func findsNodes(by property: String) -> Bool { ["id", "label", "name"].contains(property) }

  func nodes(whose property: String, is value: QueryValue) -> [Int]? {
    guard case .string(let name) = value else { return nil }
    switch property {
    case "id": return numbers[name].map { [$0] } ?? []
    case "label", "name": return namedNodes[name] ?? []
    default: return nil
    }
  }
}

/// The edges at each node, in compressed rows.
private struct Adjacency {
  private let starts: [Int32]
  private let edges: [Int32]

  /// - Parameter ends: for each edge the node that it is filed under.
  init(_ ends: [Int32], nodeCount: Int) {
    var starts = [Int32](repeating: 0, count: nodeCount + 1)
    for end in ends { starts[Int(end) + 1] += 1 }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    var next = starts
    var edges = [Int32](repeating: 0, count: ends.count)
    for (edge, end) in ends.enumerated() {
      edges[Int(next[Int(end)])] = Int32(edge)
      next[Int(end)] += 1
    }
    self.starts = starts
    self.edges = edges
  }

  subscript(_ node: Int) -> ArraySlice<Int32> { edges[Int(starts[node])..<Int(starts[node + 1])] }
}
