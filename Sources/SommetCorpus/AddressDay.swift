/// The day, or the month, that the address of a page tells: `/2025/08/20/`, `/20250820-`, `-20-08-2025_`.
///
/// The day must be a whole one, of the years that the web has, and the only one; what follows a preposition
/// (`meteo-du-21-08-2025`) is the day of something else.
struct AddressDay {
  /// The words of the address that tell it.
  let words: String
  /// Nil when the address tells a month only.
  let day: CalendarDay?
  /// `2025-08`
  let month: String

  private static let years = 1995...2099

  init?(_ address: String, tables: CorpusTables = .shared) {
    var found: [(words: String, day: CalendarDay?, month: String)] = []
    let segments = Self.path(address).split(separator: "/", omittingEmptySubsequences: true)
    for (index, segment) in segments.enumerated() {
      if let run = Self.day(inFolders: segments[index...], tables) {
        found.append(run)
      } else if let day = Self.day(inName: segment, tables) {
        found.append(day)
      }
    }
    let days = Set(found.compactMap(\.day))
    guard let best = found.first(where: { $0.day != nil }) ?? found.first, days.count <= 1,
      Set(found.map(\.month)).count == 1
    else { return nil }
    (words, day, month) = best
  }

  /// Without scheme, host, query and fragment.
  private static func path(_ address: String) -> Substring {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    guard let scheme = path.firstRange(of: "//") else { return path }
    return path[scheme.upperBound...].drop { $0 != "/" }
  }

  /// `2025/08/20`, `2025/aout/20`, `2025/08`; four digits as a folder of their own are a year.
  private static func day(inFolders folders: ArraySlice<Substring>, _ tables: CorpusTables)
    -> (words: String, day: CalendarDay?, month: String)?
  {
    let folders = Array(folders.prefix(3))
    guard folders.count >= 2, let year = number(folders[0], 4...4), years.contains(year),
      let month = number(folders[1], 1...2) ?? tables.calendar.month(String(folders[1])),
      let first = CalendarDay(year: year, month: month, day: 1)
    else { return nil }
    if folders.count == 3, let day = number(folders[2], 1...2) {
      guard let found = CalendarDay(year: year, month: month, day: day) else { return nil }
      return (folders.joined(separator: "/"), found, found.yearAndMonth)
    }
    return (folders[..<2].joined(separator: "/"), nil, first.yearAndMonth)
  }

  /// `20250820-title`, `title-20250820_x`, `title-2025-08-20`, `title_20-08-2025`.
  private static func day(inName name: Substring, _ tables: CorpusTables)
    -> (words: String, day: CalendarDay?, month: String)?
  {
    let parts = name.split(omittingEmptySubsequences: false) { "-_.,".contains($0) }
    for index in parts.indices {
      let before = index > 0 ? parts[index - 1].lowercased() : ""
      if tables.words.contains(before, in: .addressLink) { continue }
      if let day = wholeDay(parts[index]) { return (String(parts[index]), day, day.yearAndMonth) }
      let three = parts[index...].prefix(3)
      guard three.count == 3, let day = day(inParts: Array(three)) else { continue }
      return (three.joined(separator: "-"), day, day.yearAndMonth)
    }
    return nil
  }

  /// `20250820`
  private static func wholeDay(_ part: Substring) -> CalendarDay? {
    guard let number = number(part, 8...8), years.contains(number / 10_000) else { return nil }
    return CalendarDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  private static func day(inParts parts: [Substring]) -> CalendarDay? {
    if let year = number(parts[0], 4...4), years.contains(year), let month = number(parts[1], 2...2),
      let day = number(parts[2], 2...2)
    {
      return CalendarDay(year: year, month: month, day: day)
    }
    guard let day = number(parts[0], 2...2), let month = number(parts[1], 2...2),
      let year = number(parts[2], 4...4), years.contains(year)
    else { return nil }
    return CalendarDay(year: year, month: month, day: day)
  }

  private static func number(_ text: Substring, _ digits: ClosedRange<Int>) -> Int? {
    digits.contains(text.utf8.count) && text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(text) : nil
  }
}
