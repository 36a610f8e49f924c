import Foundation
import Sommet
import SommetEvents
import SommetTesting
import SommetText
import Testing

/// Suites of plain sentences, extended in `Cases/acts.tsv` and `Cases/cooccurrence.tsv` without Swift.
@Suite struct ActSuiteTests {
  @Test func `reads nine in ten of the acts of plain sentences, and nothing beside them`() throws {
    let cases = try table("acts", columns: ["sentence", "acts"])
    #expect(cases.count >= 300)
    let faults = try faults(of: cases)
    print("acts: \(cases.count - faults.count) of \(cases.count) sentences right")
    #expect(Double(faults.count) <= 0.1 * Double(cases.count), "\(faults.joined(separator: "\n"))")
  }

  @Test func `reads acts from one in fifty at most of the sentences that tell none`() throws {
    let cases = try table("cooccurrence", columns: ["sentence"])
    #expect(cases.count >= 150)
    let faults = try cases.filter(makesEdge)
    print("co-occurrence: \(faults.count) of \(cases.count) sentences make an edge")
    #expect(
      Double(faults.count) <= 0.02 * Double(cases.count),
      "\(faults.map { String($0["sentence"]) }.joined(separator: "\n"))")
  }

  /// Every second sentence was never looked at by those who write rules: how right the program is on those tells how right it
  /// is on others.
  @Test func `reads sentences of one who has not seen the rules no worse than it did`() throws {
    let cases = try table("blind-acts", columns: ["sentence", "acts"])
    let shares = try halves(cases).map { half in
      let faults = try faults(of: half)
      print("blind acts: \(half.count - faults.count) of \(half.count) sentences right")
      return Double(half.count - faults.count) / Double(half.count)
    }
    #expect(shares[0] >= 0.6)
    #expect(shares[1] >= 0.6)
  }

  @Test func `reads few acts from sentences of such a one that tell none`() throws {
    let cases = try table("blind-cooccurrence", columns: ["sentence"])
    let shares = try halves(cases).map { half in
      let faults = try half.filter(makesEdge)
      print("blind co-occurrence: \(faults.count) of \(half.count) sentences make an edge")
      return Double(faults.count) / Double(half.count)
    }
    #expect(shares[0] <= 0.1)
    #expect(shares[1] <= 0.1)
  }

  /// The rows open to those who write rules, and the others.
  private func halves(_ rows: [Table.Row]) -> [[Table.Row]] {
    [0, 1].map { half in rows.enumerated().filter { $0.offset % 2 == half }.map(\.element) }
  }

  private func makesEdge(_ row: Table.Row) throws -> Bool {
    try !Extraction.record(String(row["sentence"]) + "\n").acts(but: [.holdsOffice]).isEmpty
  }

  /// The sentences that are not read as they should be, each with what is wrong.
  private func faults(of cases: [Table.Row]) throws -> [String] {
    var faults: [String] = []
    for row in cases {
      let told = try Extraction.record(String(row["sentence"]) + "\n").acts(but: [.holdsOffice])
      let expected = row["acts"].split(separator: ";").map { ExpectedAct(String($0)) }
      let missing = expected.filter { !$0.isOptional && !told.contains(where: $0.isMet) }.map {
        "no \($0.text)"
      }
      let extra = told.filter { act in act.relation != .attended && !expected.contains { $0.covers(act) } }
        .map { "too much: \($0)" }
      if !(missing + extra).isEmpty {
        faults.append("\(row["sentence"])\n    " + (missing + extra).joined(separator: "\n    "))
      }
    }
    return faults
  }

  private func table(_ name: String, columns: [String]) throws -> [Table.Row] {
    let file = ProjectFolder.root.appendingPathComponent("Tests/SommetTests/Cases/\(name).tsv")
    return try Table(String(contentsOf: file, encoding: .utf8), name: name + ".tsv", columns: columns)
      .rows
  }
}

/// An act as a suite expects it: "source | relation | target | modality | by speaker", "? " before what may be missing.
private struct ExpectedAct {
  let text: String
  let isOptional: Bool
  private let source: String
  private let relation: String
  private let target: String
  private let modality: String
  private let speaker: String?

  init(_ text: String) {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    self.text = trimmed
    isOptional = trimmed.hasPrefix("? ")
    let parts = (isOptional ? String(trimmed.dropFirst(2)) : trimmed).components(separatedBy: " | ")
    source = parts[0]
    relation = parts[1]
    target = parts[2]
    modality = parts[3]
    speaker = parts.count > 4 ? String(parts[4].dropFirst("by ".count)) : nil
  }

  /// Whether an act is the one expected, word for word.
  func isMet(by act: ToldAct) -> Bool { covers(act) && (isOptional || act.speaker == speaker) }

  /// Whether an act says no more than the one expected.
  func covers(_ act: ToldAct) -> Bool {
    guard act.relation.rawValue == relation, act.modality == modality else { return false }
    if act.relation == .met { return Set([act.source, act.target]) == Set([source, target]) }
    guard act.source == source else { return false }
    if target.hasPrefix("« ") {
      return act.content.lowercased().contains(target.dropFirst(2).dropLast(2).lowercased())
    }
    return act.target == target || relation == "attended"
  }
}

/// An act as a record tells it, with names for indices.
private struct ToldAct: CustomStringConvertible {
  var source: String
  var relation: Relation
  var target: String
  var modality: String
  var speaker: String?
  var content: String

  var description: String {
    "\(source) | \(relation.rawValue) | \(target) | \(modality)" + (speaker.map { " | by \($0)" } ?? "")
  }
}

extension Record {
  /// The acts, and the attendance of meetings, but those of some relations.
  fileprivate func acts(but excluded: Set<Relation>) -> [ToldAct] {
    let told = acts.filter { !excluded.contains($0.relation) }.map { act in
      ToldAct(
        source: label(act.source), relation: act.relation, target: label(act.target),
        modality: act.modality.rawValue, speaker: act.accordingTo.map(label), content: act.content ?? "")
    }
    let attended = meetings.flatMap { meeting in
      meeting.participants.map {
        ToldAct(
          source: label($0), relation: .attended, target: meeting.label, modality: meeting.modality.rawValue,
          speaker: nil, content: "")
      }
    }
    return told + attended
  }
}
