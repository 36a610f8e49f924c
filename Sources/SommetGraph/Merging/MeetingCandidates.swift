/// Finds the meetings that a telling may agree with, without looking at all of them.
///
/// Tellings agree by two shared participants, by their names, or by two words of their names, and only when no more
/// than `MeetingTelling.nearDays` lie between them. Each of these is a key under which a meeting is kept, for each window
/// of days that it touches. What is found is more than what agrees, never less.
struct MeetingCandidates {
  private var meetings: [UInt64: [Int32]] = [:]

  /// Days of a window: at most two lie between the windows of days that are near.
  private static let windowDays = 32
  /// Longer stretches are kept with the undated.
  private static let mostWindows = 16

  private enum Window: Hashable {
    case number(Int)
    /// Without days, or with many.
    case open
    /// Whatever its days are.
    case any
  }

  mutating func add(_ telling: MeetingTelling, to meeting: Int) {
    let windows = Self.windows(telling.nearestDays).map { $0.map { Window.number($0) } } ?? [.open]
    for key in Self.keys(telling) {
      for window in windows + [.any] {
        let slot = Self.slot(key, window)
        if meetings[slot]?.last != Int32(meeting) { meetings[slot, default: []].append(Int32(meeting)) }
      }
    }
  }

  /// Numbers of meetings, ascending.
  func near(_ telling: MeetingTelling) -> [Int] {
    var windows: [Window] = [.any]
    if let near = Self.windows(telling.nearestDays) {
      windows = (near.lowerBound - 1..<near.upperBound + 1).map { .number($0) } + [.open]
    }
    var found: Set<Int32> = []
    for key in Self.keys(telling) {
      for window in windows { found.formUnion(meetings[Self.slot(key, window)] ?? []) }
    }
    return found.map(Int.init).sorted()
  }

  private static func windows(_ days: DateRange?) -> Range<Int>? {
    guard let days else { return nil }
    let windows = days.firstDay / windowDays..<days.lastDay / windowDays + 1
    return windows.count <= mostWindows ? windows : nil
  }

  private static func keys(_ telling: MeetingTelling) -> Set<UInt64> {
    var keys: Set<UInt64> = []
    func addPairs(_ numbers: [UInt64], _ seed: UInt64) {
      for (place, first) in numbers.enumerated() {
        for second in numbers[(place + 1)...] {
          keys.insert(Identifier.mixed(Identifier.mixed(first &+ seed) ^ second))
        }
      }
    }
    addPairs(telling.participants.map { UInt64($0) }, 1 << 40)
    let words = MeetingTelling.tellingWords(telling.name)
    // Words alone tell nothing of a meeting without a name, unless they are several and said of one day.
    if telling.isNamed {
      keys.insert(Identifier.number(["name"] + telling.name.words))
      addPairs(words.map { Identifier.number([$0]) }.sorted(), 1 << 41)
    }
    if telling.days?.isDay == true, words.count >= 2 {
      keys.insert(Identifier.number(["words"] + telling.name.words))
    }
    return keys
  }

  private static func slot(_ key: UInt64, _ window: Window) -> UInt64 {
    let number: UInt64 =
      switch window {
      case .number(let number): UInt64(bitPattern: Int64(number))
      case .open: 1 << 62
      case .any: 1 << 61
      }
    return Identifier.mixed(key &+ number &* 0x9e37_79b9_7f4a_7c15)
  }
}
