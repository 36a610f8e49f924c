/// What the language asks of strings.
enum Text {
  /// A test of two strings; null when one of the values is none. A date counts as it is written.
  static func test(_ a: QueryValue, _ b: QueryValue, _ holds: (String, String) -> Bool) -> QueryValue {
    guard let a = string(a), let b = string(b) else { return .null }
    return .boolean(holds(a, b))
  }

  static func contains(_ text: String, _ part: String) -> Bool { part.isEmpty || text.contains(part) }

  static func string(_ value: QueryValue) -> String? {
    switch value {
    case .string(let text): text
    case .date(let date): date.text
    default: nil
    }
  }

  /// A value as `+` and toString() write it; nil for what is no string, number, boolean, date or duration.
  static func plain(_ value: QueryValue) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .float(let number): QueryValue.text(number)
    case .boolean(let truth): truth ? "true" : "false"
    case .date(let date): date.text
    case .duration(let duration): duration.text
    default: nil
    }
  }
}

/// The patterns of `=~`, each compiled once.
final class RegularExpressions {
  private var compiled: [String: Regex<AnyRegexOutput>] = [:]

  /// Whether the whole text matches the pattern.
  func matches(_ text: QueryValue, _ pattern: QueryValue, _ position: QueryPosition) throws -> QueryValue {
    guard let text = Text.string(text), case .string(let pattern) = pattern else { return .null }
    if compiled[pattern] == nil {
      do {
        compiled[pattern] = try Regex(pattern)
      } catch {
        throw QueryError(
          .argument, .invalidArgumentValue, at: position, "expected a regular expression, found '\(pattern)'")
      }
    }
    return .boolean(try compiled[pattern]!.wholeMatch(in: text) != nil)
  }
}
