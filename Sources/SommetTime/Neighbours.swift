import SommetText

/// The words beside an expression that make something else of it: a count, a number of something, a name.
struct Neighbours: Sendable {
  /// Words that may lead an expression and do not count in its place.
  let light: Set<Int32>
  private let counted: Set<Int32>
  private let numbering: Set<Int32>
  private let titles: Set<Int32>
  private let joining: Set<Int32>
  private let fullStop: Int32

  static let columns = ["kind", "forms"]

  init(_ table: Table, lexicon: Lexicon) {
    var words: [Substring: Set<Int32>] = [:]
    for row in table.rows {
      for form in row["forms"].split(separator: "|") {
        guard let word = lexicon.vocabulary[Lexicon.words(String(form))[0]] else { continue }
        words[row["kind"], default: []].insert(word)
      }
    }
    light = words["light"] ?? []
    counted = words["counted"] ?? []
    numbering = words["numbering"] ?? []
    titles = words["title"] ?? []
    joining = words["joining"] ?? []
    fullStop = lexicon.vocabulary[Lexicon.words(".")[0]] ?? Atom.unknown
  }

  /// Whether a number counts what follows ("2000 personnes") or numbers what precedes ("le vol 1984").
  func isCount(_ core: Range<Int>, in atoms: [Atom]) -> Bool {
    if core.upperBound < atoms.count, atoms[core.upperBound].gap != .line,
      counted.contains(atoms[core.upperBound].word)
    {
      return true
    }
    return core.lowerBound > 0 && atoms[core.lowerBound].gap != .line
      && numbering.contains(atoms[core.lowerBound - 1].word)
  }

  /// Whether a number is the first of two that count something: "1500 et 2000 personnes".
  func isFirstOfCounts(_ core: Range<Int>, in atoms: [Atom]) -> Bool {
    let second = core.upperBound + 1
    return second + 1 < atoms.count && joining.contains(atoms[core.upperBound].word) && atoms[second].isNumber
      && counted.contains(atoms[second + 1].word)
  }

  /// Whether a word with a capital is the end of a name: "Jules Avril", "M. Juin".
  func isName(_ core: Range<Int>, in atoms: [Atom], lexicon: Lexicon) -> Bool {
    let first = atoms[core.lowerBound]
    guard core.lowerBound > 0, first.gap == .space, first.isCapitalized else { return false }
    let previous = atoms[core.lowerBound - 1]
    if previous.isLetters, previous.isCapitalized,
      previous.word < 0 || !light.contains(previous.word) && !lexicon.isTrigger[Int(previous.word)]
    {
      return true
    }
    let isAbbreviated = previous.word == fullStop && core.lowerBound > 1
    return titles.contains(isAbbreviated ? atoms[core.lowerBound - 2].word : previous.word)
  }
}
