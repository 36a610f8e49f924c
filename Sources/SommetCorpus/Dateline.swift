import SommetText

/// What stands before the first sentence of an agency's article: `BRUXELLES, 20 août 2025 (AFP) – `.
struct Dateline {
  /// Length of the date line with its dash and the blanks after it, in scalars.
  let length: Int
  /// Length without the blanks at its end.
  let trimmedLength: Int
  let day: CalendarDay?
  /// Whether it names a place or an agency beside the day.
  let hasWords: Bool

  /// Words of the longest date line.
  private static let longest = 16

  /// The date line that a paragraph begins with; nil when there is none.
  init?(_ text: String, tables: CorpusTables) {
    let scalars = Array(text.unicodeScalars.prefix(120))
    guard let dash = Self.dash(in: scalars) else { return nil }
    var end = dash + 1
    let trimmed = end
    while end < scalars.count, TextLines.isBlank(scalars[end]) { end += 1 }
    guard end < scalars.count, text.unicodeScalars.count - end >= 40 else { return nil }
    let before = String(String.UnicodeScalarView(scalars[..<dash]))
    let words = CalendarWords.words(before)
    let days = tables.calendar.days(in: words)
    var hasPlace = false
    var hasAgency = false
    for (index, word) in words.enumerated() where !days.contains(where: { $0.words.contains(index) }) {
      if tables.calendar.isAroundDate(word) { continue }
      guard word.kind == .letters else { return nil }
      if tables.agencies.contains(word.text) {
        hasAgency = true
      } else if word.text.first?.isUppercase == true
        || tables.words.contains(word.text, in: .placeLink)
      {
        if index == 0, word.text.count >= 3, word.text == word.text.uppercased() { hasPlace = true }
      } else {
        return nil
      }
    }
    // A day is sign enough; a place or an agency needs a sentence after it.
    if !Self.opensSentence(scalars[end]), days.isEmpty { return nil }
    guard words.count <= Self.longest, !days.isEmpty || hasAgency || hasPlace else { return nil }
    if days.isEmpty, words.contains(where: { $0.kind == .digits }) { return nil }
    length = end
    trimmedLength = trimmed
    day = days.first?.day
    hasWords = words.indices.contains { index in
      words[index].kind == .letters && !days.contains { $0.words.contains(index) }
        && !tables.calendar.isAroundDate(words[index])
    }
  }

  /// The day of a line that holds nothing but a date line with a place: `12 mars 2016, Montpellier . –`.
  static func day(alone text: String, tables: CorpusTables) -> CalendarDay? {
    guard LineForm.holdsDigit(text), let words = CalendarWords.words(text, most: longest) else { return nil }
    let days = tables.calendar.days(in: words)
    guard days.count == 1, tables.calendar.day(ofDateLine: words) == nil else { return nil }
    // "Événements du 21 août 2016" is a heading, "— Camille Roux, 21 août 2016" a signature.
    let first = days[0].words.lowerBound
    if first > 0, tables.words.contains(words[first - 1].text, in: .lonePlaceLink) { return nil }
    if first > 1, words[0].kind == .mark, "-–—".contains(words[0].text) { return nil }
    for (index, word) in words.enumerated() where !days[0].words.contains(index) {
      if tables.calendar.isAroundDate(word) || tables.agencies.contains(word.text) { continue }
      guard word.kind == .letters,
        word.text.first?.isUppercase == true || tables.words.contains(word.text, in: .lonePlaceLink)
      else { return nil }
    }
    return days[0].day
  }

  /// The first dash with a blank on at least one side.
  private static func dash(in scalars: [Unicode.Scalar]) -> Int? {
    for index in scalars.indices.dropFirst().prefix(90) where "-–—".unicodeScalars.contains(scalars[index]) {
      let isBlankBefore = TextLines.isBlank(scalars[index - 1])
      let isBlankAfter = index + 1 < scalars.count && TextLines.isBlank(scalars[index + 1])
      if isBlankBefore || (isBlankAfter && scalars[index] != "-") { return index }
    }
    return nil
  }

  private static func opensSentence(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isUppercase || "«\"“'‘[(".unicodeScalars.contains(scalar)
  }
}
