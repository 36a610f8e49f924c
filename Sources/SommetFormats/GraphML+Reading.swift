import SommetGraph
import SommetText
import SommetXML

extension GraphML {
  /// Reads a graph as `write` writes it, or another program that kept the names of the attributes.
  ///
  /// Keys are known by `attr.name`, whatever their ids. What nodes carry under other names becomes their attributes.
  public static func read(path: String) throws -> Graph {
    try read(try InputFile.bytes(path), name: path)
  }

  /// - Parameter name: the file's, for messages.
  public static func read(_ bytes: [UInt8], name: String) throws -> Graph {
    var reading = GraphMLReading(file: name)
    do throws(XMLError) {
      var scanner = try GraphMLScanner(bytes, name: name)
      while let item = try scanner.next() { reading.add(item) }
    } catch {
      throw FormatError(file: name, line: error.line, column: error.column, error.message)
    }
    return try reading.graph()
  }
}

private struct GraphMLReading {
  let file: String
  private var names: [String: String] = [:]
  private var defaults: [String: [String: String]] = [:]
  private var nodes: [Node] = []
  private var edges: [Edge] = []
  private var nodeLines: [String: Int] = [:]
  private var edgeLines: [String: Int] = [:]
  private var diagnostics: [Diagnostic] = []

  init(file: String) { self.file = file }

  mutating func add(_ item: GraphMLScanner.Item) {
    switch item {
    case .key(let key):
      guard let name = key.name else { return }
      names[key.id] = name
      if let value = key.defaultValue { defaults[key.domain, default: [:]][name] = value }
    case .element(let element):
      switch element.kind {
      case .node: addNode(element)
      case .edge: addEdge(element)
      case .graphml, .graph, .hyperedge, .port: break
      }
    }
  }

  /// An element's data by attribute name.
  private func values(_ element: GraphMLScanner.Element) -> [String: String] {
    var values = defaults["all", default: [:]].merging(defaults[element.kind.rawValue, default: [:]]) { $1 }
    for datum in element.data {
      if let name = names[datum.key] { values[name] = datum.value }
    }
    return values
  }

  private mutating func addNode(_ element: GraphMLScanner.Element) {
    let line = element.line
    guard let id = element.id else { return fault(line, "expected an id of the node, found none") }
    guard nodeLines.updateValue(line, forKey: id) == nil else {
      return fault(line, "expected a new node, found '\(id)' again")
    }
    var values = values(element)
    func take(_ name: String) -> String? { values.removeValue(forKey: name) }
    let kind = take("kind").map { NodeKind(rawValue: $0) } ?? .untyped
    var node = Node(id: id, kind: kind, label: take("label") ?? id)
    node.aliases = strings(take("aliases"), line)
    node.articles = strings(take("articles"), line)
    node.firstSeen = take("first_seen")
    node.lastSeen = take("last_seen")
    for (name, value) in values {
      let isPrefixed = name.hasPrefix(GraphML.attributePrefix)
      node.attributes[isPrefixed ? String(name.dropFirst(GraphML.attributePrefix.count)) : name] = .string(
        value)
    }
    nodes.append(node)
  }

  private mutating func addEdge(_ element: GraphMLScanner.Element) {
    let line = element.line
    guard let source = element.source, let target = element.target else {
      return fault(line, "expected a source and a target of the edge")
    }
    let values = values(element)
    let relationName = values["relation"] ?? values["label"] ?? ""
    let relation = Relation(rawValue: relationName)
    guard let modality = Modality(rawValue: values["modality"] ?? "unstated") else {
      return fault(line, "expected a modality of the edge, found '\(values["modality"] ?? "")'")
    }
    let key =
      element.id
      ?? "\(relationName)-"
      + Identifier.hash([source, relationName, target, values["date"] ?? "", modality.rawValue])
    guard edgeLines.updateValue(line, forKey: key) == nil else {
      return fault(line, "expected a new edge, found '\(key)' again")
    }
    let evidence = evidence(values["evidence"], line)
    edges.append(
      Edge(
        key: key, source: source, target: target, relation: relation, modality: modality,
        date: values["date"],
        content: values["content"], accordingTo: values["according_to"], title: values["title"],
        weight: values["weight"].flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
          ?? Double(max(1, evidence.count)),
        confidence: values["confidence"].flatMap(Double.init).flatMap { (0...1).contains($0) ? $0 : nil }
          ?? 1,
        rule: values["rule"] ?? "", evidence: evidence, plover: plover(values)))
  }

  private func plover(_ values: [String: String]) -> PloverCode<String>? {
    func words(_ name: String) -> [String] {
      values[name].map { $0.split(separator: " ").map(String.init) } ?? []
    }
    let code = PloverCode<String>(
      type: values["plover_type"], modes: words("plover_mode"), auxiliaries: words("plover_auxiliary"),
      contexts: words("plover_context"), actors: words("plover_actor"), rule: values["plover_rule"] ?? "")
    return code == PloverCode(type: nil) ? nil : code
  }

  mutating func graph() throws(FormatError) -> Graph {
    for edge in edges {
      for end in [edge.source, edge.target] where nodeLines[end] == nil {
        fault(edgeLines[edge.key]!, "edge '\(edge.key)': expected the id of a node, found '\(end)'")
      }
    }
    guard diagnostics.isEmpty else {
      throw FormatError(diagnostics.sorted { ($0.line ?? 0, $0.message) < ($1.line ?? 0, $1.message) })
    }
    return Graph(nodes: nodes, edges: edges)
  }

  // MARK: - Values in JSON

  private mutating func strings(_ json: String?, _ line: Int) -> [String] {
    guard let json else { return [] }
    var scanner = JSONScanner(Array(json.utf8), file: file)
    do {
      return try scanner.strings()
    } catch {
      fault(line, "expected a list of strings in JSON, found '\(json.prefix(40))'")
      return []
    }
  }

  private mutating func evidence(_ json: String?, _ line: Int) -> [Evidence] {
    guard let json else { return [] }
    do {
      return try NodeLinkJSON.evidence(Array(json.utf8), name: file)
    } catch {
      fault(line, "expected a list of evidence in JSON, found '\(json.prefix(40))'")
      return []
    }
  }

  private mutating func fault(_ line: Int, _ message: String) {
    diagnostics.append(Diagnostic(.error, file: file, line: line, message: message))
  }
}
