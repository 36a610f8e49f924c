import SommetGraph

/// A graph that can be queried without being loaded: columns, adjacency and names, read where a query needs them.
///
/// Labels are kinds of nodes, types are relations, both in any case (`:Person`, `:MET`). Numbers follow the walks of the
/// graph that it was made from. Not for several threads at once.
///
///     let image = try GraphImage(of: graph)                      // in memory
///     try GraphImage.write(graph, to: storage)                   // once
///     let image = try GraphImage(storage)                        // at once, whatever its size
public final class GraphImage: QueryGraph {
  let parts: ImageParts
  public let nodeCount: Int
  public let relationshipCount: Int
  let kinds: CodedColumn
  let relations: CodedColumn
  let sources: IndexArray<UInt32>
  let targets: IndexArray<UInt32>
  let outgoing: ImageAdjacency
  let incoming: ImageAdjacency
  private let nodeRest: IndexArray<UInt64>
  private let edgeRest: IndexArray<UInt64>
  private var nodeColumns: [String: CodedColumn] = [:]
  private var edgeColumns: [String: CodedColumn] = [:]
  private var attributeColumns: [String: CodedColumn] = [:]
  public let labelNames: [String]
  public let typeNames: [String]

  /// Writes the image of a graph.
  ///
  /// - Throws: `IndexError`, and what the graph and the storage throw.
  public static func write(_ graph: some GraphReading, to storage: any IndexStorage) throws {
    try GraphIndexWriter.write(graph, to: storage)
  }

  /// Makes an image in memory.
  public convenience init(of graph: some GraphReading) throws {
    let storage = MemoryIndexStorage()
    try Self.write(graph, to: storage)
    try self.init(storage)
  }

  /// Opens an image; reads its header only.
  ///
  /// - Throws: `IndexError`, and what the storage throws.
  public init(_ storage: any IndexStorage) throws {
    parts = try ImageParts(storage)
    nodeCount = parts.header.nodeCount
    relationshipCount = parts.header.edgeCount
    let damage = IndexError.damaged(segment: IndexSegment.header.rawValue, page: 0)
    guard let kinds = try parts.column("node.kind", count: nodeCount),
      let relations = try parts.column("edge.relation", count: relationshipCount)
    else { throw damage }
    self.kinds = kinds
    self.relations = relations
    sources = try parts.required("edge.source")
    targets = try parts.required("edge.target")
    nodeRest = try parts.required("node.rest", of: UInt64.self)
    edgeRest = try parts.required("edge.rest", of: UInt64.self)
    guard sources.count == relationshipCount, targets.count == relationshipCount,
      nodeRest.count == nodeCount + 1, edgeRest.count == relationshipCount + 1
    else { throw damage }
    outgoing = try ImageAdjacency("out", in: parts)
    incoming = try ImageAdjacency("in", in: parts)
    labelNames = try (1..<kinds.codeCount).map { try kinds.stored($0).text ?? "" }
    typeNames = try (1..<relations.codeCount).map { try relations.stored($0).text ?? "" }
  }

  /// Reads all of the image, and compares it with the sums that were written with it.
  ///
  /// - Throws: `IndexError.damaged`.
  public func verify() throws { try parts.verify() }

  // MARK: Names

  public lazy var propertyNames: [String] = {
    var names = Set(Node.queryNames + Edge.queryNames)
    for column in parts.header.columns {
      for owner in ["node.", "edge."] where column.name.hasPrefix(owner + ImageColumn.attribute) {
        names.insert(String(column.name.dropFirst(owner.count + ImageColumn.attribute.count)))
      }
    }
    return names.sorted()
  }()

  public func isSymmetric(type: String) -> Bool { Relation(rawValue: type.lowercased()).isSymmetric }

  /// Codes of columns.
  public func label(named name: String) -> Int? { Self.code(of: name, in: labelNames) }
  public func type(named name: String) -> Int? { Self.code(of: name, in: typeNames) }

  /// As it is spelt, else in any case.
  private static func code(of name: String, in names: [String]) -> Int? {
    (names.firstIndex(of: name) ?? names.firstIndex { $0.lowercased() == name.lowercased() }).map { $0 + 1 }
  }

  // MARK: Elements

  public func labels(ofNode node: Int) throws -> [String] {
    let label = labelNames[try kinds.code(node) - 1]
    return label.isEmpty ? [] : [label]
  }

  public func node(_ node: Int, hasLabel label: Int) throws -> Bool { try kinds.code(node) == label }

  public func type(ofRelationship relationship: Int) throws -> String {
    typeNames[try relations.code(relationship) - 1]
  }

  public func ends(ofRelationship relationship: Int) throws -> (source: Int, target: Int) {
    (Int(try sources[relationship]), Int(try targets[relationship]))
  }

  /// Properties that lie in no column.
  static let nodeRestNames: Set<String> = ["aliases", "articles"]
  static let edgeRestNames: Set<String> = ["key", "quote", "quotes", "articles"]

  /// The column of a property; nil when it lies in none, or no element has it.
  func nodeColumn(_ name: String) throws -> CodedColumn? {
    if let column = nodeColumns[name] { return column }
    let own = ["id", "label", "kind", "first_seen", "last_seen"].contains(name)
    guard !Self.nodeRestNames.contains(name) else { return nil }
    let part = own ? "node.\(name)" : name == "name" ? "node.label" : "node.\(ImageColumn.attribute)\(name)"
    let column = try parts.column(part, count: nodeCount)
    if let column { nodeColumns[name] = column }
    return column
  }

  func edgeColumn(_ name: String) throws -> CodedColumn? {
    if let column = edgeColumns[name] { return column }
    guard !Self.edgeRestNames.contains(name) else { return nil }
    let own = Edge.queryNames.contains(name)
    let column = try parts.column(
      own ? "edge.\(name)" : "edge.\(ImageColumn.attribute)\(name)", count: relationshipCount)
    if let column { edgeColumns[name] = column }
    return column
  }

  /// The column of an attribute, whatever else goes by its name.
  func attributeColumn(_ info: IndexHeader.Column, _ count: Int) throws -> CodedColumn? {
    if let column = attributeColumns[info.name] { return column }
    let column = try parts.column(info.name, count: count)
    if let column { attributeColumns[info.name] = column }
    return column
  }

  /// What lies in no column.
  func rest(ofNode node: Int) throws -> NodeRest { try element(node, nodeRest) { try NodeRest(&$0) } }
  func rest(ofEdge edge: Int) throws -> EdgeRest { try element(edge, edgeRest) { try EdgeRest(&$0) } }
  func key(ofEdge edge: Int) throws -> String { try element(edge, edgeRest) { try $0.text() } }
  func quote(ofEdge edge: Int) throws -> String? { try element(edge, edgeRest) { try EdgeRest.quote(&$0) } }

  private func element<Result>(
    _ number: Int, _ offsets: IndexArray<UInt64>, _ read: (inout ByteReader) throws -> Result
  ) throws -> Result {
    let (start, end) = (Int(try offsets[number]), Int(try offsets[number + 1]))
    do {
      guard start <= end else { throw ByteReader.Fault() }
      var reader = ByteReader(try parts.reader(.elements).bytes(start..<end))
      return try read(&reader)
    } catch is ByteReader.Fault {
      throw IndexError.damaged(segment: IndexSegment.elements.rawValue, page: start >> IndexPage.shift)
    }
  }
}
