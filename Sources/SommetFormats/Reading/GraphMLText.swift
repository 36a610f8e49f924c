/// Ids as GraphML holds them: what an NMTOKEN cannot hold is written as `_x0020_`.
enum GraphMLText {
  static func id(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let id = String(valid: bytes)
    guard bytes.contains(UInt8(ascii: "_")), id.contains("_x") else { return id }
    return decoded(id)
  }

  static func decoded(_ token: String) -> String {
    if token == "_x_" { return "" }
    var text = String.UnicodeScalarView()
    var rest = token.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "_", let (decoded, length) = escape(rest) {
        text.append(decoded)
        rest = rest.dropFirst(length)
      } else {
        text.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// `_x0020_` at the beginning, and its length.
  private static func escape(_ text: Substring.UnicodeScalarView) -> (Unicode.Scalar, Int)? {
    let body = text.dropFirst()
    guard body.first == "x" else { return nil }
    let digits = body.dropFirst().prefix { $0.properties.isASCIIHexDigit }
    guard (4...6).contains(digits.count), body.dropFirst(1 + digits.count).first == "_",
      let value = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, digits.count + 3)
  }
}
