import SommetGraph

/// Writes the image of a graph: columns, adjacency, names and numbers of what there is.
///
/// Nodes and edges get the numbers of their order in the walks. The columns of nodes are in memory until the walk over
/// nodes ends, those of edges until that over edges does, some 60 bytes an edge; of nodes only ids and kinds stay. What
/// lies in no column goes to the storage at once.
struct GraphIndexWriter {
  private let storage: any IndexStorage
  private var columns: SegmentWriter
  private var values: SegmentWriter
  private var elements: SegmentWriter
  private var header = IndexHeader()

  private var nodeColumns: [String: ColumnBuilder] = [:]
  private var edgeColumns: [String: ColumnBuilder] = [:]
  private var names = NameColumns()
  /// Of nodes, when all are known; numbered like them.
  private var ids = DistinctValues()
  /// Codes of the nodes' kinds.
  private var kinds: [UInt32] = []
  /// Where the elements begin, in bytes, and where the last one ends.
  private var nodeOffsets: [UInt64] = [0]
  private var edgeOffsets: [UInt64] = []
  private var sources: [UInt32] = []
  private var targets: [UInt32] = []
  private var keys: [(hash: UInt64, number: UInt32)] = []
  private var writer = ByteWriter()

  /// - Throws: `IndexError`, and what the graph and the storage throw.
  static func write(_ graph: some GraphReading, to storage: any IndexStorage) throws {
    var writer = GraphIndexWriter(storage)
    try graph.forEachNode {
      try writer.add($0)
      return .continue
    }
    try writer.finishNodes()
    try graph.forEachEdge {
      try writer.add($0)
      return .continue
    }
    try writer.finishEdges()
    try writer.close()
  }

  private init(_ storage: any IndexStorage) {
    self.storage = storage
    columns = SegmentWriter(.columns, in: storage)
    values = SegmentWriter(.values, in: storage)
    elements = SegmentWriter(.elements, in: storage)
    for (name, form) in ImageColumn.node { nodeColumns[name] = ColumnBuilder("node.\(name)", form) }
    for (name, form) in ImageColumn.edge { edgeColumns[name] = ColumnBuilder("edge.\(name)", form) }
  }

  private mutating func add(_ node: Node) throws {
    let number = header.nodeCount
    guard number < Int(Int32.max) else { throw IndexError.tooLarge("nodes") }
    header.nodeCount += 1
    for (name, value) in ImageColumn.values(of: node) { nodeColumns[name]!.add(value, at: number) }
    guard nodeColumns["id"]!.values.count == header.nodeCount else {
      throw IndexError.repeatedNode(node.id)
    }
    for (name, value) in node.attributes {
      Self.add(value, named: name, at: number, to: &nodeColumns, "node")
    }
    names.add(node, number)
    writer.bytes.removeAll(keepingCapacity: true)
    NodeRest(node).write(to: &writer)
    try elements.append(writer.bytes)
    nodeOffsets.append(UInt64(elements.size))
  }

  private mutating func add(_ edge: Edge) throws {
    let number = header.edgeCount
    guard number < Int(Int32.max) else { throw IndexError.tooLarge("edges") }
    header.edgeCount += 1
    for (end, list) in [(edge.source, \Self.sources), (edge.target, \Self.targets)] {
      guard let node = ids.find(.text(end)) else { throw IndexError.danglingEdge(key: edge.key, node: end) }
      self[keyPath: list].append(node)
    }
    for (name, value) in ImageColumn.values(of: edge) { edgeColumns[name]!.add(value, at: number) }
    for (name, value) in edge.attributes {
      Self.add(value, named: name, at: number, to: &edgeColumns, "edge")
    }
    keys.append((LookupHash.of(edge.key.utf8), UInt32(number)))
    writer.bytes.removeAll(keepingCapacity: true)
    EdgeRest(edge).write(to: &writer)
    try elements.append(writer.bytes)
    edgeOffsets.append(UInt64(elements.size))
  }

