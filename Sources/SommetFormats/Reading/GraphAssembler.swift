import SommetGraph
import SommetText
import SommetXML

/// A sink that asks how the file itself types its edges.
protocol TypedGraphSink: GraphSink {
  /// Told before each edge; nil for an edge that the file gives no type.
  mutating func setType(_ type: String?)
}

/// Checks what a reader found and hands it to a sink: ids of nodes are unique, edges end at nodes, keys of edges are
/// made unique.
///
/// Of nodes it keeps the ids, of edges a number each in a temporary file.
struct GraphAssembler {
  let file: String
  /// Not a parameter of the type: readers are compiled once, for every sink.
  private(set) var sink: any GraphSink
  private(set) var warnings: [Diagnostic] = []
  private(set) var faults: [Diagnostic] = []
  /// Whether edges make the nodes at which they end, where the file does not.
  private let makesNodes: Bool
  /// Whether nodes that nobody declares are made at the end, with a warning, as most readers of a format do.
  private let makesMissing: Bool
  /// Whether every id is to be new, and faults say what points at a node that is not there.
  private let isStrict: Bool
  /// Whether the sink asks for types.
  let wantsTypes: Bool

  private var nodes: Set<String> = []
  /// The source of the edge that came last, of which it is known whether it is there.
  private var lastSource: String?
  /// Ids of nodes that have not come yet, with the place of what points at them first, and what that is.
  private var awaited: [String: (place: XMLPlace, what: String)] = [:]
  /// Hashes of the keys so far: two of a million have the same with a chance of one in forty million, and that costs a suffix.
  private let keys = NumberSet()
  private var repeated: [String: Int] = [:]
  /// What was warned of, by what it is about.
  private var warned: Set<String> = []

  /// How many attributes and edges groups and defaults may still make; nil: as many as they like.
  private var room: Int?

  /// How many groups and defaults may make for each byte of a file, and of the smallest.
  private static let growth = (perByte: 10, least: 100_000)
  /// Faults that are told; a file with more is no graph.
  private static let faultLimit = 100
  private static let warningLimit = 1000

  /// - Parameter size: of the file, in bytes; nil where all that the graph has stands in it.
  init(
    file: String, size: Int? = nil, sink: any GraphSink, makesNodes: Bool = false, makesMissing: Bool = false,
    isStrict: Bool = false
  ) {
    self.file = file
    room = size.map { Self.growth.least + Self.growth.perByte * $0 }
    self.sink = sink
    self.makesNodes = makesNodes
    self.makesMissing = makesMissing
    self.isStrict = isStrict
    wantsTypes = sink is any TypedGraphSink
  }

  /// Counts what groups and defaults make: with them a small file could be a graph that no memory holds.
  mutating func grow(by count: Int, at place: XMLPlace?) throws(FormatError) {
    guard let room else { return }
    self.room = room - count
    guard room < count else { return }
    throw FormatError(
      file: file, line: place?.line, column: place?.column,
      "groups and defaults make more than \(Self.growth.perByte) edges and attributes per byte of the file")
  }

  mutating func fault(_ place: XMLPlace?, _ message: String) {
    if faults.count < Self.faultLimit { faults.append(diagnostic(.error, place, message)) }
  }

  /// Whether the default of an attribute is a value of its type; a fault where it is none.
  ///
  /// - Parameter what: the attribute as its format calls it.
  mutating func accepts(
    _ standard: [UInt8], asDefaultOf what: @autoclosure () -> String, _ type: ScalarType, at place: XMLPlace
  ) -> Bool {
    if type.allowsDefault(standard) { return true }
    let found = String(decoding: standard.prefix(40), as: UTF8.self)
    fault(place, "default of \(what()): expected \(type.article), found '\(found)'")
    return false
  }

  /// Warns once of what a topic stands for.
  mutating func warn(_ place: XMLPlace?, about topic: String, _ message: @autoclosure () -> String) {
    if warned.count < Self.warningLimit, warned.insert(topic).inserted {
      warnings.append(diagnostic(.warning, place, message()))
    }
  }

  private func diagnostic(_ severity: Diagnostic.Severity, _ place: XMLPlace?, _ message: String)
    -> Diagnostic
  {
    Diagnostic(severity, file: file, line: place?.line, column: place?.column, message: message)
  }

  // MARK: - Parts

