/// A unit of time, which is also the precision of a value.
public enum Grain: Int, Sendable, Hashable, Comparable, CaseIterable {
  case second, minute, hour, day, week, month, quarter, half, year, decade, century

  public static func < (a: Grain, b: Grain) -> Bool { a.rawValue < b.rawValue }

  /// The name that tables use.
  init?(name: some StringProtocol) {
    guard let grain = Self.allCases.first(where: { "\($0)" == name }) else { return nil }
    self = grain
  }

  /// How many months a unit of whole months has.
  var months: Int? {
    switch self {
    case .month: 1
    case .quarter: 3
    case .half: 6
    case .year: 12
    case .decade: 120
    case .century: 1200
    default: nil
    }
  }

  /// How many seconds a unit of fixed length has.
  var seconds: Int? {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3600
    case .day: 86_400
    case .week: 604_800
    default: nil
    }
  }
}
