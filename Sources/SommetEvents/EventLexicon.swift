import Foundation
import SommetGraph
import SommetText

/// The tables of triggers and of the words around them, compiled once.
///
/// Rules are found by the lemma of their trigger, so that the cost of a text grows with its triggers and not with
/// the tables.
package struct EventLexicon: Sendable {
  /// In the order of the tables.
  package let rules: [EventRule]
  private let rulesOfLemma: [String: [Int]]
  /// The nouns among the triggers.
  let eventNouns: Set<String>
  let scope: ScopeLexicon
  package let words: WordClasses
  /// What acts are in the terms of PLOVER.
  package let plover: PloverTable
  /// Forms of the verbs among the triggers.
  let verbForms: VerbForms
  let contractions: Contractions

  /// The files of triggers, in order.
  static let files = ["met", "proposed", "warned", "further"]

  /// Reads the tables of the module's resources.
  package init() throws {
    let words = try WordClasses(
      Table(Self.resource("words"), name: "words.tsv", columns: Table.classColumns))
    let isPreposition = { words.contains($0, in: .complement) }
    let tables = try Self.files.map {
      try Table(Self.resource($0), name: $0 + ".tsv", columns: EventRule.columns)
    }
    try self.init(
      rules: Self.rules(tables, isPreposition: isPreposition),
      scope: ScopeLexicon(Table(Self.resource("scope"), name: "scope.tsv", columns: ScopeLexicon.columns)),
      words: words,
      endings: Table(
        Self.resource("conjugation"), name: "conjugation.tsv",
        columns: ["ending", "feats", "stress", "example"]),
      forms: Table(
        Self.resource("forms"), name: "forms.tsv", columns: ["form", "lemma", "feats", "example"]),
      contractions: Contractions(
        Table(Self.resource("contractions"), name: "contractions.tsv", columns: Contractions.columns),
        isPreposition: isPreposition),
      plover: Self.ploverTable())
  }

  private static func ploverTable() throws -> PloverTable {
    func table(_ name: String, _ columns: [String]) throws -> Table {
      try Table(resource(name), name: name + ".tsv", columns: columns)
    }
    return try PloverTable(
      types: table("plover", PloverTable.typeColumns), modes: table("plover-modes", PloverTable.modeColumns),
      contexts: table("plover-contexts", PloverTable.contextColumns))
  }

  /// The rows of some tables, in order.
  ///
  /// - Throws: the first fault, with file, line and column; two rows with one id are one.
  package static func rules(
    _ tables: [Table], isPreposition: (String) -> Bool = { _ in true }
  ) throws(TableError) -> [EventRule] {
    var rules: [EventRule] = []
    var places: [String: String] = [:]
    for row in tables.flatMap(\.rows) {
      let rule = try EventRule(row, isPreposition: isPreposition)
      if let place = places.updateValue("\(rule.table):\(rule.line)", forKey: rule.id) {
        throw row.error("id", expected: "an identifier that no other row has, \(place) has it")
      }
      rules.append(rule)
    }
    return rules
  }

  init(
    rules: [EventRule], scope: ScopeLexicon, words: WordClasses, endings: Table, forms: Table,
    contractions: Contractions, plover: PloverTable
  ) throws {
    self.rules = rules
    rulesOfLemma = Self.index(rules)
    eventNouns = Set(rules.filter { $0.pattern.isNominal }.flatMap(\.pattern.triggerLemmas))
    verbForms = VerbForms(
      lemmas: rules.filter { !$0.pattern.isNominal }.flatMap(\.pattern.triggerLemmas), endings: endings,
      whole: forms)
    self.scope = scope
    self.words = words
    self.contractions = contractions
    self.plover = plover
  }

  /// The same words with other rules.
  package init(_ other: EventLexicon, rules: [EventRule]) {
    self.rules = rules
    rulesOfLemma = Self.index(rules)
    eventNouns = other.eventNouns
    scope = other.scope
    words = other.words
    verbForms = other.verbForms
    contractions = other.contractions
    plover = other.plover
  }

  private static func index(_ rules: [EventRule]) -> [String: [Int]] {
    var rulesOfLemma: [String: [Int]] = [:]
    for (index, rule) in rules.enumerated() {
      for lemma in rule.pattern.triggerLemmas { rulesOfLemma[lemma, default: []].append(index) }
    }
    return rulesOfLemma
  }

  /// The rules whose trigger may have that lemma, in the order of the tables.
  func rules(for lemma: String) -> [EventRule] { (rulesOfLemma[lemma] ?? []).map { rules[$0] } }

  private static func resource(_ name: String) throws -> String {
    guard let url = Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Resources")
    else {
      preconditionFailure("the module carries its table \(name).tsv")
    }
    return try String(contentsOf: url, encoding: .utf8)
  }
}
