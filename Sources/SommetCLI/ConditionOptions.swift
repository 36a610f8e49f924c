import ArgumentParser
import Sommet

/// Conditions on edges that `query` and `export` share.
struct ConditionOptions: ParsableArguments {
  @Option(
    name: [.customLong("relations"), .customLong("relation")],
    help: "Relations, parted by commas: \(Relation.allCases.map(\.rawValue).joined(separator: ", ")).")
  var relations: String?
  @Option(help: "Modalities, parted by commas: \(Modality.allCases.map(\.rawValue).joined(separator: ", ")).")
  var modality: String?
  @Option(help: "Acts of this day, month or year and later (ISO 8601).")
  var since: String?
  @Option(help: "Acts of this day, month or year and earlier (ISO 8601).")
  var until: String?
  @Option(help: "The least weight: the number of independent pieces of evidence.")
  var minWeight: Double?

  /// Whether nothing is asked for.
  var isEmpty: Bool {
    [relations, modality, since, until].allSatisfy { $0 == nil } && minWeight == nil
  }

  func filter(over graph: Graph) throws -> EdgeFilter {
    let words = Set(Relation.allCases + graph.edges.map(\.relation)).sorted().map(\.rawValue)
    return try EdgeFilter(
      relations: ListOption.values(
        relations, "--relations", { words.contains($0) ? Relation(rawValue: $0) : nil }, all: words),
      modalities: ListOption.values(
        modality, "--modality", Modality.init(rawValue:), all: Modality.allCases.map(\.rawValue)),
      since: Self.date(since, "--since"), until: Self.date(until, "--until"),
      minimumWeight: minWeight ?? -.infinity)
  }

  private static func date(_ text: String?, _ option: String) throws -> DateRange? {
    guard let text else { return nil }
    guard let range = DateRange(text) else {
      throw ValidationError("\(option): expected a day, month or year such as 2025-08-20, found '\(text)'")
    }
    return range
  }
}

/// Options that take several words, parted by commas.
enum ListOption {
  static func split(_ list: String) -> [String] {
    list.split(separator: ",").map { $0.trimming(" ") }.filter { !$0.isEmpty }
  }

  /// - Parameter all: the words that are taken, for the message.
  static func values<Value: Hashable>(
    _ list: String?, _ option: String, _ value: (String) -> Value?, all: [String]
  ) throws -> Set<Value>? {
    guard let list else { return nil }
    return try Set(
      split(list).map { name in
        guard let found = value(name) else {
          throw ValidationError("\(option): expected one of \(all.joined(separator: ", ")), found '\(name)'")
        }
        return found
      })
  }
}
