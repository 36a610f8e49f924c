/// A stretch of local time with the precision at which it is told.
public struct Period: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00, local.
  public var start: Int
  /// Exclusive.
  public var end: Int
  public var grain: Grain
  /// Told by its two ends, however long it is.
  var isInterval = false

  public init(start: Int, end: Int, grain: Grain) {
    self.start = start
    self.end = end
    self.grain = grain
  }

  /// The unit of a grain that holds an instant.
  init(_ grain: Grain, holding instant: Int) {
    let start = Self.floor(instant, to: grain)
    self.init(start: start, end: Self.add(1, grain, to: start), grain: grain)
  }

  init(day: CivilDate) {
    self.init(start: day.number * 86_400, end: (day.number + 1) * 86_400, grain: .day)
  }

  var day: CivilDate { CivilDate(number: floorDivision(start, 86_400)) }
  /// The last day the period touches.
  var lastDay: CivilDate { CivilDate(number: floorDivision(max(start, end - 1), 86_400)) }

  /// The beginning of the unit that holds an instant. Centuries begin with the year 01.
  static func floor(_ instant: Int, to grain: Grain) -> Int {
    if grain == .week {
      let number = floorDivision(instant, 86_400)
      return (number - CivilDate.weekday(ofNumber: number) + 1) * 86_400
    }
    if let seconds = grain.seconds { return floorDivision(instant, seconds) * seconds }
    let day = CivilDate(number: floorDivision(instant, 86_400))
    let (year, month) =
      switch grain {
      case .month: (day.year, day.month)
      case .quarter: (day.year, (day.month - 1) / 3 * 3 + 1)
      case .half: (day.year, (day.month - 1) / 6 * 6 + 1)
      case .year: (day.year, 1)
      case .decade: (floorDivision(day.year, 10) * 10, 1)
      default: (floorDivision(day.year - 1, 100) * 100 + 1, 1)
      }
    return CivilDate(unchecked: year, month, 1).number * 86_400
  }

  static func add(_ count: Int, _ grain: Grain, to instant: Int) -> Int {
    if let seconds = grain.seconds { return instant + count * seconds }
    let number = floorDivision(instant, 86_400)
    let moved = CivilDate(number: number).adding(months: count * (grain.months ?? 0))
    return moved.number * 86_400 + instant - number * 86_400
  }

  /// Whether the period is exactly one unit of its grain.
  var isUnit: Bool {
    !isInterval && start == Self.floor(start, to: grain) && end == Self.add(1, grain, to: start)
  }

  /// ISO 8601: one value for a year, month, day, hour, minute or second; otherwise `first/last` at the grain's own
  /// precision. The last day, month or year is told inclusively, the last hour, minute or second as the instant
  /// that ends the period.
  public var value: String {
    if isUnit, [.second, .minute, .hour, .day, .month, .year].contains(grain) {
      return Self.print(start, grain)
    }
    switch grain {
    case .second, .minute, .hour: return Self.print(start, grain) + "/" + Self.print(end, grain)
    case .day, .week: return Self.print(start, .day) + "/" + Self.print(end - 1, .day)
    case .month, .quarter, .half: return Self.print(start, .month) + "/" + Self.print(end - 1, .month)
    case .year, .decade, .century: return Self.print(start, .year) + "/" + Self.print(end - 1, .year)
    }
  }

  static func print(_ instant: Int, _ grain: Grain) -> String {
    let number = floorDivision(instant, 86_400)
    let day = CivilDate(number: number)
    let second = instant - number * 86_400
    switch grain {
    case .year, .decade, .century: return fourDigits(day.year)
    case .month, .quarter, .half: return "\(fourDigits(day.year))-\(twoDigits(day.month))"
    case .day, .week: return day.description
    case .hour: return "\(day)T\(twoDigits(second / 3600))"
    case .minute: return "\(day)T\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60))"
    case .second:
      return
        "\(day)T\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))"
    }
  }
}
