import SommetGraph
import SommetText

/// One row of a table of triggers: which word or words tell of which act, and where its roles stand.
package struct EventRule: Sendable {
  /// What kind of coming together a trigger of `met` tells of; meetings of different kinds are not one.
  package enum MeetingKind: String, Sendable, Hashable {
    case summit, talk, call, visit
    /// Any of them: "rencontre", "réunion", "rendez-vous".
    case any
  }

  package var id: String
  package var relation: Relation
  package var pattern: Pattern
  package var frame: Frame
  package var kind: MeetingKind
  /// Whether one participant is enough for a meeting ("l'Otan se réunit").
  package var isSolo: Bool
  /// Whether sources may be each other's counterparts ("X et Y se rencontrent").
  package var isReciprocal: Bool
  /// Whether the place of the visit stands where others have their counterpart.
  package var goesToPlace: Bool
  /// Whether the sources come to a meeting told before ("se joindre à eux").
  package var joins: Bool
  /// Whether the trigger itself puts the meeting ahead: "est attendu par".
  package var isAhead: Bool
  /// Whether only persons may be met so ("appeler", "voir").
  package var isPersonal: Bool
  /// Whether an addressee alone is no act: "appeler X" without what for.
  package var needsContent: Bool
  package var confidence: Double
  package var example: String
  /// The file of the table, and the row's line in it, counted from 1.
  package var table: String
  package var line: Int
}

extension EventRule {
  /// The columns of a table of triggers.
  package static let columns = ["id", "relation", "trigger", "roles", "options", "example"]

  /// Reads a row.
  ///
  /// - Parameter isPreposition: whether a word that is no slot's name is a preposition.
  package init(
    _ row: Table.Row, isPreposition: (String) -> Bool = { _ in true }
  ) throws(TableError) {
    table = row.tableName
    line = row.line
    id = String(row["id"])
    guard !id.isEmpty else { throw row.error("id", expected: "an identifier") }
    guard let relation = Relation(known: String(row["relation"])) else {
      throw row.error("relation", expected: "a relation")
    }
    self.relation = relation
    do { pattern = try Pattern(row["trigger"]) } catch { throw row.error("trigger", error) }
    do { frame = try Frame(row["roles"], isPreposition: isPreposition) } catch {
      throw row.error("roles", error)
    }
    guard !pattern.triggerLemmas.isEmpty else {
      throw row.error("trigger", expected: "a first node that names its lemmas")
    }
    for case .named(let name) in frame.slots where !pattern.names.contains(name) {
      throw row.error("roles", expected: "names of the pattern's nodes, which has no '=\(name)'")
    }
    kind = .any
    isSolo = false
    isReciprocal = false
    goesToPlace = false
    needsContent = false
    isPersonal = false
    joins = false
    isAhead = false
    confidence = 0.9
    example = String(row["example"])
    try read(row["options"], of: row)
    guard !example.isEmpty else { throw row.error("example", expected: "a sentence") }
  }

  private mutating func read(_ options: Substring, of row: Table.Row) throws(TableError) {
    var column = 1
    for option in options.split(separator: ",", omittingEmptySubsequences: false) {
      defer { column += option.count + 1 }
      let text = option.drop { $0 == " " }
      if text.isEmpty, options.isEmpty { return }
      func fault(_ expected: String) -> TableError {
        row.error(
          "options",
          PatternError(
            column: column + option.count - text.count, expected: expected, found: "'\(text)'"))
      }
      let parts = text.split(separator: ":", maxSplits: 1)
      switch parts.first {
      case "solo": isSolo = true
      case "reciprocal": isReciprocal = true
      case "place": goesToPlace = true
      case "content": needsContent = true
      case "persons": isPersonal = true
      case "joins": joins = true
      case "ahead": isAhead = true
      case "kind":
        guard parts.count == 2, let kind = MeetingKind(rawValue: String(parts[1])) else {
          throw fault("a kind of meeting: summit, talk, call or visit")
        }
        self.kind = kind
      case "confidence":
        guard parts.count == 2, let value = Double(parts[1]), (0...1).contains(value) else {
          throw fault("a confidence between 0 and 1")
        }
        confidence = value
      default:
        throw fault("solo, reciprocal, place, content, joins, ahead, persons, kind:… or confidence:…")
      }
    }
  }
}

extension Table.Row {
  /// A fault of a pattern or frame, at its place in the file.
  func error(_ column: String, _ fault: PatternError) -> TableError {
    let start = error(column, expected: fault.expected)
    return TableError(
      table: start.table, line: start.line, column: start.column + fault.column - 1, expected: fault.expected,
      found: fault.found)
  }
}
