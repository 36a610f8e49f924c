import Foundation

/// Decides which meetings of which articles are one node.
///
/// Two tellings may be one meeting when their days and places do not contradict each other, and they share two
/// participants or the name. The most exact tellings (a day, a place, many participants) are placed first and the
/// others join them; one that would fit two meetings equally well and has no date of its own stays apart.
struct MeetingMerging {
  /// Tellings that are one meeting.
  struct Meeting {
    var tellings: [Telling]
    var id = ""
    /// The most exact date told, most often.
    var date: String?
  }

  /// A meeting as one article tells it, with the graph's nodes in place of the article's entities.
  struct Telling {
    let record: Int
    let index: Int
    let article: String
    /// Publication day.
    let published: DateRange?
    let meeting: RecordedMeeting
    let name: FoldedName
    let participants: Set<String>
    let place: String?
    let days: DateRange?
  }

  private(set) var meetings: [Meeting] = []
  private(set) var nodes: [Node] = []
  /// For each record and each of its meetings the node's id.
  private(set) var ids: [[String]]

  private let places: [String: Node]

  init(_ records: [Record], entities: EntityMerging) {
    ids = records.map { [String](repeating: "", count: $0.meetings.count) }
    places = Dictionary(uniqueKeysWithValues: entities.nodes.map { ($0.id, $0) })
    let tellings = records.indices.flatMap { record in
      records[record].meetings.indices.map { Self.telling($0, record, records[record], entities.ids[record]) }
    }
    for telling in tellings.sorted(by: Self.isMoreExact) { place(telling) }
    makeNodes()
  }

  private static func telling(_ index: Int, _ number: Int, _ record: Record, _ ids: [String]) -> Telling {
    var meeting = record.meetings[index]
    meeting.label = meeting.label.precomposedStringWithCanonicalMapping
    return Telling(
      record: number, index: index, article: record.article.id,
      published: record.article.date.flatMap { DateRange($0) }, meeting: meeting,
      name: FoldedName(meeting.label),
      participants: Set(meeting.participants.map { ids[$0] }), place: meeting.place.map { ids[$0] },
      days: meeting.date.flatMap { DateRange($0) })
  }

  private static func isMoreExact(_ a: Telling, _ b: Telling) -> Bool {
    func order(_ telling: Telling) -> (Int, Int, Int, Int) {
      (
        telling.days?.dayCount ?? .max, telling.place == nil ? 1 : 0, -telling.participants.count,
        telling.meeting.isNamed ? 0 : 1
      )
    }
    let (left, right) = (order(a), order(b))
    if left != right { return left < right }
    if a.name.key != b.name.key { return a.name.key < b.name.key }
    return a.article == b.article ? a.index < b.index : a.article < b.article
  }

  private mutating func place(_ telling: Telling) {
    var best: (score: Int, meeting: Int)?
    var isTied = false
    for (number, meeting) in meetings.enumerated() {
      guard !meeting.tellings.contains(where: { contradict(telling, $0) }) else { continue }
      let score = meeting.tellings.map { agreement(telling, $0) }.max()!
      guard score > 0, score >= best?.score ?? 0 else { continue }
      isTied = score == best?.score
      if !isTied { best = (score, number) }
    }
    if let best, !(isTied && telling.meeting.date == nil) {
      meetings[best.meeting].tellings.append(telling)
    } else {
      meetings.append(Meeting(tellings: [telling]))
    }
  }

  private func contradict(_ a: Telling, _ b: Telling) -> Bool {
    let haveSameName = a.meeting.isNamed && b.meeting.isNamed && a.name == b.name
    // What one article keeps apart is apart.
    if a.article == b.article, !haveSameName { return true }
    if let left = a.days, let right = b.days, !left.overlaps(right) { return true }
    if let left = a.place, let right = b.place, left != right, !isPart(left, of: right),
      !isPart(right, of: left)
    {
      return true
    }
    let modalities = Set([a.meeting.modality, b.meeting.modality])
    return modalities == [.occurred, .denied]
  }

  private func isPart(_ place: String, of country: String) -> Bool {
    guard let told = places[place]?.attributes["country"]?.string, let country = places[country] else {
      return false
    }
    return country.id == told || country.id == "country:\(told)"
      || FoldedName(country.label) == FoldedName(told)
  }

