import Foundation

/// What is proposed, warned about, asked…: one node for each folded phrase.
struct TopicMerging {
  private(set) var nodes: [MergedNode] = []
  private var numbers: [String: Int] = [:]

  init(_ records: MergingRecords, taken: Set<String>) throws {
    var phrases: [String: Tally<String>] = [:]
    var tellers: [String: [Int32]] = [:]
    try records.forEach(.acts) { number, record in
      for case .topic(let words) in record.acts.map(\.target) {
        let key = Self.key(words)
        phrases[key, default: Tally()].add(words.precomposedStringWithCanonicalMapping)
        if tellers[key]?.last != Int32(number) { tellers[key, default: []].append(Int32(number)) }
      }
    }
    let keys = phrases.keys.sorted()
    let wishes = keys.map { key in
      let slug = Identifier.slug(key, limit: 48)
      // A phrase that does not fit is told from others with the same beginning.
      let isWhole = slug == key.split(separator: " ").joined(separator: "-")
      return NodeNaming.Wish(
        id: "topic:" + (isWhole ? slug : "\(slug)-\(Identifier.hash([key], length: 5))"), isFixed: false,
        seed: [key])
    }
    for (key, id) in zip(keys, NodeNaming.ids(wishes, taken: taken)) {
      numbers[key] = nodes.count
      let label = phrases[key]!.best { -$0.count }!
      nodes.append(
        MergedNode(
          id: id, kind: .topic, label: label,
          aliases: phrases[key]!.counts.keys.filter { $0 != label }.sorted(), records: tellers[key]!))
    }
  }

  /// The number of the node of a phrase.
  ///
  /// - Precondition: the phrase is the target of an act of one of the records.
  func node(_ words: String) -> Int { numbers[Self.key(words)]! }

  private static func key(_ words: String) -> String {
    let name = FoldedName(words)
    return name.words.isEmpty ? words : name.key
  }
}
