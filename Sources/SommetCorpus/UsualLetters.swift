import SommetText

/// The scalars above ASCII that French prose holds: `letters.tsv`.
struct UsualLetters: Sendable {
  enum Class: String, CaseIterable {
    case lower, upper, foreign, mark
  }

  private var scalars: Set<Unicode.Scalar> = []

  init(_ table: Table) throws(TableError) {
    for (_, words) in try table.words(by: Class.self) {
      for word in words {
        guard let scalar = Self.scalar(word) else {
          throw TableError(
            table: table.name, line: 1, column: 1, expected: "one scalar or its number", found: "'\(word)'")
        }
        scalars.insert(scalar)
      }
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool { scalars.contains(scalar) }

  /// `é` or `U+00E9`.
  private static func scalar(_ word: Substring) -> Unicode.Scalar? {
    if word.hasPrefix("U+") { return UInt32(word.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) }
    return word.unicodeScalars.count == 1 ? word.unicodeScalars.first : nil
  }
}
