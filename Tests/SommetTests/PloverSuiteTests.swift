import Foundation
import Sommet
import SommetEvents
import SommetTesting
import SommetText
import Testing

/// What acts are in the terms of PLOVER: the examples of the tables, and sentences of `Cases/plover.tsv`.
@Suite struct PloverSuiteTests {
  @Test func `codes nine in ten of the acts of plain sentences as PLOVER would`() throws {
    let file = ProjectFolder.root.appendingPathComponent("Tests/SommetTests/Cases/plover.tsv")
    let cases = try Table(
      String(contentsOf: file, encoding: .utf8), name: "plover.tsv", columns: ["sentence", "acts"]
    ).rows
    #expect(cases.count >= 60)
    var faults: [String] = []
    for row in cases {
      let told = try Extraction.record(String(row["sentence"]) + "\n").coded
      let expected = row["acts"].split(separator: ";").map { String($0).trimmed }
      let relations = Set(expected.map { $0.prefix { $0 != ":" } })
      let missing = expected.filter { !told.contains($0) && !told.contains($0.withoutActor(in: told)) }
      let extra = told.filter { act in
        relations.contains(act.prefix { $0 != ":" })
          && !expected.contains { $0 == act || $0 == act.withoutActor(in: expected) }
      }
      guard missing.isEmpty, extra.isEmpty else {
        faults.append(
          "\(row["sentence"])\n    expected \(row["acts"])\n    found    \(told.joined(separator: " ; "))")
        continue
      }
    }
    print("PLOVER: \(cases.count - faults.count) of \(cases.count) sentences right")
    #expect(Double(faults.count) <= 0.1 * Double(cases.count), "\(faults.joined(separator: "\n"))")
  }

  @Test func `every row of the table of types gives its own example its type`() throws {
    let rows = try EventExtractor().lexicon.plover.types
    #expect(rows.count > 40)
    let faults = try rows.filter { row in
      let record = try Extraction.record(row.example + "\n")
      let codes = record.acts.compactMap(\.plover) + record.meetings.compactMap(\.plover)
      return !codes.contains { $0.rule == row.id }
    }
    #expect(faults.isEmpty, "\(faults.map { "\($0.id): \($0.example)" }.joined(separator: "\n"))")
  }

  @Test func `every row of the table of modes gives its own example its mode`() throws {
    let rows = try EventExtractor().lexicon.plover.modes
    #expect(rows.count > 20)
    let faults = try rows.filter { row in
      let record = try Extraction.record(row.example + "\n")
      let codes = record.acts.compactMap(\.plover) + record.meetings.compactMap(\.plover)
      return !codes.contains { row.types.contains($0.type ?? "") && $0.modes.contains(row.mode) }
    }
    #expect(faults.isEmpty, "\(faults.map { "\($0.id): \($0.example)" }.joined(separator: "\n"))")
  }

  @Test func `every row of the table of contexts gives its own example its context`() throws {
    let rows = try EventExtractor().lexicon.plover.contexts
    #expect(rows.count > 40)
    let faults = try rows.filter { row in
      let record = try Extraction.record("La Suède a critiqué la Norvège dans un débat : \(row.example).\n")
      return !record.acts.contains { $0.plover?.contexts.contains(row.context) ?? false }
    }
    #expect(faults.isEmpty, "\(faults.map { "\($0.context): \($0.example)" }.joined(separator: "\n"))")
  }

  @Test func `the rows are for rules that there are`() throws {
    let lexicon = try EventExtractor().lexicon
    for id in lexicon.plover.types.flatMap(\.rules) {
      #expect(lexicon.rules.contains { $0.id == id }, "\(id)")
    }
  }

  @Test(arguments: ["met", "proposed", "warned", "urged", "rejected", "accused", "supported", "agreed"])
  func `there is a row for whatever no other row fits`(relation: String) throws {
    let rows = try EventExtractor().lexicon.plover.types
    #expect(rows.contains { $0.id == "plover.\(relation)" })
  }

