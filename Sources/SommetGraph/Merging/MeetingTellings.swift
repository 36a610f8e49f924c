/// All meetings that articles tell of, one record after the other.
struct MeetingTellings {
  let all = SpilledArray<MeetingTelling>(memory: 16 << 20)
  let names = MeetingNames()
  let dates = TextNumbers()
  /// Numbers of nodes; ascending within a telling.
  private let participants = SpilledArray<Int32>(memory: 8 << 20)

  func append(
    _ meeting: RecordedMeeting, record: Int, published: DateRange?, nodes: [Int]
  ) throws {
    let begin = participants.count
    try participants.append(contentsOf: Set(meeting.participants.map { Int32(nodes[$0]) }).sorted())
    try all.append(
      MeetingTelling(
        record: Int32(record), published: published.map(MeetingTelling.Days.init),
        label: names.number(of: meeting.label.composed), isNamed: meeting.isNamed, modality: meeting.modality,
        date: Int32(meeting.date.map(dates.number) ?? -1),
        days: meeting.date.flatMap { DateRange($0) }.map(MeetingTelling.Days.init),
        firstParticipant: begin, participantCount: Int32(participants.count - begin),
        place: meeting.place.map { Int32(nodes[$0]) } ?? -1))
  }

  func participants(_ telling: MeetingTelling) throws -> [Int32] {
    let begin = telling.firstParticipant
    return try participants[begin..<begin + Int(telling.participantCount)]
  }

  func label(_ telling: MeetingTelling) throws -> String { try names.labels[Int(telling.label)] }
  func name(_ telling: MeetingTelling) throws -> Int { try names.name(telling.label) }

  /// Gives the numbers of the tellings, the most exact first: a day, a place, many participants, a name; what is left is told apart
  /// by name and place in the corpus.
  ///
  /// - Parameter memory: bytes that sorting may hold.
  func forEachByExactness(memory: Int, _ body: (Int) throws -> Void) throws {
    let ranks = try names.ranks(memory: memory)
    var sorter = ByteSorter(limit: memory)
    for number in all.indices {
      let telling = try all[number]
      var key = UInt32(telling.days?.count ?? Int(UInt32.max)).orderedBytes
      key.append(telling.place < 0 ? 1 : 0)
      key += UInt32(Int(Int32.max) - Int(telling.participantCount)).orderedBytes
      key.append(telling.isNamed ? 0 : 1)
      key += UInt32(try ranks[name(telling)]).orderedBytes
      try sorter.add(key: key + UInt32(number).orderedBytes)
    }
    try sorter.forEachGroup { key, _ in try body(Int(UInt32(orderedBytes: key.suffix(4)))) }
  }

  /// Whether two tellings agree and contradict alike.
  func areAlike(_ a: MeetingTelling, _ b: MeetingTelling) throws -> Bool {
    try a.isNamed == b.isNamed && a.modality == b.modality && a.place == b.place && a.days == b.days
      && a.nearestDays == b.nearestDays && name(a) == name(b) && participants(a) == participants(b)
  }

  func haveSameName(_ a: MeetingTelling, _ b: MeetingTelling) throws -> Bool {
    try a.isNamed && b.isNamed && name(a) == name(b)
  }

  /// How well two tellings that do not contradict each other agree; 0 when nothing says that they are one.
  func agreement(_ a: MeetingTelling, _ b: MeetingTelling) throws -> Int {
    let shared = Self.countShared(try participants(a), try participants(b))
    let names = (try name(a), try name(b))
    let haveSameName = try haveSameName(a, b) && self.names.whole(names.0) != 0
    let haveSimilarName = try a.isNamed && b.isNamed && contains(names.0, names.1)
    let distance = a.nearestDays.flatMap { left in b.nearestDays.map { left.distance(to: $0) } }
    let isNear = distance.map { $0 <= MeetingTelling.nearDays } ?? true
    func isExact(_ days: MeetingTelling.Days?) -> Bool {
      days.map { $0.count <= MeetingTelling.nearDays } ?? true
    }
    let isDated = a.days != nil && b.days != nil
    // The same long words for what happened on one day.
    let haveSameWords =
      try a.days?.isDay == true && a.days == b.days && names.0 == names.1
      && self.names.tellingWords(names.0).count >= 2
    let haveLikeName = haveSimilarName && (isDated || shared > 0)
    guard isNear,
      haveSameName || haveSameWords || haveLikeName || (shared >= 2 && isExact(a.days) && isExact(b.days))
    else { return 0 }
    return (haveSameName || haveSameWords ? 6 : haveSimilarName ? 3 : 0) + 2 * min(shared, 5)
      + (a.place >= 0 && a.place == b.place ? 3 : 0) + (isDated ? 3 : 0)
      + (isDated && a.days == b.days ? 2 : 0)
  }

  /// Whether the telling words of one name all stand in the other.
  private func contains(_ a: Int, _ b: Int) throws -> Bool {
    let (left, right) = (try names.tellingWords(a), try names.tellingWords(b))
    let least = min(left.count, right.count)
    return least >= 2 && Self.countShared(left, right) == least
  }

  /// - Precondition: both ascend, each number once.
  private static func countShared<Number: Comparable>(_ a: [Number], _ b: [Number]) -> Int {
    var (left, right, count) = (0, 0, 0)
    while left < a.count, right < b.count {
      if a[left] == b[right] { count += 1 }
      let isLeft = a[left] <= b[right]
      if b[right] <= a[left] { right += 1 }
      if isLeft { left += 1 }
    }
    return count
  }
}
