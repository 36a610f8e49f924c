/// A spelling under which a node is found, folded.
public struct NodeName: Sendable, Hashable {
  public enum Form: Int, Sendable, Comparable, CaseIterable {
    case label
    case alias
    /// The last words of a person's label or alias.
    case surname

    public static func < (a: Form, b: Form) -> Bool { a.rawValue < b.rawValue }
  }

  /// `FoldedName.key`; never empty.
  public let key: String
  public let form: Form
  /// The node's id.
  public let node: String

  public init(key: String, form: Form, node: String) {
    self.key = key
    self.form = form
    self.node = node
  }
}

extension Node {
  /// Every spelling under which the node is found, each once under its best form: what an index of names holds.
  public var names: [NodeName] {
    var seen: Set<String> = []
    var names: [NodeName] = []
    func add(_ key: String, _ form: NodeName.Form) {
      if !key.isEmpty, seen.insert(key).inserted { names.append(NodeName(key: key, form: form, node: id)) }
    }
    let spellings = ([label] + aliases).map(FoldedName.init)
    add(spellings[0].key, .label)
    for spelling in spellings.dropFirst() { add(spelling.key, .alias) }
    guard kind == .person else { return names }
    for words in spellings.map(\.words) {
      for count in 1..<max(words.count, 1) { add(words.suffix(count).joined(separator: " "), .surname) }
    }
    return names
  }
}

extension GraphReading {
  /// The node that goes by a name, whatever its case and accents: an id comes first, then labels, aliases, surnames.
  ///
  /// Asks for the names of that spelling only, unless there is none: then for all, to propose near ones.
  public func find(_ name: String) throws -> NameIndex.Answer {
    if let node = try node(name) { return .found(node) }
    let key = FoldedName(name).key
    let names = key.isEmpty ? [] : try names(matching: key)
    if let best = names.map(\.form).min() {
      let nodes = try names.filter { $0.form == best }.compactMap { try node($0.node) }
      return nodes.count == 1 ? .found(nodes[0]) : .ambiguous(nodes)
    }
    return .unknown(near: try near(key))
  }

  /// Up to five nodes whose names differ in few letters, or begin alike.
  private func near(_ key: String) throws -> [Node] {
    let letters = Array(key.unicodeScalars)
    guard !letters.isEmpty else { return [] }
    let limit = max(1, letters.count / 3)
    var distances: [String: Int] = [:]
    try forEachName(startingWith: "") { name in
      let distance = NameIndex.nearness(letters, name.key, limit: limit)
      if distance <= limit { distances[name.node] = min(distances[name.node] ?? .max, distance) }
      return .continue
    }
    return try distances.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(5)
      .compactMap { try node($0.key) }
  }

  public func names(matching key: String) throws -> [NodeName] {
    var found: [NodeName] = []
    try forEachNode { node in
      found += node.names.filter { $0.key == key }
      return .continue
    }
    return found
  }

  public func forEachName(startingWith prefix: String, _ body: (NodeName) throws -> Walk) throws {
    try forEachNode { node in
      for name in node.names where name.key.hasPrefix(prefix) {
        if try body(name) == .stop { return .stop }
      }
      return .continue
    }
  }

  public func forEachEdge(withKeyPrefix prefix: String, _ body: (Edge) throws -> Walk) throws {
    try forEachEdge { $0.key.hasPrefix(prefix) ? try body($0) : .continue }
  }

  public func text(ofArticle id: String) throws -> String? { nil }
}
