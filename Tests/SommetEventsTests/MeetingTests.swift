import Foundation
import SommetEvents
import SommetGraph
import SommetTesting
import SommetText
import Testing

/// Meetings read from small parses.
///
/// `Cases/meetings.conllu` holds one text a case: `# case` names it, `# entity` gives kind and name, `# time` a phrase
/// and its value, `# meeting` what must be read ("participants | modality | date | place", `-` for none). A case
/// without `# meeting` must give none.
@Suite struct MeetingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name = ""
    var entities: [(kind: EntityKind, name: String)] = []
    var times: [(text: String, value: String)] = []
    var meetings: [String] = []
    var conllu = ""

    var testDescription: String { name }
  }

  @Test(arguments: try cases())
  func `reads who meets, whether, when and where`(one: Case) throws {
    #expect(try Self.meetings(of: one) == one.meetings)
  }

  @Test func `there are cases with and without meetings`() throws {
    let cases = try Self.cases()
    #expect(cases.contains { $0.meetings.isEmpty } && cases.contains { $0.meetings.count > 1 })
  }

  private static func meetings(of one: Case) throws -> [String] {
    let document = annotated(one.conllu)
    var mentions: [Mention] = []
    for (index, entity) in one.entities.enumerated() {
      for tokens in occurrences(of: entity.name, in: document) {
        mentions.append(
          Mention(
            span: document.span(of: tokens), tokens: tokens, head: document.head(of: tokens), entity: index,
            form: .name))
      }
    }
    let times = one.times.flatMap { time in
      occurrences(of: time.text, in: document).map { tokens in
        TimeExpression(
          span: document.span(of: tokens), tokens: tokens, kind: .date, value: time.value, rule: "test")
      }
    }
    let entities = one.entities.map { Entity(kind: $0.kind, label: $0.name) }
    let read = try EventExtractor().extract(
      from: document,
      entities: EntityAnnotations(
        entities: entities, mentions: mentions.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }),
      times: times, article: one.name, published: "2025-08-20")
    return read.meetings.map { meeting in
      let people = meeting.participants.map { entities[$0].label }.sorted().joined(separator: ", ")
      let place = meeting.place.map { entities[$0].label }
      return [people, meeting.modality.rawValue, meeting.date ?? "-", place ?? "-"].joined(separator: " | ")
    }
  }

  private static func occurrences(of phrase: String, in document: AnnotatedDocument) -> [Range<Int>] {
    let words = phrase.split(separator: " ").map(String.init)
    return document.tokens.indices.compactMap { start in
      let end = start + words.count
      guard end <= document.tokens.count, document.tokens[start..<end].map(\.text) == words else {
        return nil
      }
      return start..<end
    }
  }

  private static func cases() throws -> [Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Cases/meetings.conllu")
    var cases: [Case] = []
    for line in try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n") {
      guard line.hasPrefix("# "), let colon = line.range(of: " = ") else {
        if !cases.isEmpty { cases[cases.count - 1].conllu += line + "\n" }
        continue
      }
      let key = line[line.index(line.startIndex, offsetBy: 2)..<colon.lowerBound]
      let value = String(line[colon.upperBound...])
      let parts = value.components(separatedBy: ": ")
      switch key {
      case "case": cases.append(Case(name: value))
      case "entity": cases[cases.count - 1].entities.append((EntityKind(rawValue: parts[0])!, parts[1]))
      case "time": cases[cases.count - 1].times.append((parts[0], parts[1]))
      case "meeting": cases[cases.count - 1].meetings.append(value)
      default: break
      }
    }
    return cases
  }
}