  /// How well two tellings that do not contradict each other agree; 0 when nothing says that they are one.
  private func agreement(_ a: Telling, _ b: Telling) -> Int {
    let shared = a.participants.intersection(b.participants).count
    let isNamed = a.meeting.isNamed && b.meeting.isNamed
    let haveSameName = isNamed && !a.name.words.isEmpty && a.name == b.name
    let haveSimilarName = isNamed && Self.contains(a.name, b.name)
    // Where a date is missing, the day of the article is the nearest thing known.
    let distance = (a.days ?? a.published).flatMap { left in
      (b.days ?? b.published).map { right in left.distance(to: right) }
    }
    let isNear = distance.map { $0 <= Self.nearDays } ?? true
    let isExact = [a.days, b.days].allSatisfy { $0.map { $0.dayCount <= Self.nearDays } ?? true }
    let isDated = a.days != nil && b.days != nil
    // The same long words for what happened on one day.
    let haveSameWords =
      a.name == b.name && a.days?.isDay == true && a.days == b.days && Self.tellingWords(a.name).count >= 2
    let haveLikeName = haveSimilarName && (isDated || shared > 0)
    guard haveSameName || haveSameWords || haveLikeName || (shared >= 2 && isExact), isNear else { return 0 }
    return (haveSameName || haveSameWords ? 6 : haveSimilarName ? 3 : 0) + 2 * min(shared, 5)
      + (a.place != nil && a.place == b.place ? 3 : 0) + (isDated ? 3 : 0)
      + (isDated && a.days == b.days ? 2 : 0)
  }

  /// Two tellings farther apart are different meetings unless both give a date.
  private static let nearDays = 31

  /// Whether the telling words of one name all stand in the other.
  private static func contains(_ a: FoldedName, _ b: FoldedName) -> Bool {
    let (left, right) = (tellingWords(a), tellingWords(b))
    return min(left.count, right.count) >= 2 && (left.isSubset(of: right) || right.isSubset(of: left))
  }

  /// Words of one to three letters tell little.
  private static func tellingWords(_ name: FoldedName) -> Set<String> {
    Set(name.words.filter { $0.count > 3 })
  }

  private mutating func makeNodes() {
    var wishes: [NodeNaming.Wish] = []
    for number in meetings.indices {
      let tellings = meetings[number].tellings
      let date = Self.date(tellings)
      meetings[number].date = date
      let label = label(tellings)
      let isNamed = tellings.contains { $0.meeting.isNamed }
      let shown = isNamed ? label : Self.joined(label, date)
      let spoken = Set(tellings.map(\.meeting.label)).subtracting([shown, ""])
      nodes.append(
        Node(
          id: "", kind: .meeting, label: shown, aliases: spoken.sorted(),
          articles: Set(tellings.map(\.article)).sorted()))
      let slug = Identifier.slug(label)
      let seed =
        [label, date ?? ""] + Set(tellings.flatMap(\.participants)).sorted() + ["at"]
        + Set(tellings.compactMap(\.place)).sorted() + ["in"]
        + tellings.map { "\($0.article)#\($0.index)" }.sorted()
      let readable = [slug, date.map(Identifier.token) ?? ""].filter { !$0.isEmpty }.joined(separator: "-")
      wishes.append(
        .init(
          id: "meeting:" + (slug.isEmpty ? Identifier.hash(seed) : readable), isFixed: false, seed: seed))
    }
    for (number, id) in NodeNaming.ids(wishes).enumerated() {
      nodes[number].id = id
      meetings[number].id = id
      for telling in meetings[number].tellings { ids[telling.record][telling.index] = id }
    }
  }

  /// The date told most often among the shortest.
  private static func date(_ tellings: [Telling]) -> String? {
    let told = tellings.compactMap { telling in
      telling.meeting.date.map { ($0, telling.days?.dayCount ?? .max) }
    }
    guard let shortest = told.map(\.1).min() else { return nil }
    return Tally(told.filter { $0.1 == shortest }.map(\.0)).best()
  }

  /// A name of its own when there is one; else what it is, who takes part and where.
  ///
  ///     "visite (Léa Roux, Karim Haddad, Lyon)"
  private func label(_ tellings: [Telling]) -> String {
    let named = tellings.filter(\.meeting.isNamed)
    if let name = Tally(named.map(\.meeting.label)).best(rank: { $0.count }), !name.isEmpty { return name }
    let phrase = Tally(tellings.map(\.meeting.label)).best { $0.count } ?? ""
    let said = Set(FoldedName.words(phrase))
    func isNew(_ label: String) -> Bool { FoldedName(label).words.last.map { !said.contains($0) } ?? false }
    let everyone = Set(tellings.flatMap(\.participants)).compactMap { places[$0] }.sorted().map(\.label)
    let people = everyone.filter(isNew)
    var parts = Array(people.prefix(Self.namedParticipants))
    if people.count > parts.count { parts.append("…") }
    parts += Set(tellings.compactMap(\.place)).compactMap { places[$0] }.sorted().map(\.label).filter {
      isNew($0) && !everyone.contains($0)
    }
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
