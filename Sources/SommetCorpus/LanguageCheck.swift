/// Tells in which language a text is written, by its commonest words.
enum LanguageCheck {
  /// ISO 639-1 code; "und" when the text is in no language of the table; nil when there is too little of it.
  static func language(of text: String) -> String? {
    var counts = [Int](repeating: 0, count: CorpusTables.shared.functionWords.count)
    var words = 0
    var letters = 0
    var latin = 0
    for word in CalendarWords.words(text.prefix(20_000)) where word.kind == .letters {
      words += 1
      for scalar in word.text.unicodeScalars {
        letters += 1
        if scalar.value < 0x250 || (0x1E00..<0x1F00).contains(scalar.value) { latin += 1 }
      }
      let lower = word.text.lowercased()
      for (index, entry) in CorpusTables.shared.functionWords.enumerated() where entry.words.contains(lower) {
        counts[index] += 1
      }
    }
    if letters >= 40, latin * 2 < letters { return "und" }
    guard words >= 20, let best = counts.max(), let index = counts.firstIndex(of: best) else { return nil }
    if best * 10 < words { return words >= 60 ? "und" : nil }
    let names = CorpusTables.shared.functionWords.map(\.language)
    // French has the benefit of the doubt.
    if let french = names.firstIndex(of: "fr"), counts[french] * 4 >= best * 3 { return "fr" }
    return names[index]
  }
}
