/// Numbers that nodes of both graphs share when they are one entity.
struct EntityClasses {
  private var sets = DisjointSets(count: 0)
  /// Of ids that an alignment tells something of.
  private var oldNumbers: [String: Int] = [:]
  private var newNumbers: [String: Int] = [:]
  /// Of all other ids, which stand for the same node in both graphs.
  private var numbers: [String: Int] = [:]

  init(_ alignment: Alignment?) {
    guard let alignment else { return }
    let movedOld = Set(alignment.renamed.map(\.old))
    let movedNew = Set(alignment.renamed.map(\.new))
    let matches = alignment.renamed + alignment.merged + alignment.split
    for id in Set(matches.flatMap { [$0.old, $0.new] }).sorted() {
      oldNumbers[id] = sets.add()
      newNumbers[id] = sets.add()
      if !movedOld.contains(id), !movedNew.contains(id) { sets.unite(oldNumbers[id]!, newNumbers[id]!) }
    }
    for match in matches { sets.unite(oldNumbers[match.old]!, newNumbers[match.new]!) }
  }

  mutating func number(old id: String) -> Int { oldNumbers[id].map { sets.representative($0) } ?? number(id) }
  mutating func number(new id: String) -> Int { newNumbers[id].map { sets.representative($0) } ?? number(id) }

  private mutating func number(_ id: String) -> Int {
    if let number = numbers[id] { return number }
    numbers[id] = sets.add()
    return numbers[id]!
  }
}
