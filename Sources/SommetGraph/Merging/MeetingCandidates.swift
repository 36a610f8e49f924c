/// Finds the meetings that a telling may agree with, without looking at all of them.
///
/// Tellings agree by two shared participants, by their names, or by two words of their names, and only when no more
/// than `MeetingTelling.nearDays` lie between them. Each of these is a key under which a meeting is kept, for each window
/// of days that it touches. What is found is more than what agrees, never less.
struct MeetingCandidates {
  /// The last place under each key.
  private let slots = NumberTable()
  private let places = SpilledArray<Place>(memory: 8 << 20)

  /// A meeting, and the place before it under the same key; -1 for none.
  private struct Place: BitwiseCopyable {
    let meeting: Int32
    let before: Int32
  }

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

  func add(_ telling: MeetingTelling, of tellings: MeetingTellings, to meeting: Int) throws {
    let windows = Self.windows(telling.nearestDays).map { $0.map { Window.number($0) } } ?? [.open]
    for key in try Self.keys(telling, tellings) {
      for window in windows + [.any] { try add(meeting, under: Self.slot(key, window)) }
    }
  }

  private func add(_ meeting: Int, under slot: UInt64) throws {
    let last = try slots[slot]
    if let last, try places[last].meeting == Int32(meeting) { return }
    try places.append(Place(meeting: Int32(meeting), before: Int32(last ?? -1)))
    try slots.set(places.count - 1, of: slot)
  }

  /// Numbers of meetings, ascending.
  func near(_ telling: MeetingTelling, of tellings: MeetingTellings) throws -> [Int] {
    var windows: [Window] = [.any]
    if let near = Self.windows(telling.nearestDays) {
      windows = (near.lowerBound - 1..<near.upperBound + 1).map { .number($0) } + [.open]
    }
    var found: Set<Int32> = []
    for key in try Self.keys(telling, tellings) {
      for window in windows {
        var next = try slots[Self.slot(key, window)] ?? -1
        while next >= 0 {
          let place = try places[next]
          found.insert(place.meeting)
          next = Int(place.before)
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

  private static func keys(_ telling: MeetingTelling, _ tellings: MeetingTellings) throws -> Set<UInt64> {
    var keys: Set<UInt64> = []
    func addPairs(_ numbers: [UInt64], _ seed: UInt64) {
      for (place, first) in numbers.enumerated() {
        for second in numbers[(place + 1)...] {
          keys.insert(Identifier.mixed(Identifier.mixed(first &+ seed) ^ second))
        }
      }
    }
    addPairs(try tellings.participants(telling).map { UInt64($0) }, 1 << 40)
    let name = try tellings.name(telling)
    let (whole, words) = (try tellings.names.whole(name), try tellings.names.tellingWords(name))
    // Words alone tell nothing of a meeting without a name, unless they are several and said of one day.
    if telling.isNamed {
      keys.insert(Identifier.mixed(whole &+ 1 << 42))
      addPairs(words, 1 << 41)
    }
    if telling.days?.isDay == true, words.count >= 2 {
      keys.insert(Identifier.mixed(whole &+ 1 << 43))
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
