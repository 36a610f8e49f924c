import Foundation
import SommetGraph
import SommetText

/// What an actor is within its country, by the title of a post or the name of a body.
struct PloverSectors: Sendable {
  private let posts: [String: String]
  private let bodies: [String: String]

  static let columns = ["of", "words", "sector", "example"]

  /// The table of the module's resources.
  static let shared: PloverSectors = {
    guard
      let url = Bundle.module.url(forResource: "sectors", withExtension: "tsv", subdirectory: "Resources"),
      let text = try? String(contentsOf: url, encoding: .utf8),
      let table = try? Table(text, name: "sectors.tsv", columns: columns),
      let sectors = try? PloverSectors(table)
    else { preconditionFailure("sectors.tsv is part of the package") }
    return sectors
  }()

  init(_ table: Table) throws(TableError) {
    var found: [Substring: [String: String]] = ["post": [:], "body": [:]]
    for row in table.rows {
      guard found[row["of"]] != nil else { throw row.error("of", expected: "post or body") }
      let sector = String(row["sector"])
      guard PloverVocabulary.shared.sectors.contains(sector) else {
        throw row.error("sector", expected: "a sector of PLOVER")
      }
      for words in row["words"].split(separator: "|") { found[row["of"]]![String(words)] = sector }
    }
    posts = found["post"]!
    bodies = found["body"]!
  }

  /// The sector of a post at a state.
  func sector(ofPost title: String) -> String? { Self.longest(title, in: posts) }

  /// The sector of an organization.
  func sector(ofBody name: String) -> String? { Self.longest(name, in: bodies) }

  /// What stands for the most of a phrase's first words.
  private static func longest(_ phrase: String, in words: [String: String]) -> String? {
    var rest = phrase.lowercased().replacing("’", with: "'")[...]
    while !rest.isEmpty {
      if let found = words[String(rest)] { return found }
      guard let blank = rest.lastIndex(of: " ") else { return nil }
      rest = rest[..<blank]
    }
    return nil
  }
}
