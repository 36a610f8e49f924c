/// A moment of writing: a day, with a time of day when that is known.
struct Moment: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00, local.
  let instant: Int
  let hasClock: Bool

  /// Reads an ISO day or date-time, `2025-08-20` or `2025-08-20T14:30:00`; a zone at its end is not counted in.
  /// Midnight counts as no time of day. Nil for nil and for anything else.
  init?(_ iso: String?) {
    guard let iso, let day = CivilDate(iso: iso) else { return nil }
    let clock = iso.dropFirst(11).prefix(8).split(separator: ":").prefix(3).map { Int($0.prefix(2)) ?? 0 }
    let seconds = zip(clock, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    instant = day.number * 86_400 + seconds
    hasClock = seconds != 0
  }
}
