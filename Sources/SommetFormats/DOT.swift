import SommetGraph

/// The language of Graphviz, drawn by `dot` without a warning.
///
/// Kinds are told by shape and colour, relations by the colour of the line, modality by its style, weight by its width;
/// a legend says so. Quotes stand in the tooltips, and lines lead to the article where its address is known. Everything is
/// quoted, so that no id is taken for a keyword or a port, and no string comes near the 16 KiB at which Graphviz gives up.
///
/// Source: <https://graphviz.org/doc/info/lang.html>.
public enum DOT {
  /// For whom the file is made.
  public enum Dialect: Sendable, Hashable {
    case graphviz
    /// Gephi, which stumbles over defaults and attributes of the graph, and reads labels and weights only.
    case gephi
  }

  /// Which nodes are framed together.
  public enum Clusters: String, Sendable, CaseIterable {
    case none, kind
    /// By the month of the earliest of a node's edges; nodes without a date stand outside.
    case month
  }

  public struct Style: Sendable, Hashable {
    public var view: GraphView
    public var dialect: Dialect
    public var clusters: Clusters
    /// The program for which the graph's own attributes are set.
    public var layout: Graphviz.Layout

    public init(
      view: GraphView = .actors, dialect: Dialect = .graphviz, clusters: Clusters = .none,
      layout: Graphviz.Layout = .dot
    ) {
      self.view = view
      self.dialect = dialect
      self.clusters = clusters
      self.layout = layout
    }
  }

  /// Writes to an open descriptor.
  ///
  /// A view of everything without clusters is written as the graph is walked; all others are gathered first.
  ///
  /// - Parameter name: the file's, for messages.
  public static func write(
    _ graph: some GraphReading, style: Style = Style(), descriptor: Int32, name: String
  ) throws {
    try TextOutput.write(to: descriptor, name: name) { try write(graph, style: style, to: &$0) }
  }

  public static func text(_ graph: some GraphReading, view: GraphView = .actors) throws -> String {
    try text(graph, style: Style(view: view))
  }

  public static func text(_ graph: some GraphReading, style: Style) throws -> String {
    try TextOutput.text { try write(graph, style: style, to: &$0) }
  }

  private static func write(_ graph: some GraphReading, style: Style, to output: inout TextOutput) throws {
    var writing = DOTWriting(style)
    try writing.begin(to: &output)
    if style.view.isWhole, style.clusters == .none {
      try graph.forEachNode {
        try writing.write($0, details: [], to: &output)
        return .continue
      }
      try graph.forEachEdge { edge in
        let line = Picture.Line(
          edge: edge, dates: edge.date.map { [$0] } ?? [], weight: edge.weight, evidence: edge.evidence)
        try writing.write(line, url: try url(of: edge.evidence, in: graph), to: &output)
        return .continue
      }
    } else {
      let picture = try Picture(graph, view: style.view)
      try writing.write(picture.clusters(style.clusters), picture.details, to: &output)
      for line in picture.lines {
        try writing.write(line, url: try url(of: line.evidence, in: graph), to: &output)
      }
      writing.omitted = picture.omitted
    }
    try writing.end(to: &output)
  }

  /// The address of the first article that says so; only `http` and `https` lead anywhere.
  private static func url(of evidence: [Evidence], in graph: some GraphReading) throws -> String? {
    guard let piece = evidence.first, let url = try graph.article(piece.article)?.info.url,
      url.hasPrefix("https://") || url.hasPrefix("http://"), url.utf8.count < 4000
    else { return nil }
    return url
  }

  // MARK: - Strings

  /// At most so many characters and six times as many bytes, the last an ellipsis when something is cut.
  static func capped(_ text: String, _ limit: Int) -> String {
    // Nothing has more characters than bytes.
    if text.utf8.count <= limit { return text }
    // A character may have any number of scalars.
    let head = String(text.unicodeScalars.prefix(limit + limit / 2))
    if head.utf8.count == text.utf8.count, head.count <= limit { return text }
    return head.prefix(limit - 1) + "…"
  }

  /// Lines of about `width` characters, broken at blanks; what does not fit into them is cut.
  static func wrapped(_ text: String, width: Int, lines limit: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else if lines.count == limit {
        lines[limit - 1] = capped(lines[limit - 1] + "…", width + 1)
        break
      } else {
        lines.append(capped(String(word), width))
      }
    }
    return lines
  }

  /// A line's width in points: twice the weight is half a point more.
  static func width(_ weight: Double) -> String {
    widths[min(Int(max(weight, 1).exponent), widths.count - 1)]
  }

  private static let widths = (0...6).map { JSONText.number(Double(11 + 6 * $0) / 10) }
}
