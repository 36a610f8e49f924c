import SommetGraph
import SommetQuery

/// A graph in memory with any labels and properties, as conformance scenarios set it up.
final class MemoryGraph: QueryGraph {
  struct Node {
    var labels: [String]
    var properties: [String: QueryValue]
  }

  struct Relationship {
    let source: Int
    let target: Int
    let type: String
    var properties: [String: QueryValue]
  }

  private(set) var nodes: [Node] = []
  private(set) var relationships: [Relationship] = []
  private var at: [[Int]] = []

  func add(_ node: Node) -> Int {
    nodes.append(node)
    at.append([])
    return nodes.count - 1
  }

  func add(_ relationship: Relationship) -> Int {
    let number = relationships.count
    relationships.append(relationship)
    at[relationship.source].append(number)
    if relationship.source != relationship.target { at[relationship.target].append(number) }
    return number
  }

  var nodeCount: Int { nodes.count }
  var relationshipCount: Int { relationships.count }
  var labelNames: [String] { Set(nodes.flatMap(\.labels)).sorted() }
  var typeNames: [String] { Set(relationships.map(\.type)).sorted() }
  var propertyNames: [String] { Set(nodes.flatMap(\.properties.keys)).sorted() }
  func isSymmetric(type: String) -> Bool { false }
  func label(named name: String) -> Int? { labelNames.firstIndex(of: name) }
  func type(named name: String) -> Int? { typeNames.firstIndex(of: name) }
  func labels(ofNode node: Int) -> [String] { nodes[node].labels }
  func node(_ node: Int, hasLabel label: Int) -> Bool { nodes[node].labels.contains(labelNames[label]) }
  func type(ofRelationship relationship: Int) -> String { relationships[relationship].type }

  func ends(ofRelationship relationship: Int) -> (source: Int, target: Int) {
    (relationships[relationship].source, relationships[relationship].target)
  }

  func property(_ name: String, ofNode node: Int) -> QueryValue { nodes[node].properties[name] ?? .null }

  func property(_ name: String, ofRelationship relationship: Int) -> QueryValue {
    relationships[relationship].properties[name] ?? .null
  }

  func properties(ofNode node: Int) -> [String: QueryValue] { nodes[node].properties }
  func properties(ofRelationship relationship: Int) -> [String: QueryValue] {
    relationships[relationship].properties
  }

  func forEachNode(label: Int?, _ body: (Int) throws -> Walk) rethrows -> Walk {
    for node in nodes.indices where label.map({ self.node(node, hasLabel: $0) }) ?? true {
      if try body(node) == .stop { return .stop }
    }
    return .continue
  }

  func forEachRelationship(
    at node: Int, _ direction: QueryDirection, types: [Int]?, _ body: (Int, Int) throws -> Walk
  ) rethrows -> Walk {
    let names = types.map { $0.map { typeNames[$0] } }
    for number in at[node] {
      let relationship = relationships[number]
      if let names, !names.contains(relationship.type) { continue }
      let isOutgoing = relationship.source == node
      if direction == .outgoing, !isOutgoing { continue }
      if direction == .incoming, relationship.target != node { continue }
      if try body(number, isOutgoing ? relationship.target : relationship.source) == .stop { return .stop }
    }
    return .continue
  }

  func nodes(whose property: String, is value: QueryValue) -> [Int]? { nil }
}