  mutating func add(_ info: GraphInfo) throws { try sink.add(info) }

  mutating func add(_ article: GraphArticle) throws { try sink.add(article) }

  /// Takes a node; one without a label goes by its attribute `name`, else by its id.
  mutating func add(_ node: Node, at place: XMLPlace?) throws {
    guard nodes.insert(node.id).inserted else {
      return fault(place, "expected a new node, found '\(node.id)' again")
    }
    if !awaited.isEmpty { awaited[node.id] = nil }
    guard faults.isEmpty else { return }
    guard node.label.isEmpty else { return try sink.add(node) }
    var named = node
    named.label = node.attributes["name"]?.string ?? ""
    if named.label.isEmpty { named.label = node.id }
    try sink.add(named)
  }

  func hasNode(_ id: String) -> Bool { nodes.contains(id) }

  /// - Parameters:
  ///   - edge: gets its key.
  ///   - key: the edge's own; without one, it is made from what the edge says.
  ///   - type: the edge's type as the file spells it.
  mutating func add(_ edge: inout Edge, key: String?, type: String? = nil, at place: XMLPlace) throws {
    let own = key.flatMap { $0.isEmpty ? nil : $0 }
    let key = try unique(own ?? Self.key(edge), isOwn: own != nil, place)
    edge.key = key
    // Edges often come by their sources.
    if edge.source != lastSource {
      try expect(edge.source, place) { "the source of edge '\(key)'" }
      lastSource = edge.source
    }
    try expect(edge.target, place) { "the target of edge '\(key)'" }
    if wantsTypes, var typed = sink as? any TypedGraphSink {
      typed.setType(type)
      sink = typed
    }
    if faults.isEmpty { try sink.add(edge) }
  }

  /// Asks for a node, which may still come.
  mutating func expect(_ id: String, _ place: XMLPlace, _ what: () -> String) throws {
    if nodes.contains(id) { return }
    if makesNodes {
      try add(Node(id: id, kind: .untyped, label: id), at: place)
    } else if awaited[id] == nil {
      awaited[id] = (place, isStrict ? what() : "")
    }
  }

  private static func key(_ edge: Edge) -> String {
    let parts = [edge.source, edge.relation.rawValue, edge.target, edge.date ?? "", edge.modality.rawValue]
    return "\(edge.relation == .untyped ? "edge" : edge.relation.rawValue)-\(Identifier.hash(parts))"
  }

  /// What the warning of an id that comes again begins with.
  static let repeatedID = "an edge has the id of another"

  /// The key, or with a number behind it when it came before.
  private mutating func unique(_ key: String, isOwn: Bool, _ place: XMLPlace) throws -> String {
    if try keys.insert(ByteHash.of(key.utf8)) { return key }
    if isOwn, isStrict { fault(place, "expected a new edge, found '\(key)' again") }
    if isOwn { warn(place, about: "id \(key)", "\(Self.repeatedID): '\(key)'") }
    var count = repeated[key, default: 1]
    var next: String
    repeat {
      count += 1
      next = "\(key)~\(count)"
    } while try !keys.insert(ByteHash.of(next.utf8))
    repeated[key] = count
    return next
  }

  // MARK: - The end

  /// Puts the sink with all that it took in the place of the one that was given.
  func give<Sink: GraphSink>(back sink: inout Sink) {
    guard let filled = self.sink as? Sink else { preconditionFailure("a sink stays what it is") }
    sink = filled
  }

  /// Whether the file held together.
  ///
  /// - Throws: `FormatError` with everything that is wrong, in file order.
  mutating func finish() throws {
    let missing = awaited.sorted {
      ($0.value.place.line, $0.value.place.column, $0.key) < (
        $1.value.place.line, $1.value.place.column, $1.key
      )
    }
    awaited = [:]
    for (id, (place, what)) in missing {
      if makesMissing {
        warn(place, about: "missing \(id)", "no node '\(id)' is declared; it is made for the edge")
        try add(Node(id: id, kind: .untyped, label: id), at: place)
      } else {
        fault(place, (what.isEmpty ? "" : what + ": ") + "expected the id of a node, found '\(id)'")
      }
    }
    guard !faults.isEmpty else { return }
    throw FormatError(
      faults.sorted {
        ($0.line ?? 0, $0.column ?? 0, $0.message) < ($1.line ?? 0, $1.column ?? 0, $1.message)
      })
  }
}
