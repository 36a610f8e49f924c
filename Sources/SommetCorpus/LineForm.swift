/// The form in which lines are compared with tables.
enum LineForm {
  /// Lower case, straight apostrophes, plain single blanks, every run of digits as `#`, no bullet in front.
  static func normal(_ line: String) -> String {
    var form = String.UnicodeScalarView()
    for scalar in line.lowercased().unicodeScalars {
      switch scalar {
      case "’", "‘", "ʼ", "´":
        form.append("'")
      case _ where TextLines.isBlank(scalar):
        if let last = form.last, last != " " { form.append(" ") }
      case "0"..."9":
        if form.last != "#" { form.append("#") }
      case _ where form.isEmpty && isBullet(scalar):
        continue
      default:
        form.append(scalar)
      }
    }
    while form.last == " " { form.removeLast() }
    return String(form)
  }

  /// The normal form without colons, stops and arrows at its end.
  static func key(_ normal: String) -> String {
    var key = normal.unicodeScalars
    while let last = key.last, ":.…>»→!|· ▸►›+-".unicodeScalars.contains(last) { key.removeLast() }
    return String(key)
  }

  private static func isBullet(_ scalar: Unicode.Scalar) -> Bool {
    "•▪■●►▶▸➡→*·|+-–—›»✉☰✕×🔴👉📩⬇🎧📺▼▲".unicodeScalars.contains(scalar) || scalar == "\u{FE0F}"
  }

  /// The number of words: runs between blanks that hold a letter or a digit.
  static func wordCount(_ text: String) -> Int {
    var count = 0
    var isCounted = false
    for scalar in text.unicodeScalars {
      if TextLines.isBlank(scalar) {
        isCounted = false
      } else if !isCounted, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        isCounted = true
        count += 1
      }
    }
    return count
  }
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
