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
}

extension EventRule {
  /// The columns of a table of triggers.
  package static let columns = ["id", "relation", "trigger", "roles", "options", "example"]

  package init(_ row: Table.Row) throws(TableError) {
    id = String(row["id"])
    guard !id.isEmpty else { throw row.error("id", expected: "an identifier") }
    guard let relation = Relation(known: String(row["relation"])) else {
      throw row.error("relation", expected: "a relation")
    }
    self.relation = relation
    do { pattern = try Pattern(row["trigger"]) } catch { throw row.error("trigger", error) }
    do { frame = try Frame(row["roles"]) } catch { throw row.error("roles", error) }
    guard !pattern.triggerLemmas.isEmpty else {
      throw row.error("trigger", expected: "a first node that names its lemmas")
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
    for option in row["options"].split(separator: ",") {
      let parts = option.drop { $0 == " " }.split(separator: ":", maxSplits: 1)
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
          throw row.error("options", expected: "a kind of meeting")
        }
        self.kind = kind
      case "confidence":
        guard parts.count == 2, let value = Double(parts[1]), (0...1).contains(value) else {
          throw row.error("options", expected: "a confidence between 0 and 1")
        }
        confidence = value
      default:
        throw row.error(
          "options",
          expected: "solo, reciprocal, place, content, joins, ahead, persons, kind:… or confidence:…")
      }
    }
    example = String(row["example"])
    guard !example.isEmpty else { throw row.error("example", expected: "a sentence") }
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
