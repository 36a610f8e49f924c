/// Finds the meetings that a telling may agree with, without looking at all of them.
///
/// Tellings agree by two shared participants, by their names, or by two words of their names, and only when no more
/// than `MeetingTelling.nearDays` lie between them. Each of these is a key under which a meeting is kept, for each window
/// of days that it touches. What is found is more than what agrees, never less.
struct MeetingCandidates {
  /// The last place under each key.
  private var slots = NumberTable()
  /// For each place a meeting, and the place before it under the same key; -1 for none.
  private var meetings: [Int32] = []
  private var before: [Int32] = []

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

  mutating func add(_ telling: MeetingTelling, of tellings: MeetingTellings, to meeting: Int) {
    let windows = Self.windows(telling.nearestDays).map { $0.map { Window.number($0) } } ?? [.open]
    for key in Self.keys(telling, tellings) {
      for window in windows + [.any] { add(meeting, under: Self.slot(key, window)) }
    }
  }

  private mutating func add(_ meeting: Int, under slot: UInt64) {
    let last = slots[slot]
    if let last, meetings[last] == Int32(meeting) { return }
    meetings.append(Int32(meeting))
    before.append(last.map { Int32($0) } ?? -1)
    slots.set(meetings.count - 1, of: slot)
  }

  /// Numbers of meetings, ascending.
  func near(_ telling: MeetingTelling, of tellings: MeetingTellings) -> [Int] {
    var windows: [Window] = [.any]
    if let near = Self.windows(telling.nearestDays) {
      windows = (near.lowerBound - 1..<near.upperBound + 1).map { .number($0) } + [.open]
    }
    var found: Set<Int32> = []
    for key in Self.keys(telling, tellings) {
      for window in windows {
        var place = slots[Self.slot(key, window)] ?? -1
        while place >= 0 {
          found.insert(meetings[place])
          place = Int(before[place])
        }
      }
    }
    return found.map(Int.init).sorted()
  }

  private static func windows(_ days: MeetingTelling.Days?) -> Range<Int>? {
    guard let days else { return nil }
    let windows = Int(days.first) / windowDays..<Int(days.last) / windowDays + 1
    return windows.count <= mostWindows ? windows : nil
  }

  private static func keys(_ telling: MeetingTelling, _ tellings: MeetingTellings) -> Set<UInt64> {
    var keys: Set<UInt64> = []
    func addPairs(_ numbers: [UInt64], _ seed: UInt64) {
      for (place, first) in numbers.enumerated() {
        for second in numbers[(place + 1)...] {
          keys.insert(Identifier.mixed(Identifier.mixed(first &+ seed) ^ second))
        }
      }
    }
    addPairs(tellings.participants(telling).map { UInt64($0) }, 1 << 40)
    let name = tellings.name(telling)
    let words = tellings.names.tellingWords(name)
    // Words alone tell nothing of a meeting without a name, unless they are several and said of one day.
    if telling.isNamed {
      keys.insert(Identifier.mixed(tellings.names.wholes[name] &+ 1 << 42))
      addPairs(Array(words), 1 << 41)
    }
    if telling.days?.isDay == true, words.count >= 2 {
      keys.insert(Identifier.mixed(tellings.names.wholes[name] &+ 1 << 43))
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
