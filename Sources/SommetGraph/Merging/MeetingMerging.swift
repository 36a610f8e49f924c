import Foundation

/// Decides which meetings of which articles are one node.
///
/// Two tellings may be one meeting when their days and places do not contradict each other, and they share two
/// participants or the name. The most exact tellings (a day, a place, many participants) are placed first and the
/// others join them; one that would fit two meetings equally well and has no date of its own stays apart.
struct MeetingMerging {
  private(set) var meetings: [MergedMeeting] = []
  /// One for each meeting, in the same order.
  private(set) var nodes: [MergedNode] = []
  private let entities: [MergedNode]
  /// For all meetings of all records, one record after the other, the number of the merged meeting.
  private var meetingOfTelling: [Int32] = []
  /// Where a record's meetings begin in `meetingOfTelling`.
  private var starts: [Int] = []

  init(_ records: MergingRecords, entities: EntityMerging) throws {
    self.entities = entities.nodes
    var tellings: [MeetingTelling] = []
    var articles: [String] = []
    try records.forEach(.meetings) { number, record in
      starts.append(tellings.count)
      articles.append(record.article.id)
      let published = record.article.date.flatMap { DateRange($0) }
      let nodes = record.meetings.isEmpty ? [] : entities.nodes(ofRecord: number)
      for (index, meeting) in record.meetings.enumerated() {
        tellings.append(
          MeetingTelling(meeting, index: index, record: number, published: published, nodes: nodes))
      }
    }
    starts.append(tellings.count)
    meetingOfTelling = [Int32](repeating: 0, count: tellings.count)
    var candidates = MeetingCandidates()
    tellings.sort(by: MeetingTelling.isMoreExact)
    for telling in tellings { place(telling, &candidates) }
    tellings = []
    for number in meetings.indices { meetings[number].endAdding() }
    makeNodes(articles)
    for number in meetings.indices { meetings[number].forgetTellings() }
  }

  /// The merged meeting of a record's meeting.
  func meeting(ofRecord record: Int, at index: Int) -> Int { Int(meetingOfTelling[starts[record] + index]) }

  private mutating func place(_ telling: MeetingTelling, _ candidates: inout MeetingCandidates) {
    var best: (score: Int, meeting: Int)?
    var isTied = false
    for number in candidates.near(telling) {
      let score = meetings[number].agreement(telling, isPart: { isPart($0, of: $1) })
      guard score > 0, score >= best?.score ?? 0 else { continue }
      isTied = score == best?.score
      if !isTied { best = (score, number) }
    }
    var number = meetings.count
    if let best, !(isTied && telling.date == nil) {
      number = best.meeting
      meetings[number].add(telling)
    } else {
      meetings.append(MergedMeeting(telling))
    }
    candidates.add(telling, to: number)
    meetingOfTelling[starts[Int(telling.record)] + Int(telling.index)] = Int32(number)
  }

  private func isPart(_ place: Int32, of country: Int32) -> Bool {
    guard let told = entities[Int(place)].attributes["country"]?.string else { return false }
    let country = entities[Int(country)]
    return country.id == told || country.id == "country:\(told)"
      || FoldedName(country.label) == FoldedName(told)
  }

  private mutating func makeNodes(_ articles: [String]) {
    var wishes: [NodeNaming.Wish] = []
    for meeting in meetings {
      let label = label(meeting.tellings)
      let isNamed = meeting.tellings.contains(where: \.isNamed)
      let shown = isNamed ? label : Self.joined(label, meeting.date)
      let spoken = Set(meeting.tellings.map(\.label)).subtracting([shown, ""])
      nodes.append(
        MergedNode(
          kind: .meeting, label: shown, aliases: spoken.sorted(),
          records: Set(meeting.tellings.map(\.record)).sorted()))
      let slug = Identifier.slug(label)
      let readable = [slug, meeting.date.map(Identifier.token) ?? ""].filter { !$0.isEmpty }.joined(
        separator: "-")
      let seed = seed(meeting, label, articles)
      wishes.append(
        .init(
          id: "meeting:" + (slug.isEmpty ? Identifier.hash(seed) : readable), isFixed: false, seed: seed))
    }
    for (number, id) in NodeNaming.ids(wishes).enumerated() {
      nodes[number].id = id
      meetings[number].node = number
    }
  }

  private func seed(_ meeting: MergedMeeting, _ label: String, _ articles: [String]) -> [String] {
    func ids(_ nodes: some Sequence<Int32>) -> [String] { Set(nodes).map { entities[Int($0)].id }.sorted() }
    let tellings = meeting.tellings
    return [label, meeting.date ?? ""] + ids(tellings.flatMap(\.participants)) + ["at"]
      + ids(tellings.compactMap(\.place)) + ["in"]
      + tellings.map { "\(articles[Int($0.record)])#\($0.index)" }.sorted()
  }

  /// A name of its own when there is one; else what it is, who takes part and where.
  ///
  ///     "visite (Léa Roux, Karim Haddad, Lyon)"
  private func label(_ tellings: [MeetingTelling]) -> String {
    let named = tellings.filter(\.isNamed)
    if let name = Tally(named.map(\.label)).best(rank: { $0.count }), !name.isEmpty { return name }
    let phrase = Tally(tellings.map(\.label)).best { $0.count } ?? ""
    let said = Set(FoldedName.words(phrase))
    func isNew(_ label: String) -> Bool { FoldedName(label).words.last.map { !said.contains($0) } ?? false }
    func labels(_ nodes: some Sequence<Int32>) -> [String] {
      Set(nodes).map { entities[Int($0)] }.sorted { ($0.kind, $0.id) < ($1.kind, $1.id) }.map(\.label)
    }
    let everyone = labels(tellings.flatMap(\.participants))
    let people = everyone.filter(isNew)
    var parts = Array(people.prefix(Self.namedParticipants))
    if people.count > parts.count { parts.append("…") }
    parts += labels(tellings.compactMap(\.place)).filter { isNew($0) && !everyone.contains($0) }
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
