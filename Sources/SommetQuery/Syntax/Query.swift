/// A query as it was written: one or more parts joined by UNION.
struct Query: Hashable {
  var parts: [Part]
  /// Whether the rows of all parts are kept (UNION ALL).
  var keepsDuplicates: Bool

  struct Part: Hashable { var clauses: [Clause] }

  enum Clause: Hashable {
    case match(Match)
    case unwind(Expression, variable: String, QueryPosition)
    case with(Projection)
    case result(Projection)
  }

  struct Match: Hashable {
    let isOptional: Bool
    let patterns: [PathPattern]
    let condition: Expression?
    let position: QueryPosition
  }

  /// What WITH and RETURN do.
  struct Projection: Hashable {
    var isDistinct: Bool
    /// `*`: all variables of the scope, before the items.
    var includesAll: Bool
    var items: [Item]
    var order: [SortKey]
    var skip: Expression?
    var limit: Expression?
    /// WHERE after WITH.
    var condition: Expression?
    var position: QueryPosition

    struct Item: Hashable {
      let expression: Expression
      let alias: String?
      /// The words of the expression, which name its column when there is no alias.
      let text: String
    }

    struct SortKey: Hashable {
      let expression: Expression
      let isDescending: Bool
    }
  }
}

/// A chain of nodes and relationships: `p = (a:person)-[m:met]-(b)`.
struct PathPattern: Hashable {
  enum Search: Hashable { case none, shortest, allShortest }

  var variable: String?
  var search = Search.none
  /// One more than relationships.
  var nodes: [NodePattern]
  var relationships: [RelationshipPattern]
  var position: QueryPosition

  static func == (a: PathPattern, b: PathPattern) -> Bool {
    a.variable == b.variable && a.search == b.search && a.nodes == b.nodes
      && a.relationships == b.relationships
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(nodes)
    hasher.combine(relationships)
  }
}

struct NodePattern: Hashable {
  var variable: String?
  var labels: [String]
  var properties: [Expression.MapEntry]
  var position: QueryPosition
}

struct RelationshipPattern: Hashable {
  enum Direction: Hashable { case left, right, both }

  var variable: String?
  /// One of these; any when there is none.
  var types: [String]
  var properties: [Expression.MapEntry]
  var direction: Direction
  /// How many relationships in a row; nil for exactly one.
  var length: ClosedLength?
  var position: QueryPosition

  struct ClosedLength: Hashable {
    let shortest: Int
    /// nil: without end.
    let longest: Int?
  }
}
