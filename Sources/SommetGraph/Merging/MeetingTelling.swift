import Foundation

/// A meeting as one article tells it, with the graph's nodes in place of the article's entities, without its evidence.
struct MeetingTelling {
  let record: Int32
  let index: Int32
  /// Publication day.
  let published: DateRange?
  let label: String
  let name: FoldedName
  let isNamed: Bool
  let modality: Modality
  let date: String?
  let days: DateRange?
  /// Numbers of nodes, ascending.
  let participants: [Int32]
  let place: Int32?

  init(_ meeting: RecordedMeeting, index: Int, record: Int, published: DateRange?, nodes: [Int]) {
    self.record = Int32(record)
    self.index = Int32(index)
    self.published = published
    label = meeting.label.precomposedStringWithCanonicalMapping
    name = FoldedName(label)
    isNamed = meeting.isNamed
    modality = meeting.modality
    date = meeting.date
    days = meeting.date.flatMap { DateRange($0) }
    participants = Set(meeting.participants.map { Int32(nodes[$0]) }).sorted()
    place = meeting.place.map { Int32(nodes[$0]) }
  }

  /// Where a date is missing, the day of the article is the nearest thing known.
  var nearestDays: DateRange? { days ?? published }

  /// A day, a place, many participants, a name come first; what is left is told apart by name and place in the corpus.
  static func isMoreExact(_ a: MeetingTelling, _ b: MeetingTelling) -> Bool {
    func order(_ telling: MeetingTelling) -> (Int, Int, Int, Int) {
      (
        telling.days?.dayCount ?? .max, telling.place == nil ? 1 : 0, -telling.participants.count,
        telling.isNamed ? 0 : 1
      )
    }
    let (left, right) = (order(a), order(b))
    if left != right { return left < right }
    if a.name != b.name { return a.name.key < b.name.key }
    return a.record == b.record ? a.index < b.index : a.record < b.record
  }

  /// How well two tellings that do not contradict each other agree; 0 when nothing says that they are one.
  static func agreement(_ a: MeetingTelling, _ b: MeetingTelling) -> Int {
    let shared = countShared(a.participants, b.participants)
    let areNamed = a.isNamed && b.isNamed
    let haveSameName = areNamed && !a.name.words.isEmpty && a.name == b.name
    let haveSimilarName = areNamed && contains(a.name, b.name)
    let distance = a.nearestDays.flatMap { left in b.nearestDays.map { left.distance(to: $0) } }
    let isNear = distance.map { $0 <= nearDays } ?? true
    let isExact = [a.days, b.days].allSatisfy { $0.map { $0.dayCount <= nearDays } ?? true }
    let isDated = a.days != nil && b.days != nil
    // The same long words for what happened on one day.
    let haveSameWords =
      a.days?.isDay == true && a.days == b.days && a.name == b.name && tellingWords(a.name).count >= 2
    let haveLikeName = haveSimilarName && (isDated || shared > 0)
    guard isNear, haveSameName || haveSameWords || haveLikeName || (shared >= 2 && isExact) else { return 0 }
    return (haveSameName || haveSameWords ? 6 : haveSimilarName ? 3 : 0) + 2 * min(shared, 5)
      + (a.place != nil && a.place == b.place ? 3 : 0) + (isDated ? 3 : 0)
      + (isDated && a.days == b.days ? 2 : 0)
  }

  /// Two tellings farther apart are different meetings unless both give a date.
  static let nearDays = 31

  private static func countShared(_ a: [Int32], _ b: [Int32]) -> Int {
    var (left, right, count) = (0, 0, 0)
    while left < a.count, right < b.count {
      if a[left] == b[right] { count += 1 }
      let isLeft = a[left] <= b[right]
      if b[right] <= a[left] { right += 1 }
      if isLeft { left += 1 }
    }
    return count
  }

  /// Whether the telling words of one name all stand in the other.
  private static func contains(_ a: FoldedName, _ b: FoldedName) -> Bool {
    let (left, right) = (tellingWords(a), tellingWords(b))
    return min(left.count, right.count) >= 2 && (left.isSubset(of: right) || right.isSubset(of: left))
  }

  /// Words of one to three letters tell little.
  static func tellingWords(_ name: FoldedName) -> Set<String> { Set(name.words.filter { $0.count > 3 }) }
}
