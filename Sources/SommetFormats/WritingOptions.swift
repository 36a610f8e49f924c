import SommetGraph

/// How a graph is written, where its format leaves a choice.
public struct WritingOptions: Sendable, Hashable {
  /// Programs that a file is made for when it is not made for everybody.
  public enum Reader: String, Sendable, CaseIterable {
    case gephi
    case yEd = "yed"
  }

  /// nil: everybody, by the letter of the format.
  public var reader: Reader?
  /// What a picture shows; other formats hold everything.
  public var view: GraphView
  public var clusters: DOT.Clusters
  public var layout: Graphviz.Layout
  /// Ids of the nodes that dossiers are written of; nil for all that act.
  public var centres: [String]?
  /// What PLOVER's events hold.
  public var plover = PloverLines()

  public init(
    reader: Reader? = nil, view: GraphView = .actors, clusters: DOT.Clusters = .none,
    layout: Graphviz.Layout = .dot, centres: [String]? = nil
  ) {
    self.reader = reader
    self.view = view
    self.clusters = clusters
    self.layout = layout
    self.centres = centres
  }

  var dotStyle: DOT.Style {
    DOT.Style(
      view: view, dialect: reader == .gephi ? .gephi : .graphviz, clusters: clusters, layout: layout)
  }

  var graphMLDialect: GraphML.Dialect {
    switch reader {
    case nil: .strict
    case .gephi: .gephi
    case .yEd: .yEd
    }
  }
}

extension GraphFormat {
  /// What a reader that a file was made for merges, drops or changes all the same; empty when nothing.
  ///
  /// Walks the graph once.
  public func losses(of graph: some GraphReading, options: WritingOptions) throws -> [String] {
    guard let reader = options.reader else { return [] }
    switch (self, reader) {
    case (.graphml, .gephi):
      let dated = try count(graph) { $0.date != nil }
      return dated == 0
        ? []
        : ["Gephi takes no dates from GraphML: \(dated) dated edges stay off its timeline (GEXF has them)"]
    case (.dot, .gephi):
      var losses: [String] = []
      let merged = try mergedEdges(graph)
      if merged > 0 {
        losses.append("Gephi knows no kinds of edges in DOT: \(merged) parallel edges become part of others")
      }
      losses.append("Gephi takes labels and weights from DOT, nothing else (GEXF has the rest)")
      return losses
    case (.graphml, .yEd), (.gexf, .gephi), (.csv, .gephi): return []
    default: return ["\(rawValue) is the same for \(reader.rawValue) as for everybody"]
    }
  }

  private func count(_ graph: some GraphReading, _ isMeant: (Edge) -> Bool) throws -> Int {
    var count = 0
    try graph.forEachEdge {
      if isMeant($0) { count += 1 }
      return .continue
    }
    return count
  }

  /// Edges that have both ends in common with another, beyond the first of each pair of ends.
  private func mergedEdges(_ graph: some GraphReading) throws -> Int {
    var merged = 0
    var source: String?
    var targets: Set<String> = []
    try graph.forEachEdge { edge in
      if edge.source != source {
        source = edge.source
        targets = []
      }
      if !targets.insert(edge.target).inserted { merged += 1 }
      return .continue
    }
    return merged
  }
}
