/// All nodes of a graph that is being merged. What they are and say lies in temporary files, but for the pages in use.
///
/// Nodes are told by number, counted from 0 in the order in which they came; once all have come, also by their rank in ascending
/// order of ids.
struct MergedNodes {
  /// Two for each node: the caption, and the rest.
  private var rows: RowSpool
  /// By rank among `NodeKind`'s own.
  private let kinds = SpilledArray<UInt8>(memory: 2 << 20)
  private let ids = PackedBytes(memory: 32 << 20)
  /// For each node the number of its id's text.
  private let texts = SpilledArray<Int32>(memory: 8 << 20)
  /// Node by rank, with its kind; and back.
  private let ranked = SpilledArray<Ranked>(memory: 4 << 20)
  private let ranks = SpilledArray<Int32>(memory: 8 << 20)

  private struct Ranked: BitwiseCopyable {
    let node: Int32
    let kind: UInt8
  }

  init() throws { rows = try RowSpool() }

  var count: Int { kinds.count }

  /// - Returns: the node's number.
  @discardableResult mutating func append(_ node: MergedNode) throws -> Int {
    let bytes = node.bytes
    try rows.append(bytes.caption)
    try rows.append(bytes.rest)
    try kinds.append(node.kind.rank)
    try texts.append(-1)
    return kinds.count - 1
  }

  func setID(_ id: String, of node: Int) throws { try texts.set(node, Int32(ids.append(Array(id.utf8)))) }

  /// Puts all nodes in order; afterwards none is added.
  ///
  /// - Parameter memory: bytes that sorting may hold.
  func endAdding(memory: Int) throws {
    var sorter = ByteSorter(limit: memory)
    for node in 0..<count {
      try sorter.add(key: Array(id(node).composed.utf8), value: UInt32(node).orderedBytes)
      try ranks.append(-1)
    }
    try sorter.forEachGroup { _, nodes in
      for bytes in nodes {
        let node = Int(UInt32(orderedBytes: bytes))
        try ranks.set(node, Int32(ranked.count))
        try ranked.append(Ranked(node: Int32(node), kind: kinds[node]))
      }
    }
  }

  func id(_ node: Int) throws -> String { try ids.text(Int(texts[node])) }
  func kind(_ node: Int) throws -> NodeKind { NodeKind.allCases[Int(try kinds[node])] }
  func rank(_ node: Int) throws -> Int { Int(try ranks[node]) }
  func id(rank: Int) throws -> String { try id(Int(ranked[rank].node)) }

  func caption(_ node: Int) throws -> MergedNode.Caption {
    try MergedNode.Caption(bytes: rows[2 * node])
  }

  /// By kind, then id.
  func forEach(_ body: (_ id: String, MergedNode) throws -> Void) throws {
    for kind in NodeKind.allCases {
      for rank in ranked.indices {
        let ranked = try ranked[rank]
        guard ranked.kind == kind.rank else { continue }
        let (node, row) = (Int(ranked.node), 2 * Int(ranked.node))
        try body(id(node), MergedNode(kind: kind, caption: rows[row], rest: rows[row + 1]))
      }
    }
  }
}
