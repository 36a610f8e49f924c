import SommetGraph
import SommetText

extension NodeLinkJSON {
  /// Hands a graph in node-link JSON or JSON Lines to a sink, in file order and bounded memory. Fields that a graph of
  /// ours does not have become attributes; ids and keys may be numbers.
  ///
  /// - Throws: `FormatError` with everything that is wrong; what the sink throws. The sink is then left as it was.
  public static func read(_ source: GraphSource, into sink: inout some GraphSink) throws {
    var reading = try NodeLinkReading(source, sink: sink)
    try reading.run()
    try reading.finish()
    reading.assembler.give(back: &sink)
  }

  public static func read(path: String) throws -> Graph { try graph(GraphSource(path: path)) }

  /// - Parameter name: the file's, for messages.
  public static func read(_ bytes: [UInt8], name: String) throws -> Graph {
    try graph(GraphSource(bytes, name: name))
  }

  private static func graph(_ source: GraphSource) throws -> Graph {
    var collector = GraphCollector()
    try read(source, into: &collector)
    return collector.graph()
  }

  /// A list of evidence on its own, as formats of scalars carry it; nil when the bytes are something else.
  static func evidence(_ bytes: UnsafeBufferPointer<UInt8>) -> [Evidence]? {
    guard bytes.first == UInt8(ascii: "["),
      var reading = try? NodeLinkReading(GraphSource(Array(bytes), name: ""), sink: GraphCounter()),
      let evidence = try? reading.readEvidenceList(), reading.assembler.faults.isEmpty
    else { return nil }
    return evidence
  }

  /// Everything wrong with a file, in file order; nothing when it can be read.
  public static func diagnostics(_ bytes: [UInt8], name: String) -> [Diagnostic] {
    diagnostics(GraphSource(bytes, name: name))
  }

  static func diagnostics(_ source: GraphSource) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    do {
      var reading = try NodeLinkReading(source, sink: GraphCounter())
      do {
        try reading.run()
        try reading.finish()
      } catch let error as FormatError {
        // What was wrong before the file broke off.
        faults = reading.isWhole ? [] : reading.assembler.faults
        throw error
      }
    } catch let error as FormatError {
      return faults + error.diagnostics
    } catch {
      return faults + [Diagnostic(.error, file: source.name, message: "\(error)")]
    }
    return []
  }
}
