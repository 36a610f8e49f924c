import SommetSpacy
import SommetText

/// Compiled pipelines. Checksums would keep a fuzzer out, and keep nobody out who means harm: they are made right first.
enum PipelineInput {
  static func run(_ bytes: [UInt8]) {
    let bytes = repaired(bytes)
    FuzzTarget.expecting(PipelineError.self) {
      let file = try PipelineFile(bytes, name: "a.sommet")
      try? file.verify()
      _ = try Pipeline(file: file).annotate("Hier, M. Durand-Lefèvre a vu l'Otan (5-8) :-) .")
    }
    FuzzTarget.expecting(PipelineError.self) {
      let file = try PipelineFile(bytes, name: "a.sommet")
      let tokenizer = try Tokenizer(in: file)
      let workspace = TokenizerWorkspace(tokenizer)
      withExtendedLifetime(file) {
        tokenizer.tokenize(ScalarText("Hier, M. Durand-Lefèvre a vu l'Otan (5-8) :-) ."), in: workspace)
      }
    }
  }

  /// A small pipeline to begin with: a tokenizer and a ruler.
  static let seed: [UInt8] = {
    var writer = PipelineFileWriter()
    do {
      let symbols: [(key: UInt64, value: UInt32)] = [
        (StringIdentifiers.hash("VERB"), 100), (StringIdentifiers.hash("X"), 101),
      ]
      IdentifierTable.write(symbols, as: "symbols", to: &writer)
      writer.add("tokenizer/norms", message: .map([(.string("M."), .string("monsieur"))]))
      var compiler = RegexCompiler()
      for (name, source) in [
        ("prefix_search", "^[(«\"]|^\\.\\.+|^:-?\\)"), ("suffix_search", "[)».,]$|(?<=[0-9])%$"),
        ("infix_finditer", "(?<=[a-z])['’-](?=[a-zA-Z])|(?<=[0-9])[-+*](?=[0-9])"),
        ("token_match", "^[^@ ]+@[a-z]+\\.[a-z]{2,3}$"),
      ] {
        let syntax = try RegexSyntax(source, file: "seed", field: name)
        compiler.add(syntax, as: "tokenizer/\(name)", to: &writer)
      }
      compiler.writeSets(as: "tokenizer/sets", to: &writer)
      func token(_ text: String) -> MessagePackValue { .map([(.string("orth"), .string(text))]) }
      writer.add(
        "tokenizer/exceptions",
        message: .map([
          (.string("M."), .array([token("M.")])), (.string("d'l'"), .array([token("d'"), token("l'")])),
        ]))
      writer.add(
        "tokenizer/specials", message: .array([.array([.string(":-"), .string(")")])]))
      let conditions = MessagePackValue.array([
        .array([.string("POS"), .bool(false), .array([.string(""), .string("VERB")])])
      ])
      writer.add(
        "ruler/patterns",
        message: .array([
          .map([
            (.string("conditions"), conditions),
            (.string("attributes"), .map([(.string("TAG"), .string("V"))])),
          ])
        ]))
      StringTable.write(["aller", "ministre"], as: "lemmatizer/strings", to: &writer)
      IdentifierTable.write(
        [(key: StringIdentifiers.hash("vas"), value: 0)], as: "lemmatizer/lookup", to: &writer)
      IdentifierTable.write(
        [(key: StringIdentifiers.hash("vu"), value: 1)], as: "lemmatizer/index/VERB", to: &writer)
      writer.add(
        "lemmatizer/rules",
        message: .map([(.string("NOUN"), .array([.array([.string("aux"), .string("al")])]))]))
      writer.add(
        "meta",
        message: .map([
          (.string("name"), .string("seed")), (.string("language"), .string("fr")),
          (
            .string("components"),
            .array(
              ["attribute_ruler", "lemmatizer"].map {
                .array([.string($0 == "lemmatizer" ? $0 : "ruler"), .string($0)])
              })
          ),
        ]))
    } catch {
      preconditionFailure("\(error)")
    }
    return writer.bytes(fingerprint: 1)
  }()

  /// The bytes with their length and their checksums, as far as these have places.
  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= PipelineFile.headerLength else { return bytes }
    var bytes = bytes
    bytes.replaceSubrange(0..<8, with: PipelineFile.magic)
    bytes.put(UInt64(PipelineFile.version) | UInt64(PipelineFile.byteOrder) << 32, at: 8)
    bytes.put(UInt64(bytes.count), at: 24)
    let start = bytes.number(at: 32, 8)
    let length = bytes.number(at: 44, 4)
    if start >= PipelineFile.headerLength, start <= bytes.count, length <= bytes.count - start {
      for entry in stride(
        from: start, through: start + length - PipelineFile.entryLength, by: PipelineFile.entryLength)
      {
        bytes.repairSection(entry)
      }
      bytes.put(bytes.checksum(start..<start + length), at: 48)
    }
    bytes.put(bytes.checksum(0..<56), at: 56)
    return bytes
  }
}

extension [UInt8] {
  fileprivate func number(at place: Int, _ width: Int) -> Int {
    let value = self[place..<place + width].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(clamping: value)
  }

  fileprivate mutating func put(_ value: UInt64, at place: Int) {
    for byte in 0..<8 { self[place + byte] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(byte))) }
  }

  fileprivate func checksum(_ range: Range<Int>) -> UInt64 {
    withUnsafeBytes { PipelineFile.checksum(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Puts the checksum of a section into its entry of the directory.
  fileprivate mutating func repairSection(_ entry: Int) {
    let widths = [1: 1, 2: 4, 3: 8, 4: 4]
    let (offset, rank) = (number(at: entry + 48, 8), number(at: entry + 12, 4))
    guard let width = widths[number(at: entry + 8, 4)], (1...4).contains(rank), offset <= count else {
      return
    }
    var length = width
    for dimension in 0..<rank {
      let (product, isOver) = length.multipliedReportingOverflow(
        by: number(at: entry + 16 + 8 * dimension, 8))
      if isOver { return }
      length = product
    }
    if length >= 0, length <= count - offset { put(checksum(offset..<offset + length), at: entry + 56) }
  }
}