  private static func add(
    _ value: AttributeValue, named name: String, at number: Int, to columns: inout [String: ColumnBuilder],
    _ owner: String
  ) {
    let name = "\(ImageColumn.attribute)\(name)"
    columns[name, default: ColumnBuilder("\(owner).\(name)")].add(StoredValue(value), at: number)
  }

  // MARK: What can only be written when all is known

  private mutating func finishNodes() throws {
    for name in nodeColumns.keys.sorted() {
      let column = nodeColumns.removeValue(forKey: name)!
      let codes = try column.write(count: header.nodeCount, &columns, &values, &header)
      if name == "kind" { kinds = codes }
      if name == "id" { ids = column.values }
    }
    for column in names.columns { _ = try column.write(count: 0, &columns, &values, &header) }
    names = NameColumns()
    header.parts["node.rest"] = try columns.append(numbers: nodeOffsets)
    nodeOffsets = []
    edgeOffsets = [UInt64(elements.size)]
  }

  private mutating func finishEdges() throws {
    ids = DistinctValues()
    var relations: [UInt32] = []
    for name in edgeColumns.keys.sorted() {
      let column = edgeColumns.removeValue(forKey: name)!
      let codes = try column.write(count: header.edgeCount, &columns, &values, &header)
      if name == "relation" { relations = codes }
    }
    header.parts["edge.rest"] = try columns.append(numbers: edgeOffsets)
    edgeOffsets = []
    try HashedNumbers.write(&keys, "key", &columns, &header)
    keys = []
    try writeAdjacency(relations)
    countTriples(relations)
  }

  private mutating func writeAdjacency(_ relations: [UInt32]) throws {
    header.parts["edge.source"] = try columns.append(numbers: sources)
    header.parts["edge.target"] = try columns.append(numbers: targets)
    let byRelation = Self.sorted(Array(0..<UInt32(sources.count)), by: relations, limit: nil).elements
    for (name, near, far) in [("out", sources, targets), ("in", targets, sources)] {
      let (starts, edges) = Self.sorted(byRelation, by: near, limit: header.nodeCount)
      header.parts["\(name).starts"] = try columns.append(numbers: starts)
      header.parts["\(name).edges"] = try columns.append(numbers: edges)
      header.parts["\(name).others"] = try columns.append(numbers: edges.map { far[Int($0)] })
      header.parts["\(name).relations"] = try columns.append(numbers: edges.map { relations[Int($0)] })
    }
  }

  /// Elements sorted by a number of theirs, those with the same in the order given; and where those of each number begin.
  private static func sorted(
    _ elements: [UInt32], by numbers: [UInt32], limit: Int?
  ) -> (starts: [UInt32], elements: [UInt32]) {
    var starts = [UInt32](repeating: 0, count: (limit ?? Int((numbers.max() ?? 0) + 1)) + 1)
    for number in numbers { starts[Int(number) + 1] += 1 }
    for number in starts.indices.dropFirst() { starts[number] += starts[number - 1] }
    var next = starts
    var sorted = elements
    for element in elements {
      let number = Int(numbers[Int(element)])
      sorted[Int(next[number])] = element
      next[number] += 1
    }
    return (starts, sorted)
  }

  private mutating func countTriples(_ relations: [UInt32]) {
    var counts: [[UInt32]: Int] = [:]
    for (number, relation) in relations.enumerated() {
      counts[[kinds[Int(sources[number])], relation, kinds[Int(targets[number])]], default: 0] += 1
    }
    header.triples = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { codes, count in
      .init(source: Int(codes[0]), relation: Int(codes[1]), target: Int(codes[2]), count: count)
    }
  }

  private mutating func close() throws {
    try columns.finish()
    try values.finish()
    try elements.finish()
    var sums = SegmentWriter(.sums, in: storage)
    for segment in [columns, values, elements] {
      header.sizes[segment.segment] = segment.size
      _ = try sums.append(numbers: segment.sums)
    }
    try sums.finish()
    header.sums = sums.sums
    header.columns.sort { $0.name < $1.name }
    var head = SegmentWriter(.header, in: storage)
    try head.append(header.encoded())
    try head.finish()
  }
}
