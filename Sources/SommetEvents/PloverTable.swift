import SommetGraph
import SommetText

/// The tables that turn acts into PLOVER's terms: types by trigger, modality and content; modes by content; contexts by sentence.
package struct PloverTable: Sendable {
  /// One row of `plover.tsv`.
  package struct TypeRow: Sendable {
    /// Who acts where the edge does not tell.
    enum Side: String { case source, target, governor }

    package let id: String
    let names: [Selector]
    let modalities: Set<Modality>
    let trigger: Pattern?
    /// What the word that gives the modality must match.
    let ground: Pattern?
    let content: Pattern?
    /// nil: PLOVER has none.
    let type: String?
    let modes: [String]
    /// Taken when the content tells none.
    let defaultMode: String?
    let side: Side?
    /// Whether the type says itself what an auxiliary mode would.
    let saysModality: Bool
    package let example: String

    /// The ids of rules that the row names.
    package var rules: [String] {
      names.compactMap { name in
        if case .rule(let id) = name { id } else { nil }
      }
    }
  }

  /// Which rules of the tables of triggers a row is for.
  enum Selector: Sendable {
    case relation(Relation)
    case kind(Relation, EventRule.MeetingKind)
    case rule(String)
    case prefix(String)

    func fits(_ rule: EventRule) -> Bool {
      switch self {
      case .relation(let relation): rule.relation == relation
      case .kind(let relation, let kind): rule.relation == relation && rule.kind == kind
      case .rule(let id): rule.id == id
      case .prefix(let start): rule.id.hasPrefix(start)
      }
    }
  }

  /// What must hold for a mode.
  enum Test: Sendable {
    /// Some word of the content matches.
    case content(Pattern)
    /// The meeting is that of a union of states.
    case union
    /// The meeting is held in a country that none of those who meet come from, and nothing else is told of how they meet.
    case elsewhere
  }

  /// One row of `plover-modes.tsv`.
  package struct ModeRow: Sendable {
    package let id: String
    package let types: [String]
    let test: Test
    package let mode: String
    package let example: String
  }

  /// One row of `plover-contexts.tsv`.
  package struct ContextRow: Sendable {
    package let context: String
    let word: Pattern
    let yields: [String]
    package let example: String
  }

  package let types: [TypeRow]
  package let modes: [ModeRow]
  package let contexts: [ContextRow]
  /// Rows by a lemma that their pattern's first node may have.
  private let modesOfLemma: [String: [Int]]
  private let contextsOfLemma: [String: [Int]]

  init(types: Table, modes: Table, contexts: Table) throws(TableError) {
    self.types = try types.rows.map { row throws(TableError) in try TypeRow(row) }
    self.modes = try modes.rows.map { row throws(TableError) in try ModeRow(row) }
    self.contexts = try contexts.rows.map { row throws(TableError) in try ContextRow(row) }
    modesOfLemma = Self.index(self.modes.map(\.lemmas))
    contextsOfLemma = Self.index(self.contexts.map(\.word.triggerLemmas))
  }

  static let typeColumns = [
    "id", "rule", "modality", "trigger", "ground", "content", "type", "mode", "actor", "auxiliary", "example",
  ]
  static let modeColumns = ["id", "type", "content", "mode", "example"]
  static let contextColumns = ["context", "word", "yields", "example"]

  private static func index(_ lemmas: [[String]]) -> [String: [Int]] {
    var rows: [String: [Int]] = [:]
    for (index, lemmas) in lemmas.enumerated() {
      for lemma in lemmas { rows[lemma, default: []].append(index) }
    }
    return rows
  }

  func modes(of lemma: String) -> [ModeRow] { (modesOfLemma[lemma] ?? []).map { modes[$0] } }
  func contexts(of lemma: String) -> [ContextRow] { (contextsOfLemma[lemma] ?? []).map { contexts[$0] } }
}

