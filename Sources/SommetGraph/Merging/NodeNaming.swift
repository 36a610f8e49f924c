/// Gives nodes their ids: the wished ones, told apart where two nodes wish for the same.
struct NodeNaming {
  struct Wish {
    /// A readable id.
    var id: String
    /// Whether the id comes from outside and is kept whatever others wish for.
    var isFixed: Bool
    /// What makes the node differ from all others; same nodes, same seed in every corpus.
    var seed: [String]
  }

  /// The ids for some wishes, unique, in the order of the wishes. Their order does not change who gets what.
  static func ids(_ wishes: [Wish], taken: Set<String> = []) -> [String] {
    var taken = taken
    let frequencies = Tally(wishes.map(\.id)).counts
    var ids = [String](repeating: "", count: wishes.count)
    func order(_ a: Int, _ b: Int) -> Bool {
      if wishes[a].isFixed != wishes[b].isFixed { return wishes[a].isFixed }
      return wishes[a].id == wishes[b].id
        ? wishes[a].seed.lexicographicallyPrecedes(wishes[b].seed) : wishes[a].id < wishes[b].id
    }
    for number in wishes.indices.sorted(by: order) {
      let wish = wishes[number]
      var id = wish.id
      if !wish.isFixed, frequencies[id]! > 1 || taken.contains(id) {
        id += "-" + Identifier.hash(wish.seed, length: 5)
      }
      var attempt = 1
      while !taken.insert(id).inserted {
        attempt += 1
        id = wish.id + "-" + Identifier.hash(wish.seed + [String(attempt)])
      }
      ids[number] = id
    }
    return ids
  }
}
