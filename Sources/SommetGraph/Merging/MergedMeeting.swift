/// Tellings that are one meeting.
struct MergedMeeting {
  /// Tellings that agree and contradict alike, and the articles they are in.
  private struct Group {
    let telling: MeetingTelling
    var records: Set<Int32>
  }

  private struct Profile: Hashable {
    let name: FoldedName
    let isNamed: Bool
    let modality: Modality
    let days: DateRange?
    let nearestDays: DateRange?
    let participants: [Int32]
    let place: Int32?

    init(_ telling: MeetingTelling) {
      name = telling.name
      isNamed = telling.isNamed
      modality = telling.modality
      days = telling.days
      nearestDays = telling.nearestDays
      participants = telling.participants
      place = telling.place
    }
  }

  private(set) var tellings: [MeetingTelling] = []
  private var groups: [Group] = []
  private var groupOfProfile: [Profile: Int] = [:]
  /// The most exact date told, most often.
  private(set) var date: String?
  /// Of its node.
  var node = 0
  /// Numbers of the records that tell a date, ascending.
  private(set) var datedRecords: [Int32] = []

  init(_ telling: MeetingTelling) { add(telling) }

  mutating func add(_ telling: MeetingTelling) {
    tellings.append(telling)
    let group = groupOfProfile[Profile(telling), default: groups.count]
    if group == groups.count {
      groupOfProfile[Profile(telling)] = group
      groups.append(Group(telling: telling, records: []))
    }
    groups[group].records.insert(telling.record)
  }

  /// How well a telling agrees with the one that it agrees with most.
  ///
  /// - Parameter isPart: whether the first place lies in the second.
  /// - Returns: 0 when it contradicts one of them, or nothing says that they are one.
  func agreement(_ telling: MeetingTelling, isPart: (Int32, Int32) -> Bool) -> Int {
    guard !groups.contains(where: { Self.contradict(telling, $0, isPart) }) else { return 0 }
    return groups.map { MeetingTelling.agreement(telling, $0.telling) }.max()!
  }

  private static func contradict(
    _ a: MeetingTelling, _ group: Group, _ isPart: (Int32, Int32) -> Bool
  ) -> Bool {
    let b = group.telling
    let haveSameName = a.isNamed && b.isNamed && a.name == b.name
    // What one article keeps apart is apart.
    if !haveSameName, group.records.contains(a.record) { return true }
    if let left = a.days, let right = b.days, !left.overlaps(right) { return true }
    if let left = a.place, let right = b.place, left != right, !isPart(left, right), !isPart(right, left) {
      return true
    }
    return (a.modality == .occurred && b.modality == .denied)
      || (a.modality == .denied && b.modality == .occurred)
  }

  /// The date told most often among the shortest; what was only needed to place tellings is let go.
  mutating func endAdding() {
    groups = []
    groupOfProfile = [:]
    let told = tellings.compactMap { telling in
      telling.date.map { ($0, telling.days?.dayCount ?? .max) }
    }
    if let shortest = told.map(\.1).min() {
      date = Tally(told.filter { $0.1 == shortest }.map(\.0)).best()
    }
  }

  /// Lets go of the tellings, once its node is made.
  mutating func forgetTellings() {
    datedRecords = Set(tellings.lazy.filter { $0.date != nil }.map(\.record)).sorted()
    tellings = []
  }
}
