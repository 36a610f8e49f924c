import SommetGraph

extension EdgeFilter {
  /// A symmetric edge with the end that was asked for as `who` first; every other as it is.
  public func facing(_ edge: Edge) -> Edge {
    guard edge.isSymmetric else { return edge }
    let isTurned: Bool
    if let who {
      isTurned = !who.contains(edge.source)
    } else {
      isTurned = whom?.contains(edge.source) ?? false
    }
    guard isTurned else { return edge }
    var edge = edge
    swap(&edge.source, &edge.target)
    return edge
  }
}
