import Foundation
import SommetGraph
import SommetText
import SommetXML

extension GraphML {
  /// Hands a graph in GraphML of any program to a sink, in file order and bounded memory.
  ///
  /// Keys are known by `attr.name`, whatever their ids. What nodes and edges carry under other names than ours becomes
  /// their attributes.
  ///
  /// - Returns: warnings of what was taken otherwise than it stands, or passed over.
  /// - Throws: `FormatError` with everything that is wrong; what the sink throws. The sink is then left as it was.
  @discardableResult
  public static func read(_ source: GraphSource, into sink: inout some GraphSink) throws -> [Diagnostic] {
    var keys = GraphMLKeyTable()
    if try declaresLate(source) {
      var collector = GraphMLKeyCollector(file: source.name)
      try source.stream(names: GraphMLName.all, namespaces: [namespace], into: &collector)
      keys = collector.keys
      keys.close()
    }
    var reader = GraphMLReader(source, sink: sink, keys: keys)
    try source.stream(names: GraphMLName.all, namespaces: [namespace], into: &reader)
    try reader.finish()
    reader.assembler.give(back: &sink)
    return reader.assembler.warnings
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

  /// Whether keys are declared behind the graph, which the schema forbids and igraph reads.
  private static func declaresLate(_ source: GraphSource) throws -> Bool {
    let tail = try source.tail(1 << 20)
    guard let end = tail.lastRange(of: "</graph>") else { return false }
    return tail[end...].contains("<key")
  }
}

/// Gathers the keys of a document, wherever they stand.
private struct GraphMLKeyCollector: XMLStreamHandler {
  private(set) var keys = GraphMLKeyTable()
  private var assembler: GraphAssembler
  private var open: [Int] = []
  private var text: [UInt8] = []

  init(file: String) { assembler = GraphAssembler(file: file, sink: GraphCounter()) }

  mutating func start(_ tag: borrowing XMLTag) {
    open.append(tag.name)
    if tag.name == GraphMLName.key { keys.add(tag, &assembler) }
    text = []
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if open.last == GraphMLFrame.Kind.standard.rawValue { text.append(contentsOf: bytes) }
  }

  mutating func end() {
    switch open.popLast() {
    case GraphMLFrame.Kind.standard.rawValue: keys.setDefault(text)
    case GraphMLName.key: keys.endDeclaration(&assembler)
    default: break
    }
  }
}
