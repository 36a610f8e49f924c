import SommetGraph
import SommetText

extension DOT {
  /// Hands the first graph of a DOT file to a sink: edges in file order, then nodes.
  ///
  /// - Returns: warnings of what was taken otherwise than it stands, or passed over.
  /// - Throws: `FormatError`; what the sink throws. The sink is then left as it was.
  @discardableResult
  public static func read(_ source: GraphSource, into sink: inout some GraphSink) throws -> [Diagnostic] {
    var reader = try DOTReader(source, sink: sink)
    try reader.read()
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
