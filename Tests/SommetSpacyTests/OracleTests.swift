import Foundation
import SommetSpacy
import SommetTesting
import SommetText
import Testing

/// Equality with recorded outputs of spaCy; the recordings are beside the project.
@Suite struct OracleTests {
  /// A row of `golden.jsonl`.
  struct Golden: Decodable {
    let text: String
    let words: [String]
    let idx: [Int]
    let space: [Bool]
    let pos: [String]
    let tag: [String]
    let morph: [String]
    let head: [Int]
    let dep: [String]
    let lemma: [String]
    let sent_start: [Int]
    let ents: [Entity]
    let attr_ids: [[String]]
  }

  /// A row of `model_oracle_*.jsonl`.
  struct Oracle: Decodable {
    let text: String
    let tokens: [String]
    let idx: [Int]
    let pos: [String]
    let morph: [String]
    let lemma: [String]
    let dep: [String]
    let head: [Int]
    let sent_start: [Int]
    let ents: [Entity]
  }

  /// `[start, end, label]`, and the text when there is a fourth.
  struct Entity: Decodable, Equatable {
    let start: Int
    let end: Int
    let label: String

    init(_ start: Int, _ end: Int, _ label: String) {
      self.start = start
      self.end = end
      self.label = label
    }

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      start = try values.decode(Int.self)
      end = try values.decode(Int.self)
      label = try values.decode(String.self)
    }
  }

  struct Lemma: Decodable {
    let form: String
    let upos: String
    let spacy_rule_lemmas: [String]
  }

  @Test func `golden texts come out equal, ids included`() throws {
    guard let file = ProjectFolder.shared("spacy/golden.jsonl", for: "spaCy's golden texts"),
      let pipeline = try Published.medium.pipeline(), let compiled = try Published.medium.compiled()
    else { return }
    let tokenizer = try Tokenizer(in: compiled)
    let workspace = TokenizerWorkspace(tokenizer)
    var differences = Differences()
    for row in try rows(file, of: Golden.self) {
      let document = try pipeline.annotate(row.text)
      differences.compare("space", document.tokens.map(\.hasSpaceAfter), row.space, in: row.text)
      differences.compare("tag", document.tokens.map(\.tag), row.tag, in: row.text)
      differences.compare(
        "entities", document.entities.map { Entity($0.tokens.lowerBound, $0.tokens.upperBound, $0.label) },
        row.ents, in: row.text)
      differences.compare("sentences", document.sentenceStarts, row.sent_start, in: row.text)
      Self.compare(
        document, row.words, row.idx, row.pos, row.morph, row.head, row.dep, row.lemma, row.text, &differences
      )
      tokenizer.tokenize(document.text, in: workspace)
      differences.compare(
        "ids",
        workspace.tokens.map { token in
          let ids = workspace.lexemes[token.lexeme].attributes
          return [ids.orth, ids.norm, ids.prefix, ids.suffix, ids.shape].map(String.init)
        }, row.attr_ids, in: row.text)
    }
    differences.report("spacy/golden.jsonl")
    #expect(differences.total == 0, "\(differences.first ?? "")")
  }

  @Test(arguments: ["model_oracle_pud_news", "model_oracle_wikinews_2016"])
  func `recorded outputs of the model come out equal`(name: String) throws {
    guard let file = ProjectFolder.shared("spacy/\(name).jsonl", for: name),
      let pipeline = try Published.medium.pipeline()
    else { return }
    var differences = Differences()
    for row in try rows(file, of: Oracle.self) {
      let document = try pipeline.annotate(row.text)
      differences.compare(
        "entities",
        document.entities.map { entity in
          let span = document.span(of: entity.tokens)
          return Entity(span.start, span.end, entity.label)
        }, row.ents, in: row.text)
      differences.compare(
        "sentences", document.sentenceStarts, row.sent_start.indices.filter { row.sent_start[$0] == 1 },
        in: row.text)
      Self.compare(
        document, row.tokens, row.idx, row.pos, row.morph, row.head, row.dep, row.lemma, row.text,
        &differences)
    }
    differences.report("spacy/\(name).jsonl")
    #expect(differences.total == 0, "\(differences.first ?? "")")
  }

  private static func compare(
    _ document: AnnotatedDocument, _ words: [String], _ starts: [Int], _ pos: [String], _ feats: [String],
    _ heads: [Int], _ deprels: [String], _ lemmas: [String], _ text: String, _ differences: inout Differences
  ) {
    let tokens = document.tokens
    differences.compare("text", tokens.map(\.text), words, in: text)
    differences.compare("start", tokens.map(\.span.start), starts, in: text)
    differences.compare("upos", tokens.map(\.upos.rawValue), pos, in: text)
    differences.compare("feats", tokens.map(\.feats.description), feats, in: text)
    differences.compare("head", tokens.map(\.head), heads, in: text)
    differences.compare("deprel", tokens.map(\.deprel), deprels, in: text)
    differences.compare("lemma", tokens.map(\.lemma), lemmas, in: text)
  }

  @Test func `rule lemmas come out equal`() throws {
    guard let file = ProjectFolder.shared("spacy/lemmatizer_rule.jsonl", for: "the rule lemmatizer's suite"),
      let compiled = try Published.medium.compiled()
    else { return }
    let tokenizer = try Tokenizer(in: compiled)
    let lemmatizer = try RuleLemmatizer("lemmatizer", identifiers: tokenizer.identifiers, in: compiled)
    let lexemes = tokenizer.makeLexemes()
    var differences = Differences()
    for row in try rows(file, of: Lemma.self) {
      let upos = try #require(UPOS(rawValue: row.upos))
      let number = Array(row.form.utf8).withUnsafeBytes { lexemes.number(of: $0, norm: -1) }
      differences.compare(
        "lemma", [lemmatizer.lemma(of: lexemes[number], as: upos)], [row.spacy_rule_lemmas[0]], in: row.form)
    }
    differences.report("spacy/lemmatizer_rule.jsonl")
    #expect(differences.total == 0, "\(differences.first ?? "")")
  }
}
