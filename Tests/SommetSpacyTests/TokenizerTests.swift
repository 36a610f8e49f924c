import Foundation
import SommetSpacy
import SommetTesting
import SommetText
import Testing

@Suite struct TokenizerTests {
  struct Case: Decodable {
    let text: String
    let tokens: [String]
    let space: [Bool]
    let norms: [String]
    let shapes: [String]
  }

  struct SuiteCase: Decodable {
    let text: String
    let tokens: [String]
    let whitespace: [Bool]
  }

  @Test func `cuts as spaCy does`() throws {
    guard let file = try Published.medium.compiled() else { return }
    let tokenizer = try Tokenizer(in: file)
    let workspace = TokenizerWorkspace(tokenizer)
    let identifiers = tokenizer.identifiers
    for row in try rows(cases("tokens.jsonl"), of: Case.self) {
      let text = ScalarText(row.text)
      tokenizer.tokenize(text, in: workspace)
      let types = workspace.tokens.map { workspace.lexemes[$0.lexeme] }
      #expect(types.map { Array($0.text.unicodeScalars) } == row.tokens.map { Array($0.unicodeScalars) })
      #expect(workspace.tokens.map(\.hasSpaceAfter) == row.space, "\(row.text)")
      #expect(types.map(\.attributes.norm) == row.norms.map(identifiers.id), "\(row.text)")
      #expect(types.map(\.attributes.shape) == row.shapes.map(identifiers.id), "\(row.text)")
      // Tokens and the spaces after them are the whole text.
      var end: Int32 = 0
      for (token, type) in zip(workspace.tokens, types) {
        #expect(token.start == end)
        end += Int32(type.count) + (token.hasSpaceAfter ? 1 : 0)
      }
      #expect(Int(end) == text.count)
    }
  }

  @Test func `gives a no-break space the norm of its exception`() throws {
    guard let file = try Published.medium.compiled() else { return }
    let tokenizer = try Tokenizer(in: file)
    let workspace = TokenizerWorkspace(tokenizer)
    tokenizer.tokenize(ScalarText("a\u{A0}b"), in: workspace)
    #expect(workspace.lexemes[workspace.tokens[1].lexeme].attributes.norm == tokenizer.identifiers.id("  "))
  }

  @Test func `says the same of a text whatever came before`() throws {
    guard let file = try Published.medium.compiled() else { return }
    let tokenizer = try Tokenizer(in: file)
    let texts = try rows(cases("tokens.jsonl"), of: Case.self).map { ScalarText($0.text) }
    let used = TokenizerWorkspace(tokenizer)
    for text in texts { tokenizer.tokenize(text, in: used) }
    for text in texts.reversed() {
      let fresh = TokenizerWorkspace(tokenizer)
      tokenizer.tokenize(text, in: fresh)
      tokenizer.tokenize(text, in: used)
      #expect(used.tokens.map(\.start) == fresh.tokens.map(\.start))
      #expect(
        used.tokens.map { used.lexemes[$0.lexeme].attributes }
          == fresh.tokens.map { fresh.lexemes[$0.lexeme].attributes })
    }
  }

  @Test func `forgets types when there are too many, and stays right`() throws {
    guard let file = try Published.medium.compiled() else { return }
    let tokenizer = try Tokenizer(in: file)
    let workspace = TokenizerWorkspace(tokenizer)
    for start in stride(from: 0, to: 80_000, by: 4000) {
      let words = (start..<start + 4000).map { "mot\($0)" }
      workspace.trim()
      tokenizer.tokenize(ScalarText(words.joined(separator: " ")), in: workspace)
      #expect(workspace.tokens.map { workspace.lexemes[$0.lexeme].text } == words)
    }
    #expect(workspace.lexemes.generation > 0)
    #expect(workspace.lexemes.lexemes.count < 40_000)
  }

  @Test(arguments: [
    "(", ")", "a:", "l’", "a-", "a@", "1.", "a/", "\n ", "é—", "x-là-", "aaaaaaaaa-''''''''''",
  ])
  func `takes endless words in its stride`(piece: String) throws {
    guard let file = try Published.medium.compiled() else { return }
    let tokenizer = try Tokenizer(in: file)
    let workspace = TokenizerWorkspace(tokenizer)
    let text = ScalarText(String(repeating: piece, count: 100_000 / piece.unicodeScalars.count))
    tokenizer.tokenize(text, in: workspace)
    let total = workspace.tokens.reduce(0) { sum, token in
      sum + workspace.lexemes[token.lexeme].count + (token.hasSpaceAfter ? 1 : 0)
    }
    #expect(total == text.count)
  }

  @Test func `agrees with the suite of spaCy's French tokenizer`() throws {
    guard let suite = ProjectFolder.shared("spacy/tokenizer.jsonl", for: "spaCy's tokenizer tests"),
      let file = try Published.medium.compiled()
    else { return }
    let tokenizer = try Tokenizer(in: file)
    let workspace = TokenizerWorkspace(tokenizer)
    var differences = Differences()
    for row in try rows(suite, of: SuiteCase.self) {
      tokenizer.tokenize(ScalarText(row.text), in: workspace)
      differences.compare(
        "tokens", workspace.tokens.map { workspace.lexemes[$0.lexeme].text }, row.tokens, in: row.text)
      differences.compare("space", workspace.tokens.map(\.hasSpaceAfter), row.whitespace, in: row.text)
    }
    differences.report("spacy/tokenizer.jsonl")
    #expect(differences.total == 0, "\(differences.first ?? "")")
  }
}
