import SommetGraph

/// What a column of a file is for the nodes of our graph.
enum NodeField: Sendable, Hashable {
  case label, kind, aliases, articles, firstSeen, lastSeen
  case attribute(String)

  /// The field that a name stands for. Only strings can be one of ours.
  init(name: String, type: ScalarType) {
    switch type == .string ? name : "" {
    case "label": self = .label
    case "kind": self = .kind
    case "aliases": self = .aliases
    case "articles": self = .articles
    case "first_seen": self = .firstSeen
    case "last_seen": self = .lastSeen
    default: self = .attribute(name)
    }
  }
}

/// A node while its values come in, with an empty label as long as none came.
struct NodeDraft {
  var node = Node(id: "", kind: .untyped, label: "")
  private var kinds = WordCache<NodeKind>()

  mutating func reset(id: String) {
    node = Node(id: id, kind: .untyped, label: "")
  }

  /// Whether the node has a value for a field already, so that a default is not wanted.
  func has(_ field: NodeField) -> Bool {
    switch field {
    case .label: !node.label.isEmpty
    case .kind: node.kind != .untyped
    case .aliases: !node.aliases.isEmpty
    case .articles: !node.articles.isEmpty
    case .firstSeen: node.firstSeen != nil
    case .lastSeen: node.lastSeen != nil
    case .attribute(let name): node.attributes[name] != nil
    }
  }

  /// Takes a value; false when it is not of its type.
  ///
  /// - Precondition: the bytes are UTF-8.
  mutating func set(_ field: NodeField, _ type: ScalarType, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    func text() -> String { String(valid: bytes) }
    switch field {
    case .label: node.label = text()
    case .kind: node.kind = kinds.value(bytes) { NodeKind(rawValue: $0) }
    case .aliases:
      if let list = JSONScanner.list(bytes) {
        node.aliases = list
      } else {
        node.attributes["aliases"] = .string(text())
      }
    case .articles:
      if let list = JSONScanner.list(bytes) {
        node.articles = list
      } else {
        node.attributes["articles"] = .string(text())
      }
    case .firstSeen: node.firstSeen = text()
    case .lastSeen: node.lastSeen = text()
    case .attribute(let name):
      if type != .string, ScalarType.trimmed(bytes).isEmpty { return true }
      guard let value = type.value(bytes) else { return false }
      node.attributes[name] = value
    }
    return true
  }
}
