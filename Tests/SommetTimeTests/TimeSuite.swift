import Foundation
import SommetText
import SommetTime

/// One of the suites of temporal expressions under `../shared/time`, and how the tagger does on it.
///
/// A value counts when an expression that overlaps the suite's has the same value at the suite's precision; ours may
/// be finer. Ends of intervals may be told inclusively or exclusively, since the suites differ.
struct TimeSuite: Sendable {
  let file: String
  let direction: Direction
  let style: TimeTagger.Style
  /// Only rows that the suite's own program runs green.
  var isVerifiedOnly = false
  /// The suite marks both ends of an interval by themselves; ours is right when it begins or ends there.
  var marksEnds = false

  struct Result: Sendable {
    var right = 0
    var asked = 0
    /// Rows that hold no time expression, and how many of them got one.
    var empty = 0
    var falseFinds = 0
    var misses: [String] = []

    var share: Double { asked == 0 ? 0 : Double(right) / Double(asked) }
  }

  /// The folder of the suites, nil when it is not there.
  static var folder: URL? {
    let root =
      ProcessInfo.processInfo.environment["SOMMET_SHARED"]
      ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared").path
    let folder = URL(fileURLWithPath: root).appendingPathComponent("time")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  func run(_ tagger: TimeTagger, in folder: URL) throws -> Result {
    var result = Result()
    let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    for line in text.split(separator: "\n") {
      guard let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
        continue
      }
      try score(row, tagger, &result)
    }
    return result
  }

  private func score(_ row: [String: Any], _ tagger: TimeTagger, _ result: inout Result) throws {
    guard let text = row["text"] as? String, let expected = row["expressions"] as? [[String: Any]] else {
      return
    }
    if row["upstream_limitation"] != nil || row["upstream_xfail"] != nil { return }
    if isVerifiedOnly, row["verified"] as? Bool != true { return }
    let isForward = (row["options"] as? String)?.contains("forwardDate") ?? false
    let found = tagger.expressions(
      in: text, reference: row["reference"] as? String, prefer: isForward ? .future : direction, style: style)
    if expected.isEmpty {
      let wrong = found.filter { $0.value != nil && (row["negative_for"] == nil || $0.kind == .duration) }
      result.empty += 1
      if !wrong.isEmpty {
        result.falseFinds += 1
        result.misses.append("FALSE \(text) → \(wrong.map(described))")
      }
      return
    }
    for item in expected {
      guard let want = Expected(item) else { continue }
      result.asked += 1
      let candidates = found.filter { row["span_unasserted"] != nil || want.span.overlaps($0.span) }
      if candidates.contains(where: { want.accepts($0.value) || marksEnds && want.isEnd(of: $0.value) }) {
        result.right += 1
      } else {
        result.misses.append(
          "\(text.prefix(200)) | \(item["text"] ?? "") = \(want.told) | \(row["reference"] ?? "") → \(candidates.map(described))"
        )
      }
    }
  }

  private func described(_ expression: TimeExpression) -> String {
    "\(expression.value ?? "unresolved: \(expression.unresolved ?? "")") [\(expression.rule)]"
  }
}

/// What a suite asks of one expression.
private struct Expected {
  let span: Span
  let type: String
  /// Pairs of value and end value; one of them must fit.
  let values: [(from: String?, to: String?)]
  let interval: [String?]?
  let open: String?

  init?(_ item: [String: Any]) {
    func pair(_ item: [String: Any]) -> (from: String?, to: String?) {
      (item["value"] as? String, item["end_value"] as? String)
    }
    let others = item["alternatives"] as? [[String: Any]] ?? []
    values = ([item] + others).map(pair).filter { $0.from != nil || $0.to != nil }
    guard !values.isEmpty, let start = item["start"] as? Int, let end = item["end"] as? Int else {
      return nil
    }
    span = Span(start, end)
    type = item["type"] as? String ?? ""
    interval = (item["interval"] as? [Any])?.map { $0 as? String }
    open = item["open"] as? String
  }

  var told: String {
    values.map { "\($0.from ?? "…")\($0.to.map { ".." + $0 } ?? "")" }.joined(separator: " or ")
  }

