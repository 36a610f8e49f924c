/// Gives nodes their ids: the wished ones, told apart where two nodes wish for the same.
///
/// Wishes are sorted through a temporary file.
struct NodeNaming {
  struct Wish {
    /// A readable id.
    var id: String
    /// Whether the id comes from outside and is kept whatever others wish for.
    var isFixed: Bool
    /// What makes the node differ from all others; same nodes, same seed in every corpus.
    var seed: [String]
  }

  private var sorter: ByteSorter

  /// - Parameter memory: bytes that sorts may hold; half of them are for what the wishes come from.
  init(memory: Int) { sorter = ByteSorter(limit: memory / 4) }

  /// - Parameter node: number of the node.
  mutating func add(_ wish: Wish, node: Int) throws {
    var key = ByteWriter()
    key.write(raw: CollectionOfOne(wish.isFixed ? 0 : 1))
    key.writeKey([wish.id] + wish.seed)
    var value = ByteWriter()
    value.write(node)
    value.write(wish.isFixed)
    value.write(wish.id)
    value.write(wish.seed) { $0.write($1) }
    try sorter.add(key: key.bytes, value: value.bytes)
  }

  /// Gives every node its id; the order in which wishes came does not change who gets what.
  ///
  /// - Parameter taken: ids that nobody gets; gets those that are given, all as `Fingerprint.identity` of their composed form.
  mutating func finish(taken: NumberSet = NumberSet(), _ give: (_ node: Int, _ id: String) throws -> Void)
    throws
  {
    var isShared = false
    var waiting: (node: Int, wish: Wish)?
    func giveWaiting() throws {
      guard let (node, wish) = waiting else { return }
      try give(node, Self.id(wish, isShared: isShared, taken))
    }
    try sorter.forEachGroup { _, values in
      for value in values {
        let next = try Self.read(value)
        let isSame =
          waiting.map { $0.wish.id == next.wish.id && $0.wish.isFixed == next.wish.isFixed } ?? false
        isShared = isShared || isSame
        try giveWaiting()
        waiting = next
        isShared = isSame
      }
    }
    try giveWaiting()
  }

  private static func read(_ bytes: ArraySlice<UInt8>) throws -> (node: Int, wish: Wish) {
    var reader = ByteReader(bytes)
    let node = try reader.integer()
    let isFixed = try reader.flag()
    return (node, Wish(id: try reader.text(), isFixed: isFixed, seed: try reader.texts()))
  }

  /// - Parameter isShared: whether another node wishes for the same id.
  private static func id(_ wish: Wish, isShared: Bool, _ taken: NumberSet) throws -> String {
    var id = wish.id
    if !wish.isFixed {
      let isTaken = try isShared || taken.contains(Fingerprint.identity(id.composed))
      if isTaken { id += "-" + Identifier.hash(wish.seed, length: 5) }
    }
    var attempt = 1
    while try !taken.insert(Fingerprint.identity(id.composed)) {
      attempt += 1
      id = wish.id + "-" + Identifier.hash(wish.seed + [String(attempt)])
    }
    return id
  }
}
