import SommetText

/// The attribute ruler's and the lemmatizer's parts of a compiled pipeline.
extension PipelineCompiler {
  // MARK: Attribute ruler

  /// Section `C/patterns`: a MessagePack array of maps `conditions` (array of [attribute, is negative, values]) and
  /// `attributes` (map of name → text), in the file's order.
  mutating func compileRuler(_ component: String) throws(PipelineError) {
    var rules: [MessagePackValue] = []
    for field in try package.message("\(component)/patterns").array() {
      let attributes = try field["attrs"].pairs()
      for (name, value) in attributes {
        guard AttributeRuler.Target(rawValue: name) != nil else {
          throw .unsupported(file: field.file, field: "\(field.path).attrs", what: "the attribute '\(name)'")
        }
        if name == AttributeRuler.Target.morph.rawValue, try value.string() != "_" {
          throw .unsupported(file: field.file, field: value.path, what: "setting features")
        }
        if name == AttributeRuler.Target.pos.rawValue, UPOS(rawValue: try value.string()) == nil {
          throw value.error(expected: "a part of speech")
        }
      }
      for pattern in try field["patterns"].array() {
        let tokens = try pattern.array()
        guard tokens.count == 1 else {
          throw .unsupported(
            file: field.file, field: pattern.path, what: "a pattern of \(tokens.count) tokens")
        }
        var conditions: [MessagePackValue] = []
        for (name, value) in try tokens[0].pairs() {
          guard AttributeRuler.Source(rawValue: name) != nil else {
            throw .unsupported(file: field.file, field: tokens[0].path, what: "the key '\(name)'")
          }
          conditions.append(.array([.string(name)] + (try Self.condition(value))))
        }
        rules.append(
          .map([
            (.string("conditions"), .array(conditions)),
            (.string("attributes"), .map(attributes.map { (.string($0.key), $0.value.value) })),
          ]))
      }
    }
    writer.add("\(component)/patterns", message: .array(rules))
  }

  private static func condition(_ field: MessagePackField) throws(PipelineError) -> [MessagePackValue] {
    switch field.value {
    case .string: return [.bool(false), .array([field.value])]
    case .bool(let value): return [.bool(false), .array([.string(value ? "1" : "0")])]
    case .map(let pairs):
      guard pairs.count == 1, let key = pairs[0].key.name, key == "IN" || key == "NOT_IN" else {
        throw .unsupported(
          file: field.file, field: field.path, what: "the predicate \(pairs.first?.key.name ?? "")")
      }
      for value in try field[key].array() { _ = try value.string() }
      return [.bool(key == "NOT_IN"), pairs[0].value]
    default: throw field.error(expected: "a value or a predicate")
    }
  }

  // MARK: Lemmatizer

  /// Sections: `C/strings` (string table of lemmas), `C/lookup` (table id → lemma), and for each part of speech P that
  /// has one `C/index/P` (table of ids, values 0), `C/exceptions/P` (table id → lemma); `C/rules`, a MessagePack map
  /// P → [[old, new]].
  mutating func compileLemmatizer(_ component: String) throws(PipelineError) {
    let mode = configuration["components.\(component).mode"]?.string ?? "lookup"
    guard mode == "rule" else {
      throw .unsupported(
        file: package.place("config.cfg"), field: "components.\(component).mode", what: "'\(mode)'")
    }
    let tables = try package.message("\(component)/lookups/lookups.bin")
    var strings: [String] = []
    var numbers: [ScalarString: UInt32] = [:]
    func number(_ lemma: String) -> UInt32 {
      let key = ScalarString(lemma)
      if let known = numbers[key] { return known }
      numbers[key] = UInt32(strings.count)
      strings.append(lemma)
      return UInt32(strings.count - 1)
    }
    /// The first of the lemmas that a table gives; nil when it gives none.
    func first(_ value: MessagePackValue, _ table: String) throws(PipelineError) -> UInt32? {
      switch value {
      case .string(let lemma): return number(lemma)
      case .array(let lemmas):
        guard let first = lemmas.first else { return nil }
        if let lemma = first.string { return number(lemma) }
      default: break
      }
      throw .malformed(file: tables.file, field: table, expected: "lemmas", found: value.kind)
    }
    var writer = self.writer
    func id(_ text: String) -> UInt64 { symbols[ScalarString(text)] ?? StringIdentifiers.hash(text) }
    let parts = UPOS.allCases.map { (name: $0.rawValue, id: id($0.rawValue.lowercased())) }

    var pairs: [(key: UInt64, value: UInt32)] = []
    for (key, value) in try tables["lemma_lookup"].identifiedPairs() {
      if let lemma = try first(value, "lemma_lookup") { pairs.append((key, lemma)) }
    }
    IdentifierTable.write(pairs, as: "\(component)/lookup", to: &writer)

    for (key, value) in try tables["lemma_index"].identifiedPairs() {
      guard let part = parts.first(where: { $0.id == key }) else { continue }
      let words = try MessagePackField(value: value, file: tables.file, path: "lemma_index.\(part.name)")
        .array()
      var index: [(key: UInt64, value: UInt32)] = []
      for word in words { index.append((id(try word.string()), 0)) }
      IdentifierTable.write(index, as: "\(component)/index/\(part.name)", to: &writer)
    }
    for (key, value) in try tables["lemma_exc"].identifiedPairs() {
      guard let part = parts.first(where: { $0.id == key }) else { continue }
      var exceptions: [(key: UInt64, value: UInt32)] = []
      let field = MessagePackField(value: value, file: tables.file, path: "lemma_exc.\(part.name)")
      for (form, lemmas) in try field.pairs() {
        if let lemma = try first(lemmas.value, lemmas.path) { exceptions.append((id(form), lemma)) }
      }
      IdentifierTable.write(exceptions, as: "\(component)/exceptions/\(part.name)", to: &writer)
    }
    var rules: [(key: MessagePackValue, value: MessagePackValue)] = []
    for (key, value) in try tables["lemma_rules"].identifiedPairs() {
      guard let part = parts.first(where: { $0.id == key }) else { continue }
      let field = MessagePackField(value: value, file: tables.file, path: "lemma_rules.\(part.name)")
      for rule in try field.array() {
        let pair = try rule.array()
        guard pair.count == 2, pair[0].value.string != nil, pair[1].value.string != nil else {
          throw rule.error(expected: "an old and a new ending")
        }
      }
      rules.append((.string(part.name), value))
    }
    writer.add("\(component)/rules", message: .map(rules))
    StringTable.write(strings, as: "\(component)/strings", to: &writer)
    self.writer = writer
  }
}
