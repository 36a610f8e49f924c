/// All meetings that articles tell of, one record after the other.
struct MeetingTellings {
  private(set) var all: [MeetingTelling] = []
  private(set) var names = MeetingNames()
  private(set) var dates = TextNumbers()
  /// Numbers of nodes; ascending within a telling.
  private var participants: [Int32] = []

  mutating func append(_ meeting: RecordedMeeting, record: Int, published: DateRange?, nodes: [Int]) {
    let begin = Int32(participants.count)
    participants += Set(meeting.participants.map { Int32(nodes[$0]) }).sorted()
    all.append(
      MeetingTelling(
        record: Int32(record), published: published.map(MeetingTelling.Days.init),
        label: names.number(of: meeting.label.composed), isNamed: meeting.isNamed, modality: meeting.modality,
        date: meeting.date.map { Int32(dates.number(of: $0)) } ?? -1,
        days: meeting.date.flatMap { DateRange($0) }.map(MeetingTelling.Days.init),
        participants: begin..<Int32(participants.count), place: meeting.place.map { Int32(nodes[$0]) } ?? -1))
  }

  func participants(_ telling: MeetingTelling) -> ArraySlice<Int32> {
    participants[Int(telling.participants.lowerBound)..<Int(telling.participants.upperBound)]
  }

  func label(_ telling: MeetingTelling) -> String { names.labels[Int(telling.label)] }
  func name(_ telling: MeetingTelling) -> Int { names.name(telling.label) }
  func date(_ telling: MeetingTelling) -> String? { telling.date < 0 ? nil : dates[Int(telling.date)] }

  /// Numbers of the tellings, the most exact first: a day, a place, many participants, a name; what is left is told apart by name
  /// and place in the corpus.
  var byExactness: [Int32] {
    let ranks = names.ranks
    func order(_ telling: MeetingTelling) -> (Int, Int, Int, Int, Int32) {
      (
        telling.days?.count ?? .max, telling.place < 0 ? 1 : 0, -telling.participants.count,
        telling.isNamed ? 0 : 1, ranks[name(telling)]
      )
    }
    return (0..<Int32(all.count)).sorted { a, b in
      let (left, right) = (order(all[Int(a)]), order(all[Int(b)]))
      return left == right ? a < b : left < right
    }
  }

  /// Whether two tellings agree and contradict alike.
  func areAlike(_ a: MeetingTelling, _ b: MeetingTelling) -> Bool {
    a.isNamed == b.isNamed && a.modality == b.modality && a.place == b.place && a.days == b.days
      && a.nearestDays == b.nearestDays && name(a) == name(b) && participants(a) == participants(b)
  }

  func haveSameName(_ a: MeetingTelling, _ b: MeetingTelling) -> Bool {
    a.isNamed && b.isNamed && name(a) == name(b)
  }

  /// How well two tellings that do not contradict each other agree; 0 when nothing says that they are one.
  func agreement(_ a: MeetingTelling, _ b: MeetingTelling) -> Int {
    let shared = Self.countShared(participants(a), participants(b))
    let names = (name(a), name(b))
    let haveSameName = haveSameName(a, b) && self.names.hasWords(names.0)
    let haveSimilarName = a.isNamed && b.isNamed && contains(names.0, names.1)
    let distance = a.nearestDays.flatMap { left in b.nearestDays.map { left.distance(to: $0) } }
    let isNear = distance.map { $0 <= MeetingTelling.nearDays } ?? true
    func isExact(_ days: MeetingTelling.Days?) -> Bool {
      days.map { $0.count <= MeetingTelling.nearDays } ?? true
    }
    let isDated = a.days != nil && b.days != nil
    // The same long words for what happened on one day.
    let haveSameWords =
      a.days?.isDay == true && a.days == b.days && names.0 == names.1
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
  private func contains(_ a: Int, _ b: Int) -> Bool {
    let (left, right) = (names.tellingWords(a), names.tellingWords(b))
    let least = min(left.count, right.count)
    return least >= 2 && Self.countShared(left, right) == least
  }

  /// - Precondition: both ascend, each number once.
  private static func countShared<Number: Comparable>(
    _ a: ArraySlice<Number>, _ b: ArraySlice<Number>
  ) -> Int {
    var (left, right, count) = (a.startIndex, b.startIndex, 0)
    while left < a.endIndex, right < b.endIndex {
      if a[left] == b[right] { count += 1 }
      let isLeft = a[left] <= b[right]
      if b[right] <= a[left] { right += 1 }
      if isLeft { left += 1 }
    }
    return count
  }
}
