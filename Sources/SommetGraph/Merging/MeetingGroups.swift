/// Puts tellings into meetings, one by one: each joins the meeting that it agrees with most, or begins one.
struct MeetingGroups {
  private let tellings: MeetingTellings
  /// Where a record's tellings begin; the end last.
  private let starts: [Int]
  /// Whether the first place lies in the second.
  private let isPart: (Int32, Int32) throws -> Bool
  private var count = 0
  /// For each telling the number of its meeting; -1 before it is placed.
  private(set) var meetings: [Int32]
  /// The first telling of each meeting that is like none before it, and the next such one of the same meeting; -1 for none.
  private var first: [Int32] = []
  private var next: [Int32]
  private var candidates = MeetingCandidates()

  init(
    _ tellings: MeetingTellings, starts: [Int], isPart: @escaping (Int32, Int32) throws -> Bool
  ) throws {
    self.tellings = tellings
    self.starts = starts
    self.isPart = isPart
    meetings = Array(repeating: -1, count: tellings.all.count)
    next = meetings
    for number in tellings.byExactness { try place(Int(number)) }
    candidates = MeetingCandidates()
  }

  private mutating func place(_ number: Int) throws {
    let telling = tellings.all[number]
    var best: (score: Int, meeting: Int)?
    var isTied = false
    for meeting in candidates.near(telling, of: tellings) {
      let score = try agreement(telling, with: meeting)
      guard score > 0, score >= best?.score ?? 0 else { continue }
      isTied = score == best?.score
      if !isTied { best = (score, meeting) }
    }
    var meeting = count
    if let best, !(isTied && telling.date < 0) { meeting = best.meeting }
    if meeting == count {
      count += 1
      first.append(-1)
    }
    if !likes(of: meeting).contains(where: { tellings.areAlike(telling, $0) }) {
      next[number] = first[meeting]
      first[meeting] = Int32(number)
    }
    meetings[number] = Int32(meeting)
    candidates.add(telling, of: tellings, to: meeting)
  }

  /// Tellings of a meeting, of those that are alike only one.
  private func likes(of meeting: Int) -> some Sequence<MeetingTelling> {
    sequence(state: first[meeting]) { place -> MeetingTelling? in
      guard place >= 0 else { return nil }
      defer { place = next[Int(place)] }
      return tellings.all[Int(place)]
    }
  }

  /// How well a telling agrees with the one of a meeting that it agrees with most; 0 when it contradicts one of them, or nothing
  /// says that they are one.
  private func agreement(_ telling: MeetingTelling, with meeting: Int) throws -> Int {
    // What one article keeps apart is apart.
    for other in starts[Int(telling.record)]..<starts[Int(telling.record) + 1]
    where Int(meetings[other]) == meeting && !tellings.haveSameName(telling, tellings.all[other]) { return 0 }
    var best = 0
    for other in likes(of: meeting) {
      if try contradict(telling, other) { return 0 }
      best = max(best, tellings.agreement(telling, other))
    }
    return best
  }

  private func contradict(_ a: MeetingTelling, _ b: MeetingTelling) throws -> Bool {
    if let left = a.days, let right = b.days, !left.overlaps(right) { return true }
    if a.place >= 0, b.place >= 0, a.place != b.place, try !isPart(a.place, b.place),
      try !isPart(b.place, a.place)
    {
      return true
    }
    return (a.modality == .occurred && b.modality == .denied)
      || (a.modality == .denied && b.modality == .occurred)
  }
}
