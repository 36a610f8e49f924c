import SommetGraph

/// The names of a node, folded, and how like they are to another's.
struct NodeNames {
  let label: FoldedName
  let keys: Set<String>
  let isTyped: Bool
  let kind: NodeKind

  init(_ node: Node) {
    label = FoldedName(node.label)
    keys = Set(([node.label] + node.aliases).map { FoldedName($0).key }).subtracting([""])
    kind = node.kind
    isTyped = node.kind != .untyped
  }

  /// A name that both have; of several the label, then the longest.
  func shared(with other: NodeNames) -> String? {
    if !label.words.isEmpty, label == other.label { return label.key }
    return keys.intersection(other.keys).max { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }

  /// From 0 (nothing in common) to 1 (the same label), the same both ways.
  func likeness(to other: NodeNames) -> Double {
    if !label.words.isEmpty, label == other.label { return 1 }
    if other.keys.contains(label.key) || keys.contains(other.label.key) { return 0.9 }
    if !keys.isDisjoint(with: other.keys) { return 0.75 }
    if label.isProperSuffix(of: other.label) || other.label.isProperSuffix(of: label) { return 0.6 }
    return max(Self.commonWords(label.words, other.label.words), Self.spelling(label.key, other.label.key))
  }

  private static func commonWords(_ a: [String], _ b: [String]) -> Double {
    let (left, right) = (Set(a), Set(b))
    let all = left.union(right).count
    return all == 0 ? 0 : 0.7 * Double(left.intersection(right).count) / Double(all)
  }

  /// 0.85 for one letter in many, 0 for more than one in four.
  private static func spelling(_ a: String, _ b: String) -> Double {
    let (left, right) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
    let longest = max(left.count, right.count)
    guard longest >= 4, longest <= 100 else { return 0 }
    let limit = longest / 4
    let distance = NameIndex.distance(left, right, limit: limit)
    return distance > limit ? 0 : 0.85 - 0.6 * Double(distance) / Double(longest)
  }
}
