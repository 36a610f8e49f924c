import Foundation
import SommetSpacy
import SommetTesting
import SommetText
import Testing

@Suite struct PipelineTests {
  /// A row of `Cases/sentences_*.jsonl`.
  struct Sentence: Decodable {
    struct Entity: Decodable, Equatable {
      let start: Int
      let end: Int
      let label: String
    }

    let text: String
    let tokens: [String]
    let space: [Bool]
    let upos: [String]
    let tag: [String]
    let feats: [String]
    let lemma: [String]
    let head: [Int]
    let deprel: [String]
    let sentences: [[Int]]
    let entities: [Entity]

    func compare(_ document: AnnotatedDocument, _ differences: inout Differences) {
      let ours = document.tokens
      differences.compare("text", ours.map(\.text), tokens, in: text)
      differences.compare("space", ours.map(\.hasSpaceAfter), space, in: text)
      differences.compare("upos", ours.map(\.upos.rawValue), upos, in: text)
      differences.compare("tag", ours.map(\.tag), tag, in: text)
      differences.compare("feats", ours.map(\.feats.description), feats, in: text)
      differences.compare("lemma", ours.map(\.lemma), lemma, in: text)
      differences.compare("head", ours.map(\.head), head, in: text)
      differences.compare("deprel", ours.map(\.deprel), deprel, in: text)
      differences.compare(
        "sentences", document.sentences.map { [$0.lowerBound, $0.upperBound] }, sentences, in: text)
      differences.compare(
        "entities",
        document.entities.map {
          Entity(start: $0.tokens.lowerBound, end: $0.tokens.upperBound, label: $0.label)
        },
        entities, in: text)
    }
  }

  @Test(arguments: ["md", "sm"])
  func `says what spaCy says of plain sentences`(size: String) throws {
    guard let pipeline = try (size == "md" ? Published.medium : Published.small).pipeline() else { return }
    var differences = Differences()
    for row in try rows(cases("sentences_\(size).jsonl"), of: Sentence.self) {
      row.compare(try pipeline.annotate(row.text), &differences)
    }
    differences.report("Cases/sentences_\(size).jsonl")
    #expect(differences.total == 0, "\(differences.first ?? "")")
  }

  @Test func `says the same of texts together and apart, on many threads`() async throws {
    guard let pipeline = try Published.medium.pipeline() else { return }
    let sentences = try rows(cases("sentences_md.jsonl"), of: Sentence.self)
    let texts = sentences.map { ScalarText($0.text) }
    try await withThrowingTaskGroup(of: Int.self) { group in
      for start in 0..<8 {
        group.addTask {
          var differences = Differences()
          let order = Array(texts.indices[start...]) + Array(texts.indices[..<start])
          for (index, document) in zip(order, try pipeline.annotate(order.map { texts[$0] })) {
            sentences[index].compare(document, &differences)
          }
          return differences.total
        }
      }
      for try await differences in group { #expect(differences == 0) }
    }
  }

  @Test(arguments: ["", " ", "\n", "   \n ", "\u{A0}", "a", ".", "\u{FEFF}"])
  func `takes texts of next to nothing`(text: String) throws {
    guard let pipeline = try Published.medium.pipeline() else { return }
    let document = try pipeline.annotate(text)
    #expect(document.tokens.map { $0.text + ($0.hasSpaceAfter ? " " : "") }.joined() == text)
    #expect(document.sentences.count == (text.isEmpty ? 0 : 1))
  }

  @Test func `spans cut the tokens out of the text`() throws {
    guard let pipeline = try Published.medium.pipeline() else { return }
    for row in try rows(cases("sentences_md.jsonl"), of: Sentence.self) {
      let document = try pipeline.annotate(row.text)
      for token in document.tokens { #expect(document.text[token.span] == token.text) }
    }
  }

  @Test func `refuses a text over a million scalars`() throws {
    guard let pipeline = try Published.medium.pipeline() else { return }
    #expect {
      try pipeline.annotate(String(repeating: "a", count: 1_000_001))
    } throws: {
      "\($0)" == "the text has 1000001 Unicode scalars; the pipeline takes at most 1000000"
    }
  }

  @Test func `measures every component`() throws {
    guard let pipeline = try Published.medium.pipeline() else { return }
    _ = try pipeline.annotate("Léa Roux a nommé le maire.")
    let times = pipeline.times()
    #expect(Set(["tokenizer", "attribute_ruler", "lemmatizer"]).isSubset(of: times.map(\.component)))
    #expect(times.allSatisfy { $0.tokens > 0 && $0.duration > .zero })
  }
}
