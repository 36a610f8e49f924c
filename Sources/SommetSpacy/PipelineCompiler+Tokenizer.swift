import Foundation
import SommetText

/// The tokenizer's part of a compiled pipeline.
///
/// Sections: `symbols` (table: hash → symbol), `tokenizer/norms` (MessagePack map text → norm), `tokenizer/exceptions`
/// (MessagePack map text → [{orth, norm}]), `tokenizer/specials` (MessagePack array of arrays of texts), and the
/// expressions as `RegexCompiler` writes them.
extension PipelineCompiler {
  private static let expressions = [
    "prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match",
  ]
  /// Keys of spaCy's attributes in an exception.
  private static let orth: UInt64 = 65
  private static let norm: UInt64 = 67

  mutating func compileTokenizer() throws(PipelineError) {
    try compileSymbols()
    let rules = try package.message("tokenizer")
    var compiler = RegexCompiler()
    for name in Self.expressions {
      guard let field = try rules.optional(name) else { continue }
      if case .null = field.value { continue }
      let source = try field.string()
      compiler.add(
        try RegexSyntax(source, file: field.file, field: name), as: "tokenizer/\(name)", to: &writer)
    }
    compiler.writeSets(as: "tokenizer/sets", to: &writer)

    var exceptions: [(key: MessagePackValue, value: MessagePackValue)] = []
    let entries = try rules["exceptions"].pairs()
    for (text, field) in entries {
      var tokens: [MessagePackValue] = []
      for token in try field.array() {
        var attributes: [(key: MessagePackValue, value: MessagePackValue)] = []
        for (key, value) in try token.identifiedPairs() {
          guard value.string != nil else { throw token.error(expected: "strings as attributes") }
          switch key {
          case Self.orth: attributes.append((.string("orth"), value))
          case Self.norm: attributes.append((.string("norm"), value))
          default:
            throw PipelineError.unsupported(file: token.file, field: token.path, what: "the attribute \(key)")
          }
        }
        tokens.append(.map(attributes))
      }
      exceptions.append((.string(text), .array(tokens)))
    }
    writer.add("tokenizer/exceptions", message: .map(exceptions))

    // Cutting the exceptions takes the tokenizer made so far.
    let file = try PipelineFile(writer.bytes(fingerprint: 0), name: package.place("tokenizer"))
    let tokenizer = try Tokenizer(in: file)
    let workspace = TokenizerWorkspace(tokenizer)
    let isSelective = try rules.optional("faster_heuristics").map { field throws(PipelineError) in
      try field.bool()
    }
    var specials: [MessagePackValue] = []
    for (text, _) in entries
    where isSelective == false || text.utf8.contains(0x20) || tokenizer.hasAffix(text, in: workspace) {
      specials.append(.array(tokenizer.patternTokens(text, in: workspace).map { .string($0) }))
    }
    writer.add("tokenizer/specials", message: .array(specials))
  }

  private mutating func compileSymbols() throws(PipelineError) {
    var table: [(key: UInt64, value: UInt32)] = []
    for row in try Self.table("symbols", ["first", "names", "numbers"]).rows {
      guard var id = UInt32(row["first"]) else { preconditionFailure("symbols.tsv:\(row.line): a number") }
      var names = row["names"].split(separator: " ").map(String.init)
      let bounds = row["numbers"].split(separator: "-")
      if bounds.count == 2, let first = Int(bounds[0]), let last = Int(bounds[1]), let stem = names.first {
        names = (first...last).map { number in
          let digits = String(number)
          return stem + String(repeating: "0", count: max(0, bounds[0].count - digits.count)) + digits
        }
      }
      for name in names {
        table.append((StringIdentifiers.hash(name), id))
        symbols[ScalarString(name)] = UInt64(id)
        id += 1
      }
    }
    IdentifierTable.write(table, as: "symbols", to: &writer)
    let norms = try Self.table("norms", ["text", "norm"]).rows
    writer.add(
      "tokenizer/norms",
      message: .map(norms.map { (.string(String($0["text"])), .string(String($0["norm"]))) }))
  }

  private static func table(_ name: String, _ columns: [String]) throws(PipelineError) -> Table {
    guard let url = Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Resources"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { throw .unreadable(file: "\(name).tsv", reason: "not among the resources of SommetSpacy") }
    do {
      return try Table(text, name: "\(name).tsv", columns: columns)
    } catch {
      throw .malformed(
        file: error.table, field: "line \(error.line)", expected: error.expected, found: error.found)
    }
  }
}
