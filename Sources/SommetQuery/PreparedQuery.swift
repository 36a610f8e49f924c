import SommetGraph

/// A query that was read, checked against a graph, and can be run.
///
/// The language is a read-only subset of openCypher; `docs/query.md` says which.
///
///     let query = try PreparedQuery("MATCH (a)-[m:met]-(b) RETURN a.label, m.date, b.label", graph: graph)
///     try query.run { row in print(row); return .continue }
public struct PreparedQuery {
  private let plan: QueryPlan
  private let graph: any QueryGraph
  private let parameters: [String: QueryValue]
  /// What a reader should be told, such as a label that no node has.
  public let notices: [String]

  /// - Throws: `QueryError`, with the place in the query.
  public init(_ text: String, graph: any QueryGraph, parameters: [String: QueryValue] = [:]) throws {
    let planner = QueryPlanner(graph: graph, parameters: parameters)
    plan = try planner.plan(Parser.query(text))
    self.graph = graph
    self.parameters = parameters
    notices = planner.notices
  }

  public var columns: [String] { plan.columns }

  /// The plan, a step a line.
  public var explanation: String { plan.description }

  /// Runs the query.
  ///
  /// - Parameters:
  ///   - budget: how much it may use.
  ///   - body: gets each row, in the order of the columns.
  /// - Throws: `QueryError`, what the graph throws, or what `body` throws.
  public func run(_ budget: QueryBudget = QueryBudget(), _ body: ([QueryValue]) throws -> Walk) throws {
    try plan.run(QueryRun(graph: graph, parameters: parameters, budget: budget), body)
  }

  /// The value of a parameter, written out as in a query: `'text'`, `-12`, `['a', 'b']`, `date('2025-08')`.
  ///
  /// - Throws: `QueryError` for anything that has to be computed, such as `2025-08`, which is no date without quotes.
  public static func value(_ text: String) throws -> QueryValue {
    let expression = try Parser.expression(text)
    guard expression.isWrittenOut else {
      throw QueryError.syntax(.unexpectedSyntax, expression.position, "expected a value, found '\(text)'")
    }
    let planner = QueryPlanner(graph: EmptyGraph(), parameters: [:])
    let compiled = try ExpressionCompiler(planner: planner, layout: FrameLayout()).value(expression, Scope())
    return try compiled.evaluate(
      Frame(slotCount: 16, run: QueryRun(graph: planner.graph, parameters: [:])))
  }
}

extension Expression {
  /// Whether the value stands there as it is.
  fileprivate var isWrittenOut: Bool {
    switch kind {
    case .literal: true
    case .unary(.minus, let operand): operand.children.isEmpty && operand.isWrittenOut
    case .list, .map: children.allSatisfy(\.isWrittenOut)
    case .call(let call): call.name.lowercased() == "date" && children.allSatisfy(\.isWrittenOut)
    default: false
    }
  }
}
