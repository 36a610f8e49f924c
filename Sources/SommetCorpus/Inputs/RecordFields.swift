import SommetText

/// Which fields of a JSON record hold the text, the title and so on.
///
///     var fields = RecordFields()
///     try fields.set("text=article.body")       // a field within a field
///
/// Without a choice the first field of `fields.tsv` that a record has is taken.
public struct RecordFields: Sendable, Hashable {
  public enum Role: String, Sendable, CaseIterable {
    case text, title, date, url, source, author, id, language
  }

  /// A choice that is none; the description says why.
  public struct Malformed: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
  }

  private var chosen: [Role: [String]] = [:]

  public init() {}

  /// Chooses a field by `role=name`; several choices of one role are tried in their order, and `id=` takes none.
  public mutating func set(_ choice: String) throws(Malformed) {
    let parts = choice.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
    guard parts.count == 2 else {
      throw Malformed(description: "expected a choice like text=body, found '\(choice)'")
    }
    guard let role = Role(rawValue: String(parts[0])) else {
      throw Malformed(description: "expected one of \(roles) before '=', found '\(parts[0])'")
    }
    guard role != .text || !parts[1].isEmpty else {
      throw Malformed(description: "expected the name of a field after 'text='")
    }
    chosen[role, default: []] += parts[1].isEmpty ? [] : [String(parts[1])]
  }

  /// The names to try, in order.
  func names(_ role: Role) -> [String] { chosen[role] ?? CorpusTables.shared.fields[role] ?? [] }
}

extension RecordFields {
  /// Reads `fields.tsv`.
  static func names(_ table: Table) throws(TableError) -> [Role: [String]] {
    var names: [Role: [String]] = [:]
    for row in table.rows {
      guard let role = Role(rawValue: String(row["role"])) else {
        throw row.error("role", expected: "one of " + Role.allCases.map(\.rawValue).joined(separator: ", "))
      }
      names[role, default: []].append(String(row["field"]))
    }
    return names
  }
}