extension PloverTable.TypeRow {
  init(_ row: Table.Row) throws(TableError) {
    let vocabulary = PloverVocabulary.shared
    id = String(row["id"])
    guard !id.isEmpty else { throw row.error("id", expected: "an identifier") }
    var names: [PloverTable.Selector] = []
    for name in row["rule"].split(separator: "|") {
      guard let selector = PloverTable.Selector(name) else {
        throw row.error("rule", expected: "a relation, a kind of meeting or a rule's id")
      }
      names.append(selector)
    }
    guard !names.isEmpty else { throw row.error("rule", expected: "what the row is for") }
    self.names = names
    var modalities: Set<Modality> = []
    for name in row["modality"].split(separator: "|") {
      guard let modality = Modality(rawValue: String(name)) else {
        throw row.error("modality", expected: "a modality")
      }
      modalities.insert(modality)
    }
    self.modalities = modalities
    trigger = try row.pattern("trigger")
    ground = try row.pattern("ground")
    content = try row.pattern("content")
    let type = String(row["type"])
    guard type == "-" || vocabulary.types[type] != nil else {
      throw row.error("type", expected: "a type of PLOVER or '-'")
    }
    self.type = type == "-" ? nil : type
    let isDefault = row["mode"].hasPrefix("~")
    let modes = (isDefault ? row["mode"].dropFirst() : row["mode"]).split(separator: " ").map(String.init)
    for mode in modes where !vocabulary.hasMode(mode, of: type) {
      throw row.error("mode", expected: "a mode of \(type)")
    }
    self.modes = isDefault ? [] : modes
    defaultMode = isDefault ? modes.first : nil
    side = Side(rawValue: String(row["actor"]))
    guard side != nil || row["actor"].isEmpty else {
      throw row.error("actor", expected: "source, target, governor or nothing")
    }
    saysModality = row["auxiliary"] == "-"
    guard saysModality || row["auxiliary"].isEmpty else {
      throw row.error("auxiliary", expected: "'-' or nothing")
    }
    example = String(row["example"])
    guard !example.isEmpty else { throw row.error("example", expected: "a sentence") }
  }
}

extension PloverTable.Selector {
  fileprivate init?(_ text: Substring) {
    if let relation = Relation(known: String(text)) {
      self = .relation(relation)
      return
    }
    let parts = text.split(separator: "/")
    if parts.count == 2 {
      guard let relation = Relation(known: String(parts[0])),
        let kind = EventRule.MeetingKind(rawValue: String(parts[1]))
      else { return nil }
      self = .kind(relation, kind)
    } else if text.contains(".") {
      self = text.hasSuffix("*") ? .prefix(String(text.dropLast())) : .rule(String(text))
    } else {
      return nil
    }
  }
}

extension PloverTable.ModeRow {
  init(_ row: Table.Row) throws(TableError) {
    id = String(row["id"])
    types = row["type"].split(separator: "|").map(String.init)
    mode = String(row["mode"])
    for type in types where !PloverVocabulary.shared.hasMode(mode, of: type) {
      throw row.error("mode", expected: "a mode of \(type)")
    }
    switch row["content"] {
    case "@union": test = .union
    case "@elsewhere": test = .elsewhere
    default: test = .content(try row.wordPattern("content"))
    }
    example = String(row["example"])
    guard !id.isEmpty, !types.isEmpty, !example.isEmpty else {
      throw row.error("id", expected: "an identifier, types and an example")
    }
  }
}

extension PloverTable.ModeRow {
  fileprivate var lemmas: [String] {
    guard case .content(let pattern) = test else { return [] }
    return pattern.triggerLemmas
  }
}

extension PloverTable.ContextRow {
  init(_ row: Table.Row) throws(TableError) {
    let known = PloverVocabulary.shared.contexts
    context = String(row["context"])
    guard known.contains(context) else { throw row.error("context", expected: "a context of PLOVER") }
    word = try row.wordPattern("word")
    yields = row["yields"].split(separator: "|").map(String.init)
    guard yields.allSatisfy(known.contains) else {
      throw row.error("yields", expected: "contexts of PLOVER")
    }
    example = String(row["example"])
    guard !example.isEmpty else { throw row.error("example", expected: "words of a sentence") }
  }
}

extension Table.Row {
  /// nil when the field is empty.
  fileprivate func pattern(_ column: String) throws(TableError) -> Pattern? {
    guard !self[column].isEmpty else { return nil }
    do { return try Pattern(self[column]) } catch { throw self.error(column, error) }
  }

  /// A pattern that is found by the lemmas of its first node.
  fileprivate func wordPattern(_ column: String) throws(TableError) -> Pattern {
    guard let pattern = try pattern(column), !pattern.triggerLemmas.isEmpty else {
      throw error(column, expected: "a pattern whose first node names its lemmas")
    }
    return pattern
  }
}
