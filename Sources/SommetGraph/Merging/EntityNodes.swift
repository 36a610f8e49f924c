/// Makes the nodes of entities out of what articles say of them.
struct EntityNodes {
  /// What an article says of a node.
  private struct Telling: Hashable {
    enum Form: Int {
      /// A label of the group that is the component's root, or of another one.
      case ownLabel, label
      case alias
      /// The folded name of a group, or that it has none.
      case name, noName
      case attribute
    }

    let node: Int32
    let form: Form
    /// Of names: each group has one.
    var group: Int32 = 0
    let text: String
    var value = ""
  }

  private let kinds = SpilledArray<UInt8>()
  /// Whether a known entity is the node.
  private var known: [Int: String] = [:]
  private var sorter: ByteSorter
  private let memory: Int
  /// What was told lately, and how often.
  private var counts: [Telling: Int] = [:]
  private static let mostCounts = 1 << 14

  /// - Parameter memory: bytes that a sort may hold.
  init(memory: Int) {
    self.memory = memory
    sorter = ByteSorter(limit: memory / 2)
  }

  var count: Int { kinds.count }

  /// - Returns: the node's number.
  mutating func add(kind: UInt8) throws -> Int {
    try kinds.append(kind)
    return kinds.count - 1
  }

  mutating func tell(
    _ entity: RecordedEntity, of node: Int, group: Int, isRoot: Bool, isKnown: Bool,
    _ folded: inout FoldedNames
  ) throws {
    let label = entity.label.composed
    let number = Int32(node)
    counts[Telling(node: number, form: isRoot ? .ownLabel : .label, text: label), default: 0] += 1
    for alias in entity.aliases {
      counts[Telling(node: number, form: .alias, text: alias.composed), default: 0] += 1
    }
    for (name, value) in entity.attributes {
      counts[Telling(node: number, form: .attribute, text: name, value: value), default: 0] += 1
    }
    if isKnown {
      if isRoot, known[node] == nil { known[node] = entity.known }
    } else {
      let name = folded[label]
      counts[
        Telling(
          node: number, form: name.whole == nil ? .noName : .name, group: Int32(group), text: name.key),
        default: 0] += 1
    }
    if counts.count >= Self.mostCounts { try flush() }
  }

  private mutating func flush() throws {
    for (telling, count) in counts {
      var value = ByteWriter()
      value.write(telling.form.rawValue)
      value.write(Int(telling.group))
      value.write(telling.text)
      value.write(telling.value)
      value.write(count)
      try sorter.add(key: UInt32(telling.node).orderedBytes, value: value.bytes)
    }
    counts.removeAll(keepingCapacity: true)
  }

  /// All that is said of one node.
  private struct Told {
    var ownLabels = Tally<String>()
    var labels = Tally<String>()
    var aliases: Set<String> = []
    var names: [Int32: String?] = [:]
    var attributes: [String: Tally<String>] = [:]

    mutating func read(_ bytes: ArraySlice<UInt8>) throws {
      var reader = ByteReader(bytes)
      let form = Telling.Form(rawValue: try reader.integer())
      let group = Int32(try reader.integer())
      let text = try reader.text()
      let value = try reader.text()
      let count = try reader.integer()
      switch form {
      case .ownLabel:
        ownLabels.add(text, count)
        labels.add(text, count)
      case .label: labels.add(text, count)
      case .alias: aliases.insert(text)
      case .name: names[group] = text
      case .noName: names[group] = .some(nil)
      case .attribute: attributes[text, default: Tally()].add(value, count)
      case nil: preconditionFailure("a form is written as it is read")
      }
    }
  }

  /// Gives all nodes, with their ids.
  mutating func finish(_ appearances: Appearances, _ nodes: inout MergedNodes) throws {
    try flush()
    var naming = NodeNaming(memory: memory)
    let (kinds, known) = (kinds, known)
    try sorter.forEachGroup { key, values in
      let number = Int(UInt32(orderedBytes: key))
      var told = Told()
      for value in values { try told.read(value) }
      let kind = NodeKind.allCases[Int(try kinds[number])]
      let id = known[number]
      let label = Self.label(kind, id == nil ? told.labels : told.ownLabels, isKnown: id != nil)
      let names = Set(told.labels.counts.keys).union(told.aliases).subtracting([label, ""])
      let node = try nodes.append(
        MergedNode(
          kind: kind, label: label, aliases: names.sorted(), records: try appearances[number],
          attributes: told.attributes.mapValues { .string($0.best()!) }))
      precondition(node == number, "each node is told of")
      try naming.add(Self.wish(kind, label, known: id, told.names.values.map { $0 ?? label }), node: node)
    }
    try naming.finish { try nodes.setID($1, of: $0) }
  }

  /// A known entity's own label, a person's fullest name, and else the name used most.
  private static func label(_ kind: NodeKind, _ labels: Tally<String>, isKnown: Bool) -> String {
    guard kind == .person, !isKnown else { return labels.best { $0.unicodeScalars.count }! }
    let lengths = labels.counts.keys.map { FoldedName($0).words.count }
    let longest = lengths.max()!
    let fullest = Set(zip(labels.counts.keys, lengths).filter { $0.1 == longest }.map(\.0))
    return labels.filter(fullest.contains).best()!
  }

  private static func wish(
    _ kind: NodeKind, _ label: String, known: String?, _ names: [String]
  ) -> NodeNaming.Wish {
    if let known {
      let isPrefixed = known.split(separator: ":").first.flatMap { NodeKind(known: String($0)) } != nil
      let whole = isPrefixed ? known : "\(kind.rawValue):\(known)"
      return .init(id: Identifier.token(whole), isFixed: Identifier.isToken(known), seed: ["known", known])
    }
    let slug = Identifier.slug(label)
    let seed = [kind.rawValue] + names.sorted()
    return .init(
      id: "\(kind.rawValue):\(slug.isEmpty ? Identifier.hash(seed) : slug)", isFixed: false, seed: seed)
  }
}
