/// Makes the nodes of meetings out of their tellings.
struct MeetingNodes {
  /// For each meeting the number of its date; -1 for none.
  let dates = SpilledArray<Int32>()
  /// The records that tell a date of a meeting of each day, each once, ascending.
  private(set) var recordsOfDays: [(date: String, records: [Int32])] = []

  private let tellings: MeetingTellings
  private let records: MergingRecords

  /// - Parameter meetings: for each telling the number of its meeting.
  init(
    _ tellings: MeetingTellings, _ meetings: SpilledArray<Int32>, _ records: MergingRecords, starts: [Int],
    _ nodes: inout MergedNodes, memory: Int
  ) throws {
    self.tellings = tellings
    self.records = records
    var recordsOfDate: [Int32: [Int32]] = [:]
    var naming = NodeNaming(memory: memory)
    // As articles have entities, meetings have tellings.
    var count = 0
    for telling in meetings.indices { count = max(count, Int(try meetings[telling]) + 1) }
    let numbers = try Appearances(meetings, 0...meetings.count, nodeCount: count)
    for meeting in 0..<count {
      let members = try numbers[meeting].map { Int($0) }
      let told = try members.map { try tellings.all[$0] }
      let date = try date(told)
      try dates.append(date)
      if date >= 0 {
        recordsOfDate[date, default: []] += told.lazy.filter { $0.date >= 0 }.map(\.record)
      }
      let (node, wish) = try node(
        told, members, date: try date < 0 ? nil : tellings.dates[Int(date)], starts, nodes)
      try naming.add(wish, node: nodes.append(node))
    }
    try naming.finish { try nodes.setID($1, of: $0) }
    recordsOfDays = try recordsOfDate.map { (try tellings.dates[Int($0)], Set($1).sorted()) }
      .sorted { $0.0 < $1.0 }
  }

  /// The date told most often among the shortest.
  private func date(_ told: [MeetingTelling]) throws -> Int32 {
    let dated = told.filter { $0.date >= 0 }
    guard let shortest = dated.map({ $0.days?.count ?? .max }).min() else { return -1 }
    let exact = dated.filter { ($0.days?.count ?? .max) == shortest }
    let texts = try exact.map { try tellings.dates[Int($0.date)] }
    return exact[texts.firstIndex(of: Tally(texts).best()!)!].date
  }

  private func node(
    _ told: [MeetingTelling], _ members: [Int], date: String?, _ starts: [Int], _ nodes: MergedNodes
  ) throws -> (MergedNode, NodeNaming.Wish) {
    let label = try label(told, nodes)
    let shown = told.contains(where: \.isNamed) ? label : Self.joined(label, date)
    let spoken = Set(try told.map(tellings.label)).subtracting([shown, ""])
    let slug = Identifier.slug(label)
    let readable = [slug, date.map(Identifier.token) ?? ""].filter { !$0.isEmpty }.joined(separator: "-")
    func ids(_ numbers: some Sequence<Int32>) throws -> [String] {
      try Set(numbers).map { try nodes.id(Int($0)) }.sorted()
    }
    let seed =
      try [label, date ?? ""] + ids(told.flatMap(tellings.participants)) + ["at"]
      + ids(told.map(\.place).filter { $0 >= 0 }) + ["in"]
      + zip(told, members).map { telling, number in
        "\(try records.id(Int(telling.record)))#\(number - starts[Int(telling.record)])"
      }.sorted()
    return (
      MergedNode(
        kind: .meeting, label: shown, aliases: spoken.sorted(), records: Set(told.map(\.record)).sorted()),
      .init(id: "meeting:" + (slug.isEmpty ? Identifier.hash(seed) : readable), isFixed: false, seed: seed)
    )
  }

  /// A name of its own when there is one; else what it is, who takes part and where.
  ///
  ///     "visite (Léa Roux, Karim Haddad, Lyon)"
  private func label(_ told: [MeetingTelling], _ nodes: MergedNodes) throws -> String {
    let named = told.filter(\.isNamed)
    if let name = Tally(try named.map(tellings.label)).best(rank: { $0.count }), !name.isEmpty { return name }
    let phrase = Tally(try told.map(tellings.label)).best { $0.count } ?? ""
    let said = Set(FoldedName.words(phrase))
    func isNew(_ label: String) -> Bool { FoldedName(label).words.last.map { !said.contains($0) } ?? false }
    func labels(_ numbers: some Sequence<Int32>) throws -> [String] {
      try Set(numbers).map {
        (try nodes.kind(Int($0)), try nodes.id(Int($0)), try nodes.caption(Int($0)).label)
      }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }
    let everyone = try labels(told.flatMap(tellings.participants))
    let people = everyone.filter(isNew)
    var parts = Array(people.prefix(Self.namedParticipants))
    if people.count > parts.count { parts.append("…") }
    parts += try labels(told.map(\.place).filter { $0 >= 0 }).filter { isNew($0) && !everyone.contains($0) }
    return parts.reduce(phrase, Self.joined)
  }

  /// A label with one more part in its brackets.
  ///
  ///     joined("visite (Lyon)", "2025-03-02")   // "visite (Lyon, 2025-03-02)"
  private static func joined(_ label: String, _ part: String?) -> String {
    guard let part else { return label }
    if label.isEmpty { return part }
    return label.hasSuffix(")") ? "\(label.dropLast()), \(part))" : "\(label) (\(part))"
  }

  private static let namedParticipants = 3
}
