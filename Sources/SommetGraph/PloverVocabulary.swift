import Foundation

/// The words of PLOVER 2.0: its types with their quadrants and scores, the modes of each, auxiliary modes, contexts, bodies, sectors.
public struct PloverVocabulary: Sendable {
  /// A quadrant of cooperation and conflict.
  public enum Quad: Int, Sendable {
    case verbalCooperation = 1, materialCooperation, verbalConflict, materialConflict
  }

  public struct EventType: Sendable {
    public let name: String
    public let quad: Quad
    /// From -10 to +10.
    public let score: Double
    public let needsRecipient: Bool
    /// Scores by mode; nil for a mode that has none.
    public fileprivate(set) var modes: [String: Double?] = [:]
  }

  public static let shared = PloverVocabulary()

  public let types: [String: EventType]
  public let auxiliaries: [String]
  public let contexts: [String]
  public let sectors: [String]
  /// Codes for what no single country is.
  public let bodies: [String]
  /// Those of them that states make up.
  public let unions: Set<String>
  /// Places of all names in the table; the last of names that are both modes and contexts.
  private let order: [String: Int]

  public func hasMode(_ mode: String, of type: String) -> Bool {
    types[type]?.modes.keys.contains(mode) ?? false
  }

  /// Names without repetition, in the order of the table.
  public func ordered(_ names: [String]) -> [String] {
    Set(names).sorted { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }
  }

  /// The score of the mode that is farthest from zero, else the type's own; nil for an unknown type.
  public func score(of type: String, modes: [String]) -> Double? {
    guard let type = types[type] else { return nil }
    let scores = modes.compactMap { type.modes[$0] ?? nil }
    return scores.max { abs($0) < abs($1) } ?? type.score
  }

  private struct Row {
    let kind: Substring
    let name: String
    let of: String
    let quad: Substring
    let score: Substring
    let recipient: Substring
  }

  private init() {
    let rows = Self.rows()
    func names(_ kind: String) -> [String] { rows.filter { $0.kind == kind }.map(\.name) }
    var types: [String: EventType] = [:]
    for row in rows where row.kind == "type" {
      guard let quad = Int(row.quad).flatMap(Quad.init), let score = Double(row.score) else {
        preconditionFailure("plover.tsv tells quad and score of \(row.name)")
      }
      types[row.name] = EventType(
        name: row.name, quad: quad, score: score, needsRecipient: row.recipient == "required")
    }
    for row in rows where row.kind == "mode" { types[row.of]?.modes[row.name] = .some(Double(row.score)) }
    self.types = types
    auxiliaries = names("auxiliary")
    contexts = names("context")
    sectors = names("sector")
    bodies = names("body")
    unions = Set(rows.filter { $0.kind == "body" && $0.of == "union" }.map(\.name))
    order = Dictionary(rows.indices.map { (rows[$0].name, $0) }, uniquingKeysWith: max)
  }

  private static func rows() -> [Row] {
    guard let url = Bundle.module.url(forResource: "plover", withExtension: "tsv", subdirectory: "Resources"),
      let table = try? String(contentsOf: url, encoding: .utf8)
    else { preconditionFailure("plover.tsv is part of the package") }
    return table.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      precondition(fields.count == 7, "a row of plover.tsv has seven fields: \(line)")
      return Row(
        kind: fields[0], name: String(fields[1]), of: String(fields[2]), quad: fields[3], score: fields[4],
        recipient: fields[5])
    }
  }
}
