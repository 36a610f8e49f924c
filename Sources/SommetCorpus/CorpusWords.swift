import SommetText

/// The words of `words.tsv`: how lines tell of author, day and place.
struct CorpusWords: Sendable {
  enum Class: String, CaseIterable {
    /// Opens an author's line: "Par Camille Roux".
    case byline
    /// What follows the first day of a month.
    case ordinal
    /// What scrapers write before a day.
    case date
    /// Words in lower case inside the places of a date line.
    case placeLink = "place-link"
    /// The same, in a line that holds nothing else.
    case lonePlaceLink = "lone-place-link"
    /// Words in lower case inside a signature.
    case nameLink = "name-link"
    /// Words in lower case inside an author's line.
    case bylineLink = "byline-link"
    /// Beginnings of words that say that a day is that of publication.
    case publicationStem = "publication-stem"
    case publication
    /// Beginnings of words that say that a day is that of a change.
    case changeStem = "change-stem"
    case change
    /// Before a day in an address: it is the day of something else.
    case addressLink = "address-link"
  }

  private let members: [Class: Set<String>]
  private let stems: [Class: [String]]

  init(_ table: Table) throws(TableError) {
    let words = try table.words(by: Class.self)
    members = words.mapValues { Set($0.map(String.init)) }
    stems = words.mapValues { $0.map(String.init) }
  }

  func contains(_ word: some StringProtocol, in name: Class) -> Bool { members[name]!.contains(String(word)) }

  /// Whether a word begins with a stem of a class.
  func begins(_ word: String, with name: Class) -> Bool { stems[name]!.contains(where: word.hasPrefix) }

  /// Whether a word says that the day after it is that of a change.
  func tellsChange(_ word: String) -> Bool { contains(word, in: .change) || begins(word, with: .changeStem) }

  /// Whether a word says that the day after it is that of publication.
  func tellsPublication(_ word: String) -> Bool {
    contains(word, in: .publication) || begins(word, with: .publicationStem)
  }
}
