/// A meeting as one article tells it, in numbers: some sixty bytes, without its evidence.
struct MeetingTelling: BitwiseCopyable {
  /// Days of the calendar as `DateRange` counts them, both ends included.
  struct Days: Equatable, BitwiseCopyable {
    let first: Int32
    let last: Int32

    init(_ range: DateRange) {
      first = Int32(range.firstDay)
      last = Int32(range.lastDay)
    }

    var isDay: Bool { first == last }
    var count: Int { Int(last - first) + 1 }

    func overlaps(_ other: Days) -> Bool { first <= other.last && other.first <= last }

    /// Days between, 0 when they overlap.
    func distance(to other: Days) -> Int { Int(max(other.first - last, first - other.last, 0)) }
  }

  let record: Int32
  /// Of the publication.
  let published: Days?
  /// Number of the label in `MeetingNames`.
  let label: Int32
  let isNamed: Bool
  let modality: Modality
  /// Number of the date's text; -1 for none.
  let date: Int32
  let days: Days?
  /// Where the participants begin in the list of all, and how many there are.
  let firstParticipant: Int
  let participantCount: Int32
  /// Number of a node; -1 for none.
  let place: Int32

  /// Where a date is missing, the day of the article is the nearest thing known.
  var nearestDays: Days? { days ?? published }

  /// Two tellings farther apart are different meetings unless both give a date.
  static let nearDays = 31
}
