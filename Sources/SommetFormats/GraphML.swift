import SommetGraph
import SommetText

/// GraphML 1.0, which Gephi, yEd, NetworkX and igraph read.
///
/// GraphML knows scalars only: lists and evidence are strings of JSON, and the best piece of evidence also stands in
/// plain attributes (`article`, `quote`). Edges carry ids, so that parallel ones are kept. Attributes have the names that
/// readers know (`label`, `weight`), never `id`. Dates are strings. Articles, with their times and mentions, are left
/// out; JSON keeps them.
///
/// Source: <http://graphml.graphdrawing.org/specification.html>.
public enum GraphML {
  static let namespace = "http://graphml.graphdrawing.org/xmlns"

  /// For whom the file is made.
  public enum Dialect: Sendable, Hashable {
    /// Everybody: valid by the schema.
    case strict
    /// Gephi: the edge's type in an attribute `label` of its tag, without which parallel edges are merged; colours, sizes,
    /// and positions where they are known.
    case gephi
    /// yEd: shapes and visible labels.
    case yEd
  }

  /// Writes to an open descriptor.
  ///
  /// - Parameter name: the file's, for messages.
  public static func write(
    _ graph: some GraphReading, dialect: Dialect = .strict, descriptor: Int32, name: String
  ) throws {
    try TextOutput.write(to: descriptor, name: name) { try write(graph, dialect: dialect, to: &$0) }
  }

  public static func text(_ graph: some GraphReading, dialect: Dialect = .strict) throws -> String {
    try TextOutput.text { try write(graph, dialect: dialect, to: &$0) }
  }

  private static func write(
    _ graph: some GraphReading, dialect: Dialect, to output: inout TextOutput
  ) throws {
    var writing = GraphMLWriting(dialect: dialect, keys: try GraphMLKeys(graph, dialect: dialect))
    try writing.begin(try graph.info, to: &output)
    try graph.forEachNode {
      try writing.write($0, to: &output)
      return .continue
    }
    try graph.forEachEdge {
      try writing.write($0, to: &output)
      return .continue
    }
    try output.write(literal: " </graph>\n</graphml>\n")
  }

  // MARK: - Names

  /// What an attribute of others is written under when its own name is taken or no name.
  static let attributePrefix = "attribute."

  /// An id as an NMTOKEN: what may not stand in one is written as `_x0020_`, and `_x` as `_x005F_x`.
  ///
  ///     GraphML.token("a b")   // "a_x0020_b"
  package static func token(_ id: String) -> String {
    let token = spelt(id, isNameCharacter)
    return token.isEmpty ? "_x_" : token
  }

  /// Whether a scalar may stand in an NMTOKEN by every edition of XML 1.0: by the fourth, which libxml2's schemas follow,
  /// only what Unicode 2.0 had. Letters of the European scripts are enough here.
  static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB7, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x131, 0x134...0x13E, 0x141...0x148, 0x14A...0x17E,
      0x391...0x3A1,
      0x3A3...0x3CE, 0x401...0x40C, 0x40E...0x44F, 0x451...0x45C:
      true
    default: scalar.isASCII && Identifier.isToken(String(scalar))
    }
  }

  /// Whether a text is letters, digits and marks that every notation of ids takes, without `_x`.
  private static func isPlain(_ text: String) -> Bool {
    var last: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0x78 where last == 0x5F: return false
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x3A, 0x2D, 0x2E, 0x5F: last = byte
      default: return false
      }
    }
    return true
  }

  /// Text with `_x0020_` for each scalar that may not stand for itself, and `_x005F_x` for `_x`.
  static func spelt(_ text: String, _ isAllowed: (Unicode.Scalar) -> Bool) -> String {
    if isPlain(text) { return text }
    let isFree = text.unicodeScalars.allSatisfy(isAllowed)
    if isFree, !text.utf8.contains(UInt8(ascii: "_")) || !text.contains("_x") { return text }
    var spelt = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if isAllowed(scalar), scalar != "_" || rest.first != "x" {
        spelt.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        spelt += "_x" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_"
      }
    }
    return spelt
  }
}

