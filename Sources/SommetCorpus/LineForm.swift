import Foundation

/// The form in which lines are compared with tables.
enum LineForm {
  /// Lower case, straight apostrophes, plain single blanks, every run of digits as `#`, no bullet in front.
  static func normal(_ line: some StringProtocol) -> String {
    var form: [UInt8] = []
    form.reserveCapacity(line.utf8.underestimatedCount)
    for scalar in line.unicodeScalars {
      switch scalar.value {
      case 0x2019, 0x2018, 0x2BC, 0xB4: form.append(UInt8(ascii: "'"))
      case 0x30...0x39:
        if form.last != UInt8(ascii: "#") { form.append(UInt8(ascii: "#")) }
      case 0x61...0x7A: form.append(UInt8(truncatingIfNeeded: scalar.value))
      case 0x41...0x5A: form.append(UInt8(truncatingIfNeeded: scalar.value) + 0x20)
      case _ where TextLines.isBlank(scalar):
        if let last = form.last, last != UInt8(ascii: " ") { form.append(UInt8(ascii: " ")) }
      case _ where form.isEmpty && isBullet(scalar): continue
      default: append(scalar, lowercaseTo: &form)
      }
    }
    while form.last == UInt8(ascii: " ") { form.removeLast() }
    return String(decoding: form, as: UTF8.self)
  }

  /// The normal form without colons, stops and arrows at its end.
  static func key(_ normal: String) -> String {
    guard let last = normal.unicodeScalars.last, isClosing(last) else { return normal }
    var key = normal.unicodeScalars[...]
    while let last = key.last, isClosing(last) { key.removeLast() }
    return String(key)
  }

  /// The same as `String.lowercased()`, in fewer steps for Latin letters.
  static func lowercased(_ text: String) -> String {
    var lower: [UInt8] = []
    lower.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { append(scalar, lowercaseTo: &lower) }
    return String(decoding: lower, as: UTF8.self)
  }

  private static func append(_ scalar: Unicode.Scalar, lowercaseTo bytes: inout [UInt8]) {
    switch scalar.value {
    case 0x41...0x5A: bytes.append(UInt8(truncatingIfNeeded: scalar.value) + 0x20)
    case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    case 0xC0...0xDE where scalar.value != 0xD7:
      bytes.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar.value + 0x20)!)!)
    case 0x80..<0x100, 0x2010..<0x2060: bytes.append(contentsOf: UTF8.encode(scalar)!)
    default: bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }

  private static let closing = Set(":.…>»→!|· ▸►›+-".unicodeScalars)
  private static let bullets = Set("•▪■●►▶▸➡→*·|+-–—›»✉☰✕×🔴👉📩⬇🎧📺▼▲\u{FE0F}".unicodeScalars)

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCIILetter && closing.contains(scalar)
  }

  private static func isBullet(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCIILetter && bullets.contains(scalar)
  }

  /// The number of words: runs between blanks that hold a letter or a digit.
  static func wordCount(_ text: some StringProtocol) -> Int {
    var count = 0
    var isCounted = false
    for scalar in text.unicodeScalars {
      if isCounted {
        if TextLines.isBlank(scalar) { isCounted = false }
      } else if scalar.isLetter || scalar.isNumeric {
        isCounted = true
        count += 1
      }
    }
    return count
  }

  /// Whether a text holds a digit, as every date does.
  static func holdsDigit(_ text: some StringProtocol) -> Bool {
    text.utf8.contains { 0x30...0x39 ~= $0 }
  }

  /// The first run of characters that are no white space.
  static func firstWord(_ text: String) -> Substring {
    text.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
  }
}

extension Unicode.Scalar {
  var isASCIILetter: Bool { 0x61...0x7A ~= value | 0x20 }

  /// Unicode's `Alphabetic`.
  var isLetter: Bool {
    switch value {
    case 0..<0x80: isASCIILetter
    case 0xC0..<0x250: value != 0xD7 && value != 0xF7
    case 0x2010..<0x2060: false
    default: properties.isAlphabetic
    }
  }

  /// Whether it stands for a number.
  var isNumeric: Bool { value < 0x80 ? 0x30...0x39 ~= value : properties.numericType != nil }
}

extension StringProtocol {
  /// Without blanks at either end.
  var trimmingBlanks: String {
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, TextLines.isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, TextLines.isBlank(last) { scalars.removeLast() }
    return String(scalars)
  }
}

extension String {
  /// The same text with every accent in one scalar with its letter.
  var precomposed: String { utf8.contains { $0 >= 0xCC } ? precomposedStringWithCanonicalMapping : self }

  /// Whether a text stands in this one.
  func holds(_ part: String) -> Bool {
    var (text, part) = (precomposed, part)
    return text.withUTF8 { text in
      part.withUTF8 { part in
        guard let first = part.first, text.count >= part.count else { return part.isEmpty }
        return (0...text.count - part.count).contains { start in
          text[start] == first && text[start..<start + part.count].elementsEqual(part)
        }
      }
    }
  }
}
