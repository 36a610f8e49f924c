/// Finds nodes by what people type: an id, a label, an alias, a surname, without regard to case or accents.
///
/// Holds all names, for many questions to a graph that has no index of its own; one question is better put to
/// `GraphReading.find`.
public struct NameIndex: Sendable {
  public enum Answer: Sendable, Hashable {
    case found(Node)
    /// Several nodes go by that name; in canonical order.
    case ambiguous([Node])
    /// None does; nodes with similar names, nearest first.
    case unknown(near: [Node])
  }

  private let nodes: [Node]
  private let byID: [String: Int]
  private let labels: [String: [Int]]
  private let aliases: [String: [Int]]
  /// The last words of persons' names.
  private let surnames: [String: [Int]]

  public init(_ graph: some GraphReading) throws {
    var nodes: [Node] = []
    try graph.forEachNode {
      nodes.append($0)
      return .continue
    }
    var labels: [String: [Int]] = [:]
    var aliases: [String: [Int]] = [:]
    var surnames: [String: [Int]] = [:]
    for (number, node) in nodes.enumerated() {
      for name in node.names {
        switch name.form {
        case .label: labels[name.key, default: []].append(number)
        case .alias: aliases[name.key, default: []].append(number)
        case .surname: surnames[name.key, default: []].append(number)
        }
      }
    }
    self.nodes = nodes
    self.byID = Dictionary(uniqueKeysWithValues: zip(nodes.map(\.id), nodes.indices))
    self.labels = labels
    self.aliases = aliases
    self.surnames = surnames
  }

  /// The node that goes by a name. Ids come first, then labels, aliases, surnames.
  public func find(_ name: String) -> Answer {
    if let number = byID[name] { return .found(nodes[number]) }
    let key = FoldedName(name).key
    for index in [labels, aliases, surnames] {
      guard let numbers = index[key], !key.isEmpty else { continue }
      return numbers.count == 1 ? .found(nodes[numbers[0]]) : .ambiguous(numbers.map { nodes[$0] })
    }
    return .unknown(near: near(key))
  }

  /// Up to five nodes whose names differ in few letters, or begin alike.
  private func near(_ key: String) -> [Node] {
    let letters = Array(key.unicodeScalars)
    let limit = max(1, letters.count / 3)
    var distances: [Int: Int] = [:]
    for index in [labels, aliases, surnames] {
      for (name, numbers) in index {
        let distance = Self.nearness(letters, name, limit: limit)
        guard distance <= limit else { continue }
        for number in numbers { distances[number] = min(distances[number] ?? .max, distance) }
      }
    }
    return distances.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(5).map { nodes[$0.key] }
  }

  /// The letters that lead from one name to another, but 1 when the other begins with the one.
  static func nearness(_ letters: [Unicode.Scalar], _ name: String, limit: Int) -> Int {
    let other = Array(name.unicodeScalars)
    return letters.count >= 3 && other.starts(with: letters) ? 1 : distance(letters, other, limit: limit)
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that lead from one to the other; `limit + 1` when
  /// there are more.
  ///
  /// Source: optimal string alignment, Boytsov 2011, <https://doi.org/10.1145/1963190.1963191>.
  package static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int {
    guard abs(a.count - b.count) <= limit else { return limit + 1 }
    var before: [Int] = []
    var last = Array(0...b.count)
    for row in a.indices {
      var current = [row + 1]
      for column in b.indices {
        var cost = min(
          last[column] + (a[row] == b[column] ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      if current.min()! > limit { return limit + 1 }
      before = last
      last = current
    }
    return last[b.count]
  }
}
