/// What may stand in an XML 1.0 document.
///
/// Source: production 2 (`Char`) of <https://www.w3.org/TR/xml/>.
public enum XMLText {
  /// Whether XML 1.0 allows a scalar.
  public static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  /// The text without the scalars that XML 1.0 forbids; the same string when there are none.
  public static func cleaned(_ text: String) -> String {
    if !mayHoldForbidden(text) { return text }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: text.unicodeScalars.lazy.filter(isAllowed))
    return String(kept)
  }

  /// Character data with references for what would be read as something else.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x0D].contains($0) }) else { return text }
    var out = String.UnicodeScalarView()
    var brackets = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">" where brackets >= 2: out.append(contentsOf: "&gt;".unicodeScalars)
      case "\r": out.append(contentsOf: "&#13;".unicodeScalars)
      default: out.append(scalar)
      }
      brackets = scalar == "]" ? brackets + 1 : 0
    }
    return String(out)
  }

  /// A comment's text: cleaned, with no two hyphens in a row and none at the end.
  static func cleanedComment(_ text: String) -> String {
    let text = cleaned(text)
    guard text.utf8.contains(UInt8(ascii: "-")) else { return text }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "-", kept.last == "-" { kept.append(" ") }
      kept.append(scalar)
    }
    if kept.last == "-" { kept.append(" ") }
    return String(kept)
  }

  /// A control character, or the first byte of U+F000 to U+FFFF.
  private static func mayHoldForbidden(_ text: String) -> Bool {
    text.utf8.contains { ($0 < 0x20 && $0 != 0x9 && $0 != 0xA && $0 != 0xD) || $0 == 0xEF }
  }
}
