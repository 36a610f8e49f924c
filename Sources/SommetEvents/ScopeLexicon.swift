import SommetGraph
import SommetText

/// What words above or beside an act make of it: "vouloir rencontrer", "un sommet annulé", "la possibilité d'une
/// rencontre".
struct ScopeLexicon: Sendable {
  /// How a word stands to the act.
  enum Position: String, Sendable, CaseIterable {
    /// A verb or adjective whose infinitive, clause, object or subject the act is.
    case governor
    /// The same in the perfect or the simple past: "a pu rencontrer".
    case perfect
    /// A noun that the act depends on: "projet de".
    case noun
    /// An adjective or participle of the act's noun.
    case modifier
  }

  /// What becomes of the act.
  enum Effect: Sendable, Hashable {
    /// Nothing: "continuer à", "tenir une réunion". The word's own tense and polarity still count.
    case transparent
    case modality(Modality)
    /// The act has happened, whatever stands above: "regretter d'avoir rencontré".
    case factual
  }

  static let columns = ["position", "word", "effect", "example"]

  private let effects: [Position: [String: Effect]]
  /// The line of the table that tells of a word, counted from 1.
  private let lines: [Position: [String: Int]]

  init(_ table: Table) throws(TableError) {
    var effects: [Position: [String: Effect]] = [:]
    var lines: [Position: [String: Int]] = [:]
    for row in table.rows {
      guard let position = Position(rawValue: String(row["position"])) else {
        throw row.error("position", expected: Position.allCases.map(\.rawValue).joined(separator: ", "))
      }
      let effect: Effect
      switch row["effect"] {
      case "transparent": effect = .transparent
      case "factual": effect = .factual
      default:
        guard let modality = Modality(rawValue: String(row["effect"])) else {
          throw row.error("effect", expected: "transparent, factual or a modality")
        }
        effect = .modality(modality)
      }
      for word in row["word"].split(separator: "|") {
        effects[position, default: [:]][String(word)] = effect
        lines[position, default: [:]][String(word)] = row.line
      }
    }
    self.effects = effects
    self.lines = lines
  }

  func effect(of word: String, as position: Position) -> Effect? { effects[position]?[word] }

  func line(of word: String, as position: Position) -> Int? { lines[position]?[word] }
}
