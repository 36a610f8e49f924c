import ArgumentParser
import Sommet

/// Conditions on edges that `query` and `export` share.
struct ConditionOptions: ParsableArguments {
  @Option(
    name: [.customLong("relations"), .customLong("relation")],
    help: ArgumentHelp(
      "Relations, parted by commas: \(Relation.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "relations"),
    completion: Completions.words { Relation.allCases.map(\.rawValue) })
  var relations: String?
  @Option(
    help: ArgumentHelp(
      "Modalities, parted by commas: \(Modality.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "modalities"),
    completion: Completions.words { Modality.allCases.map(\.rawValue) })
  var modality: String?
  @Option(
    help: ArgumentHelp("Acts of this day, month or year and later (ISO 8601).", valueName: "date"))
  var since: String?
  @Option(
    help: ArgumentHelp("Acts of this day, month or year and earlier (ISO 8601).", valueName: "date"))
  var until: String?
  @Option(
    help: ArgumentHelp("The least weight: the number of independent pieces of evidence.", valueName: "number")
  )
  var minWeight: Double?

  /// Whether nothing is asked for.
  var isEmpty: Bool {
    [relations, modality, since, until].allSatisfy { $0 == nil } && minWeight == nil
  }

  func filter(over graph: some GraphReading) throws -> EdgeFilter {
    try EdgeFilter(
      relations: ListOption.terms(relations, "--relations") {
        var found: Set<Relation> = []
        try graph.forEachEdge {
          found.insert($0.relation)
          return .continue
        }
        return found
      },
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
  /// Words of a vocabulary: our own, or else those that a graph has.
  ///
  /// - Parameter known: is asked only for a word that is not our own.
  static func terms<Term: OpenTerm>(
    _ list: String?, _ option: String, known: () throws -> Set<Term>
  ) throws -> Set<Term>? {
    guard let list else { return nil }
    let own = Set(Term.allCases)
    let terms = split(list).map { Term(rawValue: $0) }
    if terms.allSatisfy(own.contains) { return Set(terms) }
    let words = try own.union(known()).sorted().map(\.rawValue)
    return try values(list, option, { words.contains($0) ? Term(rawValue: $0) : nil }, all: words)
  }

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
