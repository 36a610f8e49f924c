/// The patterns of one MATCH, joined where they share variables, with a slot for each element.
struct PatternGraph {
  struct Node {
    let name: String
    let slot: Int
    var labels: [String]
    /// Whether it has a value before the patterns are matched.
    let isBound: Bool
  }

  struct Relationship {
    let name: String
    let slot: Int
    /// Indices of nodes, in the order of the pattern.
    let from: Int
    let to: Int
    let direction: RelationshipPattern.Direction
    let types: [String]
    let length: RelationshipPattern.ClosedLength?
    /// What each relationship of a path of varying length must have.
    let properties: [Expression.MapEntry]
    let search: PathPattern.Search
    let isBound: Bool
    let position: QueryPosition
  }

  struct Path {
    let slot: Int
    /// Indices, in the order of the pattern.
    let nodes: [Int]
    let relationships: [Int]
  }

  private(set) var nodes: [Node] = []
  private(set) var relationships: [Relationship] = []
  private(set) var paths: [Path] = []
  /// What the patterns say of properties, as conditions.
  private(set) var conditions: [Expression] = []
  /// With what the patterns bind.
  private(set) var scope: Scope

  private let layout: FrameLayout
  private var nodeIndices: [String: Int] = [:]
  private var boundHere: Set<String> = []

  /// - Parameter mayBind: whether new names may stand in the patterns.
  init(_ patterns: [PathPattern], scope: Scope, layout: FrameLayout, mayBind: Bool = true) throws {
    self.scope = scope
    self.layout = layout
    if !mayBind {
      for pattern in patterns {
        for name in pattern.variables.sorted() where scope[name] == nil {
          throw QueryError.syntax(
            .undefinedVariable, pattern.position, "expected a variable that is defined, found '\(name)'")
        }
      }
    }
    for pattern in patterns { try add(pattern) }
  }

  private mutating func add(_ pattern: PathPattern) throws {
    if let name = pattern.variable, scope[name] != nil {
      throw Self.alreadyBound(name, pattern.position)
    }
    // A path's own elements are bound before its name, and must not have it.
    if let name = pattern.variable,
      pattern.nodes.contains(where: { $0.variable == name })
        || pattern.relationships.contains(where: { $0.variable == name })
    {
      throw Self.alreadyBound(name, pattern.position)
    }
    let nodes = try pattern.nodes.map { try self.node($0) }
    var relationships: [Int] = []
    for (number, relationship) in pattern.relationships.enumerated() {
      relationships.append(
        try self.relationship(relationship, from: nodes[number], to: nodes[number + 1], pattern.search))
    }
    guard let name = pattern.variable else { return }
    let slot = layout.newSlot()
    scope.add(name, slot: slot, .path)
    paths.append(Path(slot: slot, nodes: nodes, relationships: relationships))
  }

  private static func alreadyBound(_ name: String, _ position: QueryPosition) -> QueryError {
    .syntax(.variableAlreadyBound, position, "expected a new variable, found '\(name)' again")
  }

  private static func conflict(
    _ name: String, _ expected: String, _ found: StaticType, _ position: QueryPosition
  ) -> QueryError {
    .syntax(.variableTypeConflict, position, "expected \(expected) in '\(name)', found \(found.shown)")
  }

  private mutating func node(_ pattern: NodePattern) throws -> Int {
    let slot: Int
    let name = pattern.variable ?? "#node\(layout.slotCount)"
    if let index = nodeIndices[name] {
      nodes[index].labels += pattern.labels
      addConditions(pattern.properties, on: name, pattern.position)
      return index
    }
    let bound = scope[name]
    if let bound {
      guard bound.type == .any || bound.type == .node || bound.type == .null else {
        throw Self.conflict(name, "a node", bound.type, pattern.position)
      }
      slot = bound.slot
    } else {
      slot = layout.newSlot()
    }
    scope.add(name, slot: slot, .node)
    nodeIndices[name] = nodes.count
    nodes.append(Node(name: name, slot: slot, labels: pattern.labels, isBound: bound != nil))
    addConditions(pattern.properties, on: name, pattern.position)
    return nodes.count - 1
  }

  private mutating func relationship(
    _ pattern: RelationshipPattern, from: Int, to: Int, _ search: PathPattern.Search
  ) throws -> Int {
    let name = pattern.variable ?? "#relationship\(layout.slotCount)"
    let isSingle = pattern.length == nil
    let bound = scope[name]
    if let bound {
      let expected: Set<StaticType> =
        isSingle ? [.any, .relationship, .null] : [.any, .relationships, .list, .null]
      if boundHere.contains(name), expected.contains(bound.type) {
        throw QueryError.syntax(
          .relationshipUniquenessViolation, pattern.position,
          "expected different relationships in one MATCH, found '\(name)' again")
      }
      guard expected.contains(bound.type) else {
        throw Self.conflict(name, isSingle ? "a relationship" : "relationships", bound.type, pattern.position)
      }
    }
    let slot = bound?.slot ?? layout.newSlot()
    boundHere.insert(name)
    scope.add(name, slot: slot, isSingle ? .relationship : .relationships)
    if isSingle { addConditions(pattern.properties, on: name, pattern.position) }
    relationships.append(
      Relationship(
        name: name, slot: slot, from: from, to: to, direction: pattern.direction, types: pattern.types,
        length: pattern.length, properties: isSingle ? [] : pattern.properties, search: search,
        isBound: bound != nil, position: pattern.position))
    return relationships.count - 1
  }

  private mutating func addConditions(
    _ properties: [Expression.MapEntry], on name: String, _ position: QueryPosition
  ) {
    for entry in properties {
      let property = Expression(.property(Expression(.variable(name), position), entry.key), position)
      conditions.append(
        Expression(.comparison(property, [.init(operation: .equal, operand: entry.value)]), position))
    }
  }
}
