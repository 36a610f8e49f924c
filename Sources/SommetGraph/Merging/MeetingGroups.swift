/// Puts tellings into meetings, one by one: each joins the meeting that it agrees with most, or begins one.
struct MeetingGroups {
  private let tellings: MeetingTellings
  /// Where a record's tellings begin; the end last.
  private let starts: [Int]
  /// Whether the first place lies in the second.
  private let isPart: (Int32, Int32) throws -> Bool
  private var count = 0
  /// For each telling the number of its meeting; -1 before it is placed.
  let meetings = SpilledArray<Int32>(memory: 4 << 20)
  /// The first telling of each meeting that is like none before it, and the next such one of the same meeting; -1 for none.
  private let first = SpilledArray<Int32>(memory: 4 << 20)
  private let next = SpilledArray<Int32>(memory: 4 << 20)
  private let candidates = MeetingCandidates()

  /// - Parameter memory: bytes that sorting may hold.
  init(
    _ tellings: MeetingTellings, starts: [Int], memory: Int, isPart: @escaping (Int32, Int32) throws -> Bool
  ) throws {
    self.tellings = tellings
    self.starts = starts
    self.isPart = isPart
    for _ in tellings.all.indices {
      try meetings.append(-1)
      try next.append(-1)
    }
    try tellings.forEachByExactness(memory: memory) { try place($0) }
  }

  private mutating func place(_ number: Int) throws {
    let telling = try tellings.all[number]
    var best: (score: Int, meeting: Int)?
    var isTied = false
    for meeting in try candidates.near(telling, of: tellings) {
      let score = try agreement(telling, with: meeting)
      guard score > 0, score >= best?.score ?? 0 else { continue }
      isTied = score == best?.score
      if !isTied { best = (score, meeting) }
    }
    var meeting = count
    if let best, !(isTied && telling.date < 0) { meeting = best.meeting }
    if meeting == count {
      count += 1
      try first.append(-1)
    }
    if try !likes(of: meeting).contains(where: { try tellings.areAlike(telling, $0) }) {
      try next.set(number, first[meeting])
      try first.set(meeting, Int32(number))
    }
    try meetings.set(number, Int32(meeting))
    try candidates.add(telling, of: tellings, to: meeting)
  }

  /// Tellings of a meeting, of those that are alike only one.
  private func likes(of meeting: Int) throws -> [MeetingTelling] {
    var likes: [MeetingTelling] = []
    var place = Int(try first[meeting])
    while place >= 0 {
      likes.append(try tellings.all[place])
      place = Int(try next[place])
    }
    return likes
  }

  /// How well a telling agrees with the one of a meeting that it agrees with most; 0 when it contradicts one of them, or nothing
  /// says that they are one.
  private func agreement(_ telling: MeetingTelling, with meeting: Int) throws -> Int {
    // What one article keeps apart is apart.
    for other in starts[Int(telling.record)]..<starts[Int(telling.record) + 1]
    where try Int(meetings[other]) == meeting && !tellings.haveSameName(telling, tellings.all[other]) {
      return 0
    }
    var best = 0
    for other in try likes(of: meeting) {
      if try contradict(telling, other) { return 0 }
      best = max(best, try tellings.agreement(telling, other))
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
