/// All nodes of a graph that is being merged: what they say lies in a temporary file, their ids and kinds are held.
///
/// Nodes are told by number, counted from 0 in the order in which they came; once all have come, also by their rank in ascending
/// order of ids. Some forty bytes and its id are held for each.
struct MergedNodes {
  /// Two for each node: the caption, and the rest.
  private var rows: RowSpool
  /// By rank among `NodeKind`'s own.
  private var kinds: [UInt8] = []
  private var ids = PackedTexts()
  /// For each node the number of its id's text.
  private var texts: [UInt32] = []
  /// Node by rank, and back.
  private var ranked: [UInt32] = []
  private var ranks: [UInt32] = []

  init() throws(SpillError) { rows = try RowSpool() }

  var count: Int { kinds.count }

  /// - Returns: the node's number.
  @discardableResult mutating func append(_ node: MergedNode) throws(SpillError) -> Int {
    let bytes = node.bytes
    try rows.append(bytes.caption)
    try rows.append(bytes.rest)
    kinds.append(node.kind.rank)
    texts.append(.max)
    return kinds.count - 1
  }

  mutating func setID(_ id: String, of node: Int) { texts[node] = UInt32(ids.append(id)) }

  /// Puts all nodes in order; afterwards none is added.
  mutating func endAdding() {
    let (ids, texts) = (ids, texts)
    ranked = (0..<UInt32(count)).sorted { ids.precedes(Int(texts[Int($0)]), Int(texts[Int($1)])) }
    ranks = Array(repeating: 0, count: count)
    for (rank, node) in ranked.enumerated() { ranks[Int(node)] = UInt32(rank) }
  }

  func id(_ node: Int) -> String { ids[Int(texts[node])] }
  func kind(_ node: Int) -> NodeKind { NodeKind.allCases[Int(kinds[node])] }
  func rank(_ node: Int) -> Int { Int(ranks[node]) }
  func id(rank: Int) -> String { id(Int(ranked[rank])) }

  func caption(_ node: Int) throws -> MergedNode.Caption {
    try MergedNode.Caption(bytes: rows[2 * node])
  }

  /// By kind, then id.
  func forEach(_ body: (_ id: String, MergedNode) throws -> Void) throws {
    for kind in NodeKind.allCases {
      for node in ranked where kinds[Int(node)] == kind.rank {
        let row = 2 * Int(node)
        try body(id(Int(node)), MergedNode(kind: kind, caption: rows[row], rest: rows[row + 1]))
      }
    }
  }
}
