import SommetGraph
import SommetText
import SommetXML

/// GEXF 1.3, for Gephi: kinds, weights, colours and sizes, and dates as spells for the timeline.
///
/// What each part of the graph becomes is told in docs/formats.md. Edges are written one by one in canonical order;
/// two walks over the graph come before, for the names of attributes and for the days between which each node is
/// on stage, so memory grows with the nodes, not with the edges.
///
/// Sources: <https://gexf.net/schema.html>, <https://gexf.net/viz.html>, <https://gexf.net/dynamics.html>.
public enum GEXF {
  /// The schema's. Files of Gephi itself say `http://www.gexf.net/1.3`.
  package static let namespace = "http://gexf.net/1.3"

  /// Writes to an open descriptor.
  ///
  /// - Parameter name: the file's, for messages.
  public static func write(_ graph: some GraphReading, descriptor: Int32, name: String) throws {
    try TextOutput.write(to: descriptor, name: name) { try write(graph, to: &$0) }
  }

  public static func text(_ graph: some GraphReading) throws -> String {
    try TextOutput.text { try write(graph, to: &$0) }
  }

  private static func write(_ graph: some GraphReading, to output: inout TextOutput) throws {
    var plan = GEXFPlan()
    try graph.forEachNode {
      plan.add($0)
      return .continue
    }
    try graph.forEachEdge {
      plan.add($0)
      return .continue
    }
    var writing = GEXFWriting(plan)
    try writing.begin(try graph.info, to: &output)
    try graph.forEachNode {
      try writing.write($0, to: &output)
      return .continue
    }
    try output.write(literal: "  </nodes>\n  <edges>\n")
    try graph.forEachEdge {
      try writing.write($0, to: &output)
      return .continue
    }
    try output.write(literal: "  </edges>\n </graph>\n</gexf>\n")
  }

  /// A text as `xs:token` holds it: no line breaks, no doubled or outer blanks.
  package static func token(_ text: String) -> String {
    isToken(text)
      ? text
      : text.unicodeScalars.split { $0 == " " || $0 == "\n" || $0 == "\r" || $0 == "\t" }
        .map { String($0) }.joined(separator: " ")
  }

  /// An id with what XML forbids written as `_x0001_`, and `_x` as `_x005F_x`, so that ids that differ stay different.
  package static func id(_ id: String) -> String {
    GraphML.spelt(id) { XMLText.isAllowed($0) }
  }

  private static func isToken(_ text: String) -> Bool {
    var last: UInt8 = 0x20
    for byte in text.utf8 {
      if byte == 0x20 ? last == 0x20 : byte < 0x20 { return false }
      last = byte
    }
    return last != 0x20 || text.isEmpty
  }
}

/// What must be known before the first node of a GEXF file is written.
struct GEXFPlan {
  private(set) var nodeColumns = AttributeColumns()
  private(set) var edgeColumns = AttributeColumns()
  private(set) var hasExactLabels = false
  /// First and last day of each node's edges.
  private(set) var spells: [String: Spell] = [:]
  private var days = Days()

  /// Days, `YYYY-MM-DD`, both within.
  struct Spell {
    var first: String
    var last: String
  }

  /// The spells of dates, which come again and again.
  struct Days {
    private var known: [String: Spell?] = [:]

    /// nil for what is no date, or lies before the year 1, which XML cannot write.
    mutating func spell(_ date: String) -> Spell? {
      if let spell = known[date] { return spell }
      let spell = DateRange(date).flatMap {
        $0.first.hasPrefix("0000") ? nil : Spell(first: $0.first, last: $0.last)
      }
      // A file of others may hold any number of them.
      if known.count < 1 << 16 { known[date] = spell }
      return spell
    }
  }

  mutating func add(_ node: Node) {
    if !node.attributes.isEmpty {
      nodeColumns.add(node.attributes.filter { !GEXF.isLook($0.key, $0.value, ofNode: true) })
    }
    if !hasExactLabels {
      let label = XMLText.cleaned(node.label)
      hasExactLabels = GEXF.token(label) != label
    }
  }

  mutating func add(_ edge: Edge) {
    if !edge.attributes.isEmpty {
      edgeColumns.add(edge.attributes.filter { !GEXF.isLook($0.key, $0.value, ofNode: false) })
    }
    guard let date = edge.date, let spell = days.spell(date) else { return }
    extend(edge.source, spell)
    extend(edge.target, spell)
  }

  private mutating func extend(_ node: String, _ spell: Spell) {
    func widen(_ known: inout Spell) {
      if spell.first < known.first { known.first = spell.first }
      if spell.last > known.last { known.last = spell.last }
    }
    widen(&spells[node, default: spell])
  }
}

extension GEXF {
  /// Whether an attribute has a place of its own in `viz`.
  static func isLook(_ name: String, _ value: AttributeValue, ofNode: Bool) -> Bool {
    switch name {
    case "x", "y", "z", "size":
      ofNode && value.number?.isFinite == true && (name != "size" || value.number! >= 0)
    case "color": value.string.flatMap(Appearance.Color.init(hex:))?.hex == value.string
    case "thickness": !ofNode && value.number.map { $0.isFinite && $0 >= 0 } == true
    case "shape": !ofNode && value.string.map(shapes.contains) == true
    default: false
    }
  }

  private static let shapes: Set<String> = ["solid", "dotted", "dashed", "double"]
}
