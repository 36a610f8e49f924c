import SommetTime

/// A set of days within some years, for narrowing down when something was.
struct DaySet: Sendable, Hashable {
  /// Days since 1970-01-01 of the first day that may be in the set.
  let first: Int
  private(set) var members: [Bool]
  private(set) var count: Int

  /// All days of some years.
  init(years: ClosedRange<Int>) {
    first = CivilDate(year: years.lowerBound, month: 1, day: 1)!.number
    count = CivilDate(year: years.upperBound, month: 12, day: 31)!.number - first + 1
    members = Array(repeating: true, count: count)
  }

  var last: Int { first + members.count - 1 }

  /// Keeps the days that lie in one of some ranges, of days since 1970-01-01.
  mutating func keep(_ ranges: [ClosedRange<Int>]) {
    var isKept = [Bool](repeating: false, count: members.count)
    for range in ranges where range.upperBound >= first && range.lowerBound <= last {
      for day in max(first, range.lowerBound)...min(last, range.upperBound) { isKept[day - first] = true }
    }
    let first = first
    keep { isKept[$0 - first] }
  }

  /// Keeps the days, counted since 1970-01-01, for which something holds.
  mutating func keep(where holds: (Int) -> Bool) {
    for index in members.indices where members[index] && !holds(first + index) {
      members[index] = false
      count -= 1
    }
  }

  func contains(_ day: Int) -> Bool { day >= first && day <= last && members[day - first] }

  /// The earliest and the latest day; nil when there is none.
  var bounds: ClosedRange<Int>? {
    guard let low = members.firstIndex(of: true), let high = members.lastIndex(of: true) else { return nil }
    return first + low...first + high
  }
}