  func accepts(_ value: String?) -> Bool {
    guard let value else { return false }
    return values.contains { accepts(value, $0.from, $0.to) } || acceptsInterval(value)
  }

  func isEnd(of value: String?) -> Bool {
    guard let ends = value?.split(separator: "/"), ends.count == 2, let told = values[0].from else {
      return false
    }
    return ends.contains { Self.isSame(String($0), told) }
  }

  private func accepts(_ value: String, _ from: String?, _ to: String?) -> Bool {
    if type == "duration" || type == "set" { return value == from }
    let ours = value.split(separator: "/").map(String.init)
    if type.hasPrefix("time") {
      let times = ours.compactMap { $0.split(separator: "T").last.map(String.init) }
      guard value.contains("T"), let from, Self.isSame(times[0], from) else { return false }
      return to.map { times.count == 2 && Self.isSame(times[1], $0) } ?? true
    }
    if open == "before" || from == nil {
      return to.map { to in ours.contains { Self.isSame($0, to) } } ?? false
    }
    guard let from else { return false }
    guard let to else {
      if ours.count == 1 { return Self.isSame(value, from) }
      return Self.bounds(value).map { ours in Self.bounds(from).map { $0 == ours } ?? false } ?? false
    }
    guard let mine = Self.bounds(value), let first = Self.bounds(from), let last = Self.bounds(to) else {
      return false
    }
    return mine.start == first.start && [last.start, last.end].contains(mine.end)
  }

  private func acceptsInterval(_ value: String) -> Bool {
    guard let interval, interval.count == 2, let mine = Self.bounds(value), open == nil,
      let from = interval[0].flatMap(Self.bounds), let to = interval[1].flatMap(Self.bounds)
    else { return false }
    // Where the last hour or minute counts in, the suite's end lies one unit further.
    let step = value.contains(":") ? 60 : 3600
    return mine.start == from.start
      && (mine.end == to.start || value.contains("T") && mine.end + step == to.start)
  }

  /// Whether two values are the same at the precision of the second; the first may be finer, or leave out zeros.
  private static func isSame(_ ours: String, _ theirs: String) -> Bool {
    if ours.hasPrefix(theirs) { return true }
    if theirs.hasPrefix(ours), ours.contains("T") || ours.contains(":") || ours.count == 2 {
      return theirs.dropFirst(ours.count).allSatisfy { $0 == ":" || $0 == "0" }
    }
    return theirs.contains("W") && bounds(ours) == bounds(theirs)
  }

  struct Bounds: Equatable {
    var start: Int
    var end: Int
  }

  /// The seconds from the start to the exclusive end of an ISO value.
  static func bounds(_ value: String) -> Bounds? {
    let parts = value.split(separator: "/").map(String.init)
    if parts.count == 2 {
      guard let from = bounds(parts[0]), let to = bounds(parts[1]) else { return nil }
      return Bounds(start: from.start, end: parts[1].contains("T") ? to.start : to.end)
    }
    let halves = value.split(separator: "T").map(String.init)
    let fields = halves[0].split(separator: "-").map(String.init)
    guard let year = Int(fields[0]), fields[0].count == 4 else { return nil }
    if fields.count == 2, fields[1].hasPrefix("W"), let week = Int(fields[1].dropFirst()) {
      let january = CivilDate(year: year, month: 1, day: 4)!
      let monday = january.number - january.weekday + 1 + (week - 1) * 7
      return Bounds(start: monday * 86_400, end: (monday + 7) * 86_400)
    }
    let numbers = fields.compactMap { Int($0) }
    guard numbers.count == fields.count,
      let first = CivilDate(
        year: year, month: numbers.count > 1 ? numbers[1] : 1, day: numbers.count > 2 ? numbers[2] : 1)
    else { return nil }
    let start = first.number * 86_400
    if halves.count == 1 {
      let end =
        numbers.count == 3 ? first.number + 1 : first.adding(months: numbers.count == 2 ? 1 : 12).number
      return Bounds(start: start, end: end * 86_400)
    }
    let clock = halves[1].split(separator: ":").compactMap { Int($0) }
    let seconds = zip(clock, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    return Bounds(start: start + seconds, end: start + seconds + [3600, 60, 1][max(0, clock.count - 1)])
  }
}
