import SommetText

/// Words of menus and section names.
struct Menus: Sendable {
  private let phrases: Set<String>
  /// The first words of the phrases.
  private let openings: Set<Substring>
  /// Words of the longest phrase.
  private let longest: Int

  init(_ table: Table) {
    phrases = Set(table.rows.map { String($0["phrase"]) })
    openings = Set(phrases.map(Self.opening))
    longest = phrases.map { $0.split(separator: " ").count }.max() ?? 1
  }

  private static func opening(_ phrase: String) -> Substring { phrase.prefix { $0 != " " } }

  /// Whether a line is a menu or a path through one: `Accueil Actu Monde Europe`, `Accueil > Info > Suisse`.
  func isMenu(_ line: String) -> Bool {
    guard line.last.map({ !".,;:!?…".contains($0) }) == true else { return false }
    let words = line.split { $0.isWhitespace || Self.marks.contains($0) }
    guard !words.isEmpty, words.count <= 40 else { return false }
    var known = 0
    var index = 0
    while index < words.count {
      let length = phraseLength(words[index...])
      known += length ?? 0
      index += length ?? 1
    }
    if Self.isPath(line) { return known * 3 >= words.count }
    guard known * 5 >= words.count * 3 else { return false }
    let capitals = words.filter { $0.first?.isUppercase == true || $0.first?.isLetter != true }.count
    return capitals * 4 >= words.count * 3 || known == words.count
  }

  /// The number of words of the longest phrase that words begin with.
  private func phraseLength(_ words: ArraySlice<Substring>) -> Int? {
    let first = LineForm.normal(words.first!)
    // A bullet alone leaves nothing: the phrase begins after it.
    if !first.isEmpty, !openings.contains(Self.opening(first)) { return nil }
    return (1...longest).reversed().first { length in
      length <= words.count && phrases.contains(LineForm.normal(words.prefix(length).joined(separator: " ")))
    }
  }

  private static let marks: Set<Character> = Set(">/»›|•·")

  /// Whether a line is a path that begins at the site's first page: `Accueil > Monde > Le pont rouvre`.
  func isPathFromHome(_ line: String) -> Bool {
    guard Self.isPath(line), let home = line.split(whereSeparator: Self.marks.contains).first else {
      return false
    }
    return LineForm.normal(home) == "accueil"
  }

  /// What a path ends with.
  static func lastStep(_ path: String) -> Substring { path.split(whereSeparator: marks.contains).last ?? "" }

  /// Whether one of the marks of a path stands between two blanks.
  private static func isPath(_ line: String) -> Bool {
    var (before, last): (Unicode.Scalar, Unicode.Scalar) = ("\0", "\0")
    for scalar in line.unicodeScalars {
      if scalar == " ", before == " ", last != " ", marks.contains(Character(last)) { return true }
      (before, last) = (last, scalar)
    }
    return false
  }
}
