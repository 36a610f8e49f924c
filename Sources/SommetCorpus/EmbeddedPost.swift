/// A post that is quoted whole, signed `– Name (@handle) 11 octobre 2023`.
struct EmbeddedPost {
  /// The first of the names that it is signed with.
  let author: String
  /// ISO 8601 day; nil when the signature bears none.
  let date: String?
  /// Whether there is nothing before the signature.
  let isSignatureOnly: Bool

  init?(_ text: String, calendar: CalendarWords) {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return nil }
    let scalars = Array(text.unicodeScalars)
    guard let at = scalars.lastIndex(of: "@"), at > 0, scalars[at - 1] == "(",
      let close = scalars[at...].firstIndex(of: ")"), close - at <= 40,
      !scalars[at..<close].contains(where: TextLines.isBlank)
    else { return nil }
    let tail = CalendarWords.words(String(String.UnicodeScalarView(scalars[(close + 1)...])))
    guard tail.count <= 12 else { return nil }
    // Back to the dash before the name.
    guard
      let dash = scalars[..<(at - 1)].lastIndex(where: { "–—-".unicodeScalars.contains($0) }),
      at - dash <= 100,
      dash == 0 || TextLines.isBlank(scalars[dash - 1])
    else { return nil }
    let names = String(String.UnicodeScalarView(scalars[(dash + 1)..<(at - 1)]))
    let name = names.split(separator: "/", omittingEmptySubsequences: true).first ?? ""
    let trimmed = name.trimmingBlanks
    guard !trimmed.isEmpty else { return nil }
    author = trimmed
    date = calendar.days(in: tail).first?.day.description
    isSignatureOnly = dash == 0
  }
}
