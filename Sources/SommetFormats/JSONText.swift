import SommetGraph

/// Strings and numbers in the notation of JSON. Source: RFC 8259, <https://www.rfc-editor.org/rfc/rfc8259>.
package enum JSONText {
  /// A string in quotes; only quote, backslash and control characters are escaped.
  package static func string(_ text: String) -> String {
    // Most strings need no escape.
    if !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) { return "\"\(text)\"" }
    var out = "\""
    out.reserveCapacity(text.utf8.count + 2)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  package static func array(_ texts: [String]) -> String {
    "[" + texts.map(string).joined(separator: ", ") + "]"
  }

  /// The shortest decimal that reads back as the same number.
  ///
  /// - Precondition: the number is finite.
  package static func number(_ value: Double) -> String {
    precondition(value.isFinite, "JSON knows no infinity")
    return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value)).0" : "\(value)"
  }

  /// A value as JSON knows it; what is no finite number becomes a string.
  package static func value(_ value: AttributeValue) -> String {
    switch value {
    case .string(let text): string(text)
    case .json(let text): text
    case .double(let number) where number.isFinite: Self.number(number)
    case .double: string(value.description)
    case .integer, .boolean: value.description
    }
  }

  /// An object on one line, by name.
  package static func attributes(_ values: [String: AttributeValue]) -> String {
    object(values.sorted { $0.key < $1.key }.map { ($0.key, value($0.value)) })
  }

  /// An object on one line.
  package static func object(_ fields: [(name: String, value: String)]) -> String {
    "{" + fields.map { "\(string($0.name)): \($0.value)" }.joined(separator: ", ") + "}"
  }

  package static func evidence(_ piece: Evidence) -> String {
    object([
      ("article", string(piece.article)), ("sentence", "\(piece.sentence)"), ("start", "\(piece.start)"),
      ("end", "\(piece.end)"), ("quote", string(piece.quote)),
      ("trigger", object([("start", "\(piece.trigger.start)"), ("end", "\(piece.trigger.end)")])),
    ])
  }
}
