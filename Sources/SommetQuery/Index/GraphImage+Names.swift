import SommetGraph

/// Names as people type them: an id, a label, an alias, a surname, without regard to case or accents.
extension GraphImage {
  /// The nodes that go by a name, ascending: those whose id it is, else whose label, alias, surname. Reads little of the
  /// image, whatever its size.
  public func nodes(named name: String) throws -> [Int] {
    if let nodes = try nodes(whose: "id", is: .string(name)), !nodes.isEmpty { return nodes }
    let key = FoldedName(name).key
    guard !key.isEmpty, let column = try parts.column("name.folded", count: nodeCount),
      let code = try column.code(of: .text(key)), let holders = try column.elements(code)
    else { return [] }
    for form in NodeName.Form.allCases {
      let nodes = Set(holders.lazy.filter { $0 & 3 == form.rawValue }.map { Int($0 >> 2) })
      if !nodes.isEmpty { return nodes.sorted() }
    }
    return []
  }

  /// The node that goes by a name, or what else was perhaps meant; as `NameIndex` says.
  public func find(_ name: String) throws -> NameIndex.Answer {
    let nodes = try nodes(named: name)
    switch nodes.count {
    case 0: return .unknown(near: try near(FoldedName(name).key).map(node(at:)))
    case 1: return .found(try node(at: nodes[0]))
    default: return .ambiguous(try nodes.map(node(at:)))
    }
  }

  /// Up to five nodes whose names differ in few letters, or begin alike. Reads all names.
  private func near(_ key: String) throws -> [Int] {
    guard let column = try parts.column("name.folded", count: nodeCount) else { return [] }
    let letters = Array(key.unicodeScalars)
    guard !letters.isEmpty else { return [] }
    let limit = max(1, letters.count / 3)
    var distances: [Int: Int] = [:]
    for code in 1..<column.codeCount {
      guard let name = try column.stored(code).text else { continue }
      let other = Array(name.unicodeScalars)
      let distance =
        letters.count >= 3 && other.starts(with: letters)
        ? 1 : NameIndex.distance(letters, other, limit: limit)
      guard distance <= limit else { continue }
      for holder in try column.elements(code) ?? UnsafeBufferPointer(start: nil, count: 0) {
        distances[Int(holder >> 2)] = min(distances[Int(holder >> 2)] ?? .max, distance)
      }
    }
    let near = try distances.map { (distance: $0.value, id: try id(ofNode: $0.key), node: $0.key) }
    return near.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.prefix(5).map(\.node)
  }
}
