/// Text as a terminal may be sent it.
///
/// Articles and foreign graphs hold what they like, escape sequences that retitle a window or hide a line among it. What
/// is no letter of a text is written out as JSON writes it (`\u001b`), line ends and tabs excepted.
enum TerminalText {
  /// Without control characters, and without those that turn the direction of what follows.
  static func visible(_ text: String) -> String { written(text) { _ in nil } }

  /// Likewise, with the marks of our own styles made what the terminal knows.
  static func rendered(_ text: String) -> String { written(text) { Console.Style.codes[$0] } }

  private static func written(_ text: String, _ known: (Unicode.Scalar) -> String?) -> String {
    guard text.utf8.contains(where: isSuspect) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      if !isHidden(scalar) {
        result.unicodeScalars.append(scalar)
      } else if let code = known(scalar) {
        result += code
      } else {
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      }
    }
    return result
  }

  /// Whether a byte may begin one of these characters: C0, DEL, C1 (C2 …), U+2028… (E2 …), noncharacters (EF …).
  private static func isSuspect(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == 0x7F || byte == 0xC2 || byte == 0xE2
      || byte == 0xEF
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
    default: false
    }
  }
}
