import SommetGraph
import SommetText

extension GEXF {
  /// What our own files say of who made them.
  static let creator = "Sommet"
  /// The attribute for labels that a token cannot hold.
  static let exactLabel = "exact_label"

  /// Hands a graph in GEXF of any program to a sink, in file order and bounded memory.
  ///
  /// - Returns: warnings of what was taken otherwise than it stands, or passed over.
  /// - Throws: `FormatError` with everything that is wrong; what the sink throws. The sink is then left as it was.
  @discardableResult
  public static func read(_ source: GraphSource, into sink: inout some GraphSink) throws -> [Diagnostic] {
    var reader = GEXFReader(source, sink: sink)
    try source.stream(names: GEXFName.all, namespaces: [], into: &reader)
    try reader.finish()
    reader.assembler.give(back: &sink)
    return reader.assembler.warnings
  }

  /// - Parameter name: the file's, for messages.
  public static func read(_ bytes: [UInt8], name: String) throws -> Graph {
    var collector = GraphCollector()
    try read(GraphSource(bytes, name: name), into: &collector)
    return collector.graph()
  }
}
