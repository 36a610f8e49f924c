import SommetGraph

/// A graph that can be queried: nodes and relationships have numbers, labels and properties.
///
/// Walks are in ascending order of number, so that results without ORDER BY are the same each time.
public protocol QueryGraph {
  var nodeCount: Int { get throws }
  var relationshipCount: Int { get throws }

  /// The numbers by which labels and types of relationships are known; nil when the graph has none of that name.
  func label(named name: String) throws -> Int?
  func type(named name: String) throws -> Int?
  /// All labels, types and names of properties that occur, ascending: for suggestions and completion.
  var labelNames: [String] { get throws }
  var typeNames: [String] { get throws }
  var propertyNames: [String] { get throws }
  /// Whether relationships of a type read the same both ways, though they are kept one way only.
  func isSymmetric(type: String) -> Bool

  func labels(ofNode node: Int) throws -> [String]
  func node(_ node: Int, hasLabel label: Int) throws -> Bool
  func type(ofRelationship relationship: Int) throws -> String
  func ends(ofRelationship relationship: Int) throws -> (source: Int, target: Int)

  /// `.null` when the element has no such property.
  func property(_ name: String, ofNode node: Int) throws -> QueryValue
  func property(_ name: String, ofRelationship relationship: Int) throws -> QueryValue
  func properties(ofNode node: Int) throws -> [String: QueryValue]
  func properties(ofRelationship relationship: Int) throws -> [String: QueryValue]

  /// - Parameter label: only nodes that have it; all when nil.
  func forEachNode(label: Int?, _ body: (Int) throws -> Walk) throws -> Walk
  /// The relationships at a node, with the node at their other end; one that leads back to its node comes once.
  ///
  /// - Parameter types: only those; all when nil.
  func forEachRelationship(
    at node: Int, _ direction: QueryDirection, types: [Int]?,
    _ body: (_ relationship: Int, _ other: Int) throws -> Walk
  ) throws -> Walk

  /// The nodes whose property has a value, by an index; nil when there is none and they must be looked for.
  func nodes(whose property: String, is value: QueryValue) throws -> [Int]?
  /// Whether there is an index of a property.
  func findsNodes(by property: String) -> Bool
  /// The nodes that people know by a name: an id, else a label, an alias, a surname, without regard to case or accents.
  func nodes(named name: String) throws -> [Int]

  /// About how many nodes have a label, or there are at all; for plans.
  func nodeEstimate(label: Int?) throws -> Int
  /// About how many relationships are of some types and begin (or end) at nodes of a label.
  func relationshipEstimate(types: [Int]?, from label: Int?, _ direction: QueryDirection) throws -> Int
}

extension QueryGraph {
  public func findsNodes(by property: String) -> Bool { false }

  /// By looking at all nodes, one after another.
  public func nodes(named name: String) throws -> [Int] {
    let key = FoldedName(name).key
    var found: [(number: Int, form: NodeName.Form)] = []
    for number in 0..<(try nodeCount) {
      func text(_ property: String) throws -> String {
        Text.string(try self.property(property, ofNode: number)) ?? ""
      }
      if try text("id") == name, !name.isEmpty { return [number] }
      var node = Node(
        id: "", kind: NodeKind(rawValue: try labels(ofNode: number).first ?? ""), label: try text("label"))
      if case .list(let aliases) = try property("aliases", ofNode: number) {
        node.aliases = aliases.compactMap(Text.string)
      }
      if let name = node.names.first(where: { $0.key == key }) { found.append((number, name.form)) }
    }
    let best = found.map(\.form).min()
    return found.filter { $0.form == best }.map(\.number)
  }

  public func nodeEstimate(label: Int?) throws -> Int {
    label == nil ? try nodeCount : try nodeCount / 10 + 1
  }
  public func relationshipEstimate(types: [Int]?, from label: Int?, _ direction: QueryDirection) throws -> Int
  {
    var count = try relationshipCount
    if types != nil { count = count / 10 + 1 }
    if label != nil { count = count / 10 + 1 }
    return count
  }
}

/// Which way a relationship is followed from a node.
public enum QueryDirection: Sendable { case outgoing, incoming, both }
