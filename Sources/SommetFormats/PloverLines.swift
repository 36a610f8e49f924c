import SommetGraph

/// Events in the form of PLOVER 2.0: JSON Lines, one event a line.
///
/// An event is what one telling says: acts of several sources or to several targets that one trigger tells are one event, and a meeting
/// with all who attended it is one. Acts without a type are left out, and so are those without a day. The graph is walked
/// twice: first to learn which acts belong together, then to write them; between the walks one number for each act is kept.
///
/// Source: manual of the draft of PLOVER 2.0, <https://github.com/openeventdata/PLOVER>.
public struct PloverLines: Sendable, Hashable {
  /// What is done with an act of which the article tells no day.
  public enum Undated: String, Sendable, CaseIterable {
    /// It has the day of publication, marked by `date_source`; acts that lie long back are left out.
    case publication
    /// It is left out.
    case skip
  }

  /// How many lines were written, and what was left out.
  public struct Summary: Sendable, Hashable {
    public var events = 0
    /// Without a day.
    public var undated = 0
    /// Without a type in PLOVER.
    public var untyped = 0

    public init(events: Int = 0, undated: Int = 0, untyped: Int = 0) {
      self.events = events
      self.undated = undated
      self.untyped = untyped
    }
  }

  public var undated: Undated
  /// Whether the sentences are written too: their rights may not allow it.
  public var withText: Bool

  public init(undated: Undated = .publication, withText: Bool = false) {
    self.undated = undated
    self.withText = withText
  }

  /// Writes to a file, which appears whole or not at all.
  @discardableResult
  public func write(_ graph: some GraphReading, to path: String) throws -> Summary {
    var summary = Summary()
    try OutputFile.replace(path) { summary = try write(graph, descriptor: $0, name: path) }
    return summary
  }

  /// Writes to an open descriptor.
  ///
  /// - Parameter name: the file's, for messages.
  @discardableResult
  public func write(_ graph: some GraphReading, descriptor: Int32, name: String) throws -> Summary {
    var output = TextOutput(descriptor: descriptor, name: name)
    let summary = try write(graph, to: &output)
    try output.flush()
    return summary
  }

  public func text(_ graph: some GraphReading) throws -> String {
    var output = TextOutput()
    try write(graph, to: &output)
    return output.text
  }

  @discardableResult
  private func write<Source: GraphReading>(_ graph: Source, to output: inout TextOutput) throws -> Summary {
    var summary = Summary()
    let index = try PloverIndex(graph)
    var writer = PloverWriter(graph, self)
    try graph.forEachNode { node in
      guard node.kind == .meeting else { return .continue }
      for event in try PloverEvent.meeting(node, in: graph) {
        if let line = try writer.line(event, &summary) { try output.write(line + "\n") }
      }
      return .continue
    }
    var open: [UInt64: [Edge]] = [:]
    try graph.forEachEdge { edge in
      guard index.isAct(edge) else { return .continue }
      let number = index.number(edge)
      let told = (open.removeValue(forKey: number) ?? []) + [edge]
      guard told.count == index.counts[number] else {
        open[number] = told
        return .continue
      }
      for event in PloverEvent.acts(told) {
        if let line = try writer.line(event, &summary) { try output.write(line + "\n") }
      }
      return .continue
    }
    return summary
  }
}
