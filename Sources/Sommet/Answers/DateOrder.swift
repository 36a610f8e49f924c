import SommetGraph

/// Where a date stands in a list: by its first day, then its last; what is no date comes last.
struct DateOrder: Comparable {
  private let first: String
  private let last: String

  init(_ date: String?) {
    let days = date.flatMap(DateRange.init)
    first = days?.first ?? "~"
    last = days?.last ?? "~"
  }

  static func < (a: DateOrder, b: DateOrder) -> Bool { (a.first, a.last) < (b.first, b.last) }
}

/// How exactly a date is told.
public enum DatePrecision: String, Sendable {
  case day, month, year, interval, none

  public init(_ date: String?) {
    guard let date, let days = DateRange(date) else {
      self = .none
      return
    }
    let length = date.prefix { $0 != "T" }.count
    self = date.contains("/") ? .interval : days.isDay ? .day : length > 4 ? .month : .year
  }
}