/// The keys of a GraphML file: names, ids, types.
struct GraphMLKeys {
  enum Domain: String { case graph, node, edge }

  /// An attribute: `<key id="node.label" for="node" attr.name="label" attr.type="string"/>`.
  struct Key {
    let domain: Domain
    /// An NMTOKEN.
    let name: String
    let type: String

    var id: String { "\(domain.rawValue).\(name)" }
  }

  private(set) var keys: [Key] = []
  /// Ids of the keys of attributes of others, by name.
  private(set) var graphAttributes: [String: String] = [:]
  private(set) var nodeAttributes: [String: String] = [:]
  private(set) var edgeAttributes: [String: String] = [:]

  private static let nodeNames = ["label", "kind", "aliases", "articles", "first_seen", "last_seen"]
  private static let edgeNames =
    [
      "label", "weight", "relation", "modality", "date", "content", "according_to", "title", "confidence",
      "rule", "article", "quote", "evidence",
    ] + PloverFields.names
  /// Names that readers take for something of their own.
  private static let reserved: Set<String> = Set(nodeNames).union([
    "id", "weight", "size", "x", "y", "z", "r", "g", "b", "color", "nodelabel", "xpos", "ypos", "zpos",
    "start", "end",
  ])
  private static let reservedOfEdges = reserved.union(edgeNames).union(["edgelabel", "edgeid"])

  init(_ graph: some GraphReading, dialect: GraphML.Dialect) throws {
    var (nodes, edges, all) = (AttributeColumns(), AttributeColumns(), AttributeColumns())
    all.add(try graph.info.attributes)
    try graph.forEachNode {
      nodes.add($0.attributes)
      return .continue
    }
    var hasFractions = false
    try graph.forEachEdge {
      if !$0.attributes.isEmpty { edges.add($0.attributes) }
      if !hasFractions { hasFractions = Int32(exactly: $0.weight) == nil }
      return .continue
    }
    graphAttributes = add(.graph, all, reserved: [])
    keys += Self.nodeNames.map { Key(domain: .node, name: $0, type: "string") }
    nodeAttributes = add(.node, nodes, reserved: Self.reserved)
    if dialect == .gephi {
      keys += [("r", "int"), ("g", "int"), ("b", "int"), ("size", "double")].map { name, type in
        Key(domain: .node, name: name, type: type)
      }
      keys += ["x", "y", "z"].map { Key(domain: .node, name: $0, type: "double") }
    }
    keys += Self.edgeNames.map {
      Key(
        domain: .edge, name: $0,
        type: $0 == "weight" ? (hasFractions ? "double" : "int") : $0 == "confidence" ? "double" : "string")
    }
    edgeAttributes = add(.edge, edges, reserved: Self.reservedOfEdges)
    if dialect == .gephi {
      keys += ["r", "g", "b"].map { Key(domain: .edge, name: $0, type: "int") }
    }
  }

  /// Declares attributes of others, by the names they are written under.
  private mutating func add(
    _ domain: Domain, _ columns: AttributeColumns, reserved: Set<String>
  ) -> [String: String] {
    var ids: [String: String] = [:]
    var found: [Key] = []
    for column in columns.columns {
      let token = GraphML.token(column.name)
      let isFree = !reserved.contains(token) && !token.hasPrefix(GraphML.attributePrefix)
      let name = isFree ? token : GraphML.attributePrefix + token
      let type =
        switch column.type {
        case .integer: "long"
        case .double: "double"
        case .boolean: "boolean"
        case .string: "string"
        }
      let key = Key(domain: domain, name: name, type: type)
      found.append(key)
      ids[column.name] = key.id
    }
    keys += found.sorted { $0.name < $1.name }
    return ids
  }
}
