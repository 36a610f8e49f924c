/// What is proposed, warned about, asked…: one node for each folded phrase.
struct TopicMerging {
  /// The node of each folded phrase, by its hash.
  private let numbers = NumberTable()

  /// - Parameter nodes: all but topics and days; are given the topics'.
  init(_ records: MergingRecords, _ nodes: inout MergedNodes, memory: Int) throws {
    let taken = NumberSet()
    for node in 0..<nodes.count { _ = try taken.insert(Fingerprint.identity(nodes.id(node).composed)) }
    var sorter = ByteSorter(limit: memory / 2)
    try records.forEach(.acts) { number, record in
      for case .topic(let words) in record.acts.map(\.target) {
        var value = ByteWriter()
        value.write(number)
        value.write(words.composed)
        try sorter.add(key: Array(Self.key(words).composed.utf8), value: value.bytes)
      }
    }
    var naming = NodeNaming(memory: memory)
    try sorter.forEachGroup { bytes, values in
      let key = String(decoding: bytes, as: UTF8.self)
      var phrases = Tally<String>()
      var tellers: [Int32] = []
      for value in values {
        var reader = ByteReader(value)
        let number = Int32(try reader.integer())
        if tellers.last != number { tellers.append(number) }
        phrases.add(try reader.text())
      }
      let label = phrases.best { -$0.count }!
      let node = try nodes.append(
        MergedNode(
          kind: .topic, label: label, aliases: phrases.counts.keys.filter { $0 != label }.sorted(),
          records: tellers))
      try numbers.set(node, of: Fingerprint.identity(key))
      try naming.add(Self.wish(key), node: node)
    }
    try naming.finish(taken: taken) { try nodes.setID($1, of: $0) }
  }

  private static func wish(_ key: String) -> NodeNaming.Wish {
    let slug = Identifier.slug(key, limit: 48)
    // A phrase that does not fit is told from others with the same beginning.
    let isWhole = slug == key.split(separator: " ").joined(separator: "-")
    return .init(
      id: "topic:" + (isWhole ? slug : "\(slug)-\(Identifier.hash([key], length: 5))"), isFixed: false,
      seed: [key])
  }

  /// The node of a phrase.
  ///
  /// - Precondition: the phrase is the target of an act of one of the records.
  func node(_ words: String) throws -> Int {
    try numbers[Fingerprint.identity(Self.key(words).composed)]!
  }

  private static func key(_ words: String) -> String {
    let name = FoldedName(words)
    return name.words.isEmpty ? words : name.key
  }
}