  @Test func `an act of the year before last is historical, one of last month is not`() throws {
    let old = try Extraction.record("En mai 2019, la Suède a accusé la Norvège de fraude.\n")
    #expect(old.acts.first { $0.relation == .accused }?.plover?.auxiliaries == ["historical"])
    let new = try Extraction.record("En juillet 2025, la Suède a accusé la Norvège de fraude.\n")
    #expect(new.acts.first { $0.relation == .accused }?.plover?.auxiliaries == [])
  }

  /// The sentences are English; only their labels are of use.
  @Test func `every type and mode of hand-coded sentences is in the vocabulary`() throws {
    guard let file = ProjectFolder.shared("events/plover_gold.jsonl", for: "the labels of coded sentences")
    else {
      return
    }
    struct Row: Decodable {
      struct Code: Decodable {
        var type: String
        var mode: String?
      }
      var plover: Code
    }
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let codes = try lines.map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)).plover }
    #expect(codes.count > 300)
    let vocabulary = PloverVocabulary.shared
    let unknown = codes.filter { code in
      vocabulary.types[code.type] == nil || !(code.mode.map { vocabulary.hasMode($0, of: code.type) } ?? true)
    }
    #expect(unknown.isEmpty, "\(unknown)")
  }

  @Test(arguments: [
    ("Emmanuel Macron est à Lyon.", "2023-05-02", ["country": "FR", "sector": "GOV"]),
    ("Emmanuel Macron est à Lyon.", "2010-05-02", [:]),
    ("Jens Stoltenberg est à Oslo.", "2023-05-02", ["code": "IGO"]),
  ])
  func `office holders have the country that they served on the day`(
    text: String, day: String, expected: [String: String]
  ) throws {
    let person = try #require(
      Extraction.record(text + "\n", published: day).entities.first { $0.kind == .person })
    #expect(person.attributes == expected)
  }

  @Test func `places have their country, bodies their code`() throws {
    let record = try Extraction.record("L'Otan se réunit à Genève et à Bruxelles. Le Bundestag vote.\n")
    let facts = Dictionary(record.entities.map { ($0.label, $0.attributes) }, uniquingKeysWith: { a, _ in a })
    #expect(facts["OTAN"]?["code"] == "IGO")
    #expect(facts["Genève"]?["country"] == "CH")
    #expect(facts["Bruxelles"]?["country"] == "BE")
    #expect(facts["Bundestag"] == ["code": "DEU", "sector": "LEG"])
  }

  @Test func `a meeting with the head of a union is no meeting of the union`() throws {
    let record = try Extraction.record(
      "Jens Stoltenberg a rencontré Anna Blum à Oslo.\n", published: "2023-05-02")
    #expect(record.meetings.map { $0.plover?.modes } == [[]])
  }

  @Test func `every act has a code and posts have none`() throws {
    let record = try Extraction.record(
      "Anna Blum, présidente de la Suède, a averti la Norvège que la route est fermée.\n")
    #expect(record.acts.contains { $0.relation == .holdsOffice })
    for act in record.acts { #expect((act.plover == nil) == (act.relation == .holdsOffice)) }
  }
}

extension Record {
  /// Acts as the suite writes them: "met: CONSULT visit +hypothetical by Anna Blum".
  fileprivate var coded: [String] {
    let attended = meetings.map { ("attended", $0.plover) }
    return (acts.filter { $0.relation != .holdsOffice }.map { ($0.relation.rawValue, $0.plover) } + attended)
      .map {
        relation, code in
        guard let code, let type = code.type else { return "\(relation): none" }
        return
          (["\(relation): \(type)"] + code.modes + code.auxiliaries.map { "+" + $0 }
          + (code.actors.isEmpty ? [] : ["by"] + code.actors.map(label))).joined(separator: " ")
      }
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }

  /// The one of some acts that is this one but for who acts, where this one does not say it.
  fileprivate func withoutActor(in others: [String]) -> String {
    contains(" by ") ? self : others.first { $0.hasPrefix(self + " by ") } ?? self
  }
}
