import SommetGraph

/// A graph of nothing, against which values are computed that ask nothing of a graph.
struct EmptyGraph: QueryGraph {
  var nodeCount: Int { 0 }
  var relationshipCount: Int { 0 }
  var labelNames: [String] { [] }
  var typeNames: [String] { [] }
  var propertyNames: [String] { [] }
  func isSymmetric(type: String) -> Bool { false }
  func label(named name: String) -> Int? { nil }
  func type(named name: String) -> Int? { nil }
  func labels(ofNode node: Int) -> [String] { [] }
  func node(_ node: Int, hasLabel label: Int) -> Bool { false }
  func type(ofRelationship relationship: Int) -> String { "" }
  func ends(ofRelationship relationship: Int) -> (source: Int, target: Int) { (0, 0) }
  func property(_ name: String, ofNode node: Int) -> QueryValue { .null }
  func property(_ name: String, ofRelationship relationship: Int) -> QueryValue { .null }
  func properties(ofNode node: Int) -> [String: QueryValue] { [:] }
  func properties(ofRelationship relationship: Int) -> [String: QueryValue] { [:] }
  func forEachNode(label: Int?, _ body: (Int) throws -> Walk) -> Walk { .continue }
  func forEachRelationship(
    at node: Int, _ direction: QueryDirection, types: [Int]?, _ body: (Int, Int) throws -> Walk
  ) -> Walk { .continue }
  func nodes(whose property: String, is value: QueryValue) -> [Int]? { nil }
}
