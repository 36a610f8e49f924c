import SommetText

/// The forms of prepositions that hold an article, or are elided: "au", "des", "d'".
package struct Contractions: Sendable {
  private var prepositions: [String: String] = [:]
  private var articled: Set<String> = []

  package static let columns = ["form", "preposition", "article", "example"]

  /// - Parameters:
  ///   - table: rows of `contractions.tsv`.
  ///   - isPreposition: whether a word is a preposition by which rows look for complements.
  package init(_ table: Table, isPreposition: (String) -> Bool) throws(TableError) {
    for row in table.rows {
      let form = String(row["form"])
      let preposition = String(row["preposition"])
      guard isPreposition(preposition) else {
        throw row.error("preposition", expected: "a preposition of the class complement")
      }
      guard prepositions.updateValue(preposition, forKey: form) == nil else {
        throw row.error("form", expected: "a form that no other row has")
      }
      switch row["article"] {
      case "yes": articled.insert(form)
      case "no": break
      default: throw row.error("article", expected: "yes or no")
      }
    }
  }

  /// The preposition by itself: "à" for "aux"; any other form as it is.
  package func plain(_ form: String) -> String { prepositions[form] ?? form }

  /// Whether a form holds an article: "du", but not "d'".
  package func holdsArticle(_ form: String) -> Bool { articled.contains(form) }
}
