import SommetGraph

/// Numbers edges that have source, target and relation in common, in canonical order.
///
/// A reader that makes one edge of all that have ends and type in common keeps them apart by the number.
struct ParallelEdges {
  private var source = ""
  private var target = ""
  private var relation = Relation.untyped
  private var number = 0

  /// 1 for the first such edge, 2 for the second…
  mutating func next(_ edge: Edge) -> Int {
    if number > 0, edge.target == target, edge.relation == relation, edge.source == source {
      number += 1
    } else {
      source = edge.source
      target = edge.target
      relation = edge.relation
      number = 1
    }
    return number
  }
}
