import SommetGraph

/// Writes the image of a graph: columns, adjacency, names and numbers of what there is.
///
/// Nodes and edges get the numbers of their order in the walks. The columns of nodes are gathered until the walk over
/// nodes ends, those of edges until that over edges does, in temporary files but for the pages in use. What lies in no column goes to
/// the storage at once.
struct GraphIndexWriter {
  /// Bytes that a sort may hold.
  static let sortMemory = 16 << 20

  private let storage: any IndexStorage
  private var columns: SegmentWriter
  private var values: SegmentWriter
  private var elements: SegmentWriter
  private var header = IndexHeader()

  private var nodeColumns: [String: ColumnBuilder] = [:]
  private var edgeColumns: [String: ColumnBuilder] = [:]
  private var names = NameColumns()
  /// Of nodes, when all are known; numbered like them.
  private var ids = DistinctBytes()
  /// Codes of the nodes' kinds.
  private var kinds = SpilledArray<UInt32>()
  /// Where the elements begin, in bytes, and where the last one ends.
  private var nodeOffsets = SpilledArray<UInt64>()
  private var edgeOffsets = SpilledArray<UInt64>()
  private let sources = SpilledArray<UInt32>()
  private let targets = SpilledArray<UInt32>()
  /// Of the edges.
  private var keys = HashSorter()
  /// The source of the edge that came last: edges often come by their sources.
  private var lastSource: (id: String, number: UInt32)?
  private var writer = ByteWriter()

  /// - Throws: `IndexError`, and what the graph and the storage throw.
  static func write(_ graph: some GraphReading, to storage: any IndexStorage) throws {
    var writer = GraphIndexWriter(storage)
    try writer.nodeOffsets.append(0)
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
    for (name, value) in ImageColumn.values(of: node) { try nodeColumns[name]!.add(value, at: number) }
    guard nodeColumns["id"]!.values.count == header.nodeCount else {
      throw IndexError.repeatedNode(node.id)
    }
    for (name, value) in node.attributes {
      try Self.add(value, named: name, at: number, to: &nodeColumns, "node")
    }
    try names.add(node, number)
    writer.bytes.removeAll(keepingCapacity: true)
    NodeRest(node).write(to: &writer)
    try elements.append(writer.bytes)
    try nodeOffsets.append(UInt64(elements.size))
  }

  private mutating func add(_ edge: Edge) throws {
    let number = header.edgeCount
    guard number < Int(Int32.max) else { throw IndexError.tooLarge("edges") }
    header.edgeCount += 1
    let source = try lastSource?.id == edge.source ? lastSource!.number : node(edge.source, of: edge)
    lastSource = (edge.source, source)
    try sources.append(source)
    try targets.append(node(edge.target, of: edge))
    for (name, value) in ImageColumn.values(of: edge) { try edgeColumns[name]!.add(value, at: number) }
    for (name, value) in edge.attributes {
      try Self.add(value, named: name, at: number, to: &edgeColumns, "edge")
    }
    try keys.add(edge.key.utf8, UInt32(number))
    writer.bytes.removeAll(keepingCapacity: true)
    EdgeRest(edge).write(to: &writer)
    try elements.append(writer.bytes)
    try edgeOffsets.append(UInt64(elements.size))
  }

  /// The number of a node at which an edge ends.
  private func node(_ id: String, of edge: Edge) throws -> UInt32 {
    guard let number = try ids.find(StoredValue.text(id).bytes) else {
      throw IndexError.danglingEdge(key: edge.key, node: id)
    }
    return UInt32(number)
  }

  private static func add(
    _ value: AttributeValue, named name: String, at number: Int, to columns: inout [String: ColumnBuilder],
    _ owner: String
  ) throws {
    let name = "\(ImageColumn.attribute)\(name)"
    let column = columns[name] ?? ColumnBuilder("\(owner).\(name)")
    columns[name] = column
    try column.add(StoredValue(value), at: number)
  }

  // MARK: What can only be written when all is known

  private mutating func finishNodes() throws {
    for name in nodeColumns.keys.sorted() {
      let column = nodeColumns.removeValue(forKey: name)!
      let codes = try column.write(count: header.nodeCount, &columns, &values, &header)
      if name == "kind" { kinds = codes }
      if name == "id" { ids = column.values }
    }
    for column in names.columns { try column.write(count: 0, &columns, &values, &header) }
    names = NameColumns()
    header.parts["node.rest"] = try columns.append(numbers: nodeOffsets)
    nodeOffsets = SpilledArray()
    try edgeOffsets.append(UInt64(elements.size))
  }

  private mutating func finishEdges() throws {
    ids = DistinctBytes()
    var relations = SpilledArray<UInt32>()
    for name in edgeColumns.keys.sorted() {
      let column = edgeColumns.removeValue(forKey: name)!
      let codes = try column.write(count: header.edgeCount, &columns, &values, &header)
      if name == "relation" { relations = codes }
    }
    header.parts["edge.rest"] = try columns.append(numbers: edgeOffsets)
    edgeOffsets = SpilledArray()
    try keys.write("key", &columns, &header)
    try writeAdjacency(relations)
    try countTriples(relations)
  }

  private mutating func writeAdjacency(_ relations: SpilledArray<UInt32>) throws {
    header.parts["edge.source"] = try columns.append(numbers: sources)
    header.parts["edge.target"] = try columns.append(numbers: targets)
    let relationCount = header.columns.first { $0.name == "edge.relation" }!.valueCount + 1
    let byRelation = try NumberSort(relations, limit: relationCount).places
    for (name, near, far) in [("out", sources, targets), ("in", targets, sources)] {
      let sorted = try NumberSort(near, limit: header.nodeCount, order: byRelation)
      header.parts["\(name).starts"] = try columns.append(numbers: sorted.starts)
      header.parts["\(name).edges"] = try columns.append(numbers: sorted.places)
      header.parts["\(name).others"] = try columns.append(numbers: Self.picked(far, sorted.places))
      header.parts["\(name).relations"] = try columns.append(numbers: Self.picked(relations, sorted.places))
    }
  }

  private static func picked(
    _ numbers: SpilledArray<UInt32>, _ places: SpilledArray<UInt32>
  ) throws -> SpilledArray<UInt32> {
    let picked = SpilledArray<UInt32>()
    for place in places.indices { try picked.append(numbers[Int(places[place])]) }
    return picked
  }

  private mutating func countTriples(_ relations: SpilledArray<UInt32>) throws {
    var counts: [[UInt32]: Int] = [:]
    for number in relations.indices {
      let triple = try [kinds[Int(sources[number])], relations[number], kinds[Int(targets[number])]]
      counts[triple, default: 0] += 1
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
