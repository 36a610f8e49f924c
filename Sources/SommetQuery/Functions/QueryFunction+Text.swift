import Foundation

/// Functions of strings, and those that make values of one type from another.
extension QueryFunction {
  static let textFunctions: [QueryFunction] = [
    text("toLower") { $0.lowercased() },
    text("toUpper") { $0.uppercased() },
    text("lower") { $0.lowercased() },
    text("upper") { $0.uppercased() },
    text("trim") { $0.trimmingCharacters(in: .whitespacesAndNewlines) },
    text("lTrim") { String($0.drop { $0.isWhitespace }) },
    text("rTrim") { text in
      text.lastIndex { !$0.isWhitespace }.map { String(text[...$0]) } ?? ""
    },
    QueryFunction("replace", [[.string], [.string], [.string]], .string) { call in
      guard let strings = try strings(call, "replace") else { return .null }
      let (text, part, other) = (strings[0], strings[1], strings[2])
      if part.isEmpty { return .string(text) }
      // The longest that can come of it, unless that is short.
      let growth = max(other.utf8.count - part.utf8.count, 0)
      if growth > 16 { try call.run.make(text: text.utf8.count / part.utf8.count * growth) }
      return .string(text.replacingOccurrences(of: part, with: other))
    },
    QueryFunction("split", [[.string], [.string]], .list) { call in
      guard let strings = try strings(call, "split") else { return .null }
      let parts =
        strings[1].isEmpty ? strings[0].map(String.init) : strings[0].components(separatedBy: strings[1])
      return .list(parts.map(QueryValue.string))
    },
    QueryFunction("substring", [[.string], [.integer], [.integer]], required: 2, .string) { call in
      guard let (scalars, numbers) = try scalars(call, "substring") else { return .null }
      let rest = scalars.dropFirst(numbers[0])
      return .string(numbers.count > 1 ? string(rest.prefix(numbers[1])) : string(rest))
    },
    QueryFunction("left", [[.string], [.integer]], .string) { call in
      guard let (scalars, numbers) = try scalars(call, "left") else { return .null }
      return .string(string(scalars.prefix(numbers[0])))
    },
    QueryFunction("right", [[.string], [.integer]], .string) { call in
      guard let (scalars, numbers) = try scalars(call, "right") else { return .null }
      return .string(string(scalars.suffix(numbers[0])))
    },
    QueryFunction("toString", [[.string, .integer, .float, .boolean, .date, .duration]], .string) { call in
      if call.arguments[0].isNull { return .null }
      guard let text = Text.plain(call.arguments[0]) else { throw call.fault("toString", "a plain value") }
      return .string(text)
    },
    QueryFunction("toInteger", [[.string, .integer, .float]], .integer) { call in
      switch call.arguments[0] {
      case .null: .null
      case .integer: call.arguments[0]
      case .float(let number): Int(exactly: number.rounded(.towardZero)).map(QueryValue.integer) ?? .null
      case .string(let text): integer(text)
      default: throw call.fault("toInteger", "a string or a number")
      }
    },
    QueryFunction("toFloat", [[.string, .integer, .float]], .float) { call in
      switch call.arguments[0] {
      case .null: .null
      case .integer(let number): .float(Double(number))
      case .float: call.arguments[0]
      case .string(let text): Double(text).map(QueryValue.float) ?? .null
      default: throw call.fault("toFloat", "a string or a number")
      }
    },
    QueryFunction("toBoolean", [[.string, .boolean]], .boolean) { call in
      switch call.arguments[0] {
      case .null: .null
      case .boolean: call.arguments[0]
      case .string(let text):
        text.lowercased() == "true" ? .boolean(true) : text.lowercased() == "false" ? .boolean(false) : .null
      default: throw call.fault("toBoolean", "a string or a boolean")
      }
    },
  ]

  private static func text(_ name: String, _ change: @escaping @Sendable (String) -> String) -> QueryFunction
  {
    QueryFunction(name, [[.string]], .string) { call in
      try strings(call, name).map { .string(change($0[0])) } ?? .null
    }
  }

  /// The arguments, all strings; nil when one is null.
  private static func strings(_ call: Call, _ name: String) throws -> [String]? {
    var strings: [String] = []
    for argument in call.arguments {
      if argument.isNull { return nil }
      guard let text = Text.string(argument) else { throw call.fault(name, "strings") }
      strings.append(text)
    }
    return strings
  }

  /// A string's scalars and the numbers behind it, none of them negative; nil when one is null.
  private static func scalars(_ call: Call, _ name: String) throws -> ([Unicode.Scalar], [Int])? {
    if call.arguments.contains(where: \.isNull) { return nil }
    guard case .string(let text) = call.arguments[0] else { throw call.fault(name, "a string") }
    let numbers = try call.arguments.dropFirst().map { argument -> Int in
      guard case .integer(let number) = argument else { throw call.fault(name, "a string and integers") }
      guard number >= 0 else {
        throw QueryError(
          .argument, .numberOutOfRange, at: call.position, "\(name): expected 0 or more, found \(number)")
      }
      return number
    }
    return (Array(text.unicodeScalars), numbers)
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  private static func integer(_ text: String) -> QueryValue {
    if let number = Int(text) { return .integer(number) }
    guard let number = Double(text), let whole = Int(exactly: number.rounded(.towardZero)) else {
      return .null
    }
    return .integer(whole)
  }
}
