/// Tells in which language a text is written, by its commonest words.
enum LanguageCheck {
  /// Characters of a text that are looked at.
  private static let sample = 20_000

  /// ISO 639-1 code; "und" when the text is in no language of the table; nil when there is too little of it.
  static func language(of text: String) -> String? {
    let table = CorpusTables.shared.functionWords
    var counts = [Int](repeating: 0, count: table.languages.count)
    var words = 0
    var letters = 0
    var latin = 0
    let start = text.utf8.count <= sample ? text : String(text.prefix(sample))
    for word in CalendarWords.words(start) where word.kind == .letters {
      words += 1
      letters += word.range.count
      for scalar in word.text.unicodeScalars
      where scalar.value < 0x250 || (0x1E00..<0x1F00).contains(scalar.value) { latin += 1 }
      table.count(word, in: &counts)
    }
    if letters >= 40, latin * 2 < letters { return "und" }
    guard words >= 20, let best = counts.max(), let index = counts.firstIndex(of: best) else { return nil }
    if best * 10 < words { return words >= 60 ? "und" : nil }
    // French has the benefit of the doubt.
    if let french = table.languages.firstIndex(of: "fr"), counts[french] * 4 >= best * 3 { return "fr" }
    return table.languages[index]
  }
}
