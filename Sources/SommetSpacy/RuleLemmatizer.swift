import SommetText

/// spaCy's rule lemmatizer for French: an index of lemmas, exceptions, endings, and a list of forms as last resort.
///
/// Source: `spacy.lang.fr.lemmatizer` (<https://spacy.io/api/lemmatizer>).
package struct RuleLemmatizer: Sendable {
  private struct Part: Sendable {
    var index: IdentifierTable?
    var exceptions: IdentifierTable?
    /// UTF-8.
    var rules: [(old: [UInt8], new: [UInt8])] = []
  }

  private let identifiers: StringIdentifiers
  private let strings: StringTable
  private let lookup: IdentifierTable
  /// By place in `UPOS.allCases`.
  private let parts: [Part]

  package init(_ component: String, identifiers: StringIdentifiers, in file: PipelineFile)
    throws(PipelineError)
  {
    self.identifiers = identifiers
    strings = try StringTable("\(component)/strings", in: file)
    lookup = try IdentifierTable("\(component)/lookup", in: file)
    let rules = try file.message("\(component)/rules")
    var parts: [Part] = []
    for pos in UPOS.allCases {
      var part = Part()
      func table(_ kind: String) throws(PipelineError) -> IdentifierTable? {
        let name = "\(component)/\(kind)/\(pos.rawValue)"
        return file.contains("\(name).keys") ? try IdentifierTable(name, in: file) : nil
      }
      part.index = try table("index")
      part.exceptions = try table("exceptions")
      if let list = try rules.optional(pos.rawValue) {
        for rule in try list.array() {
          let pair = try rule.array()
          guard pair.count == 2 else { throw rule.error(expected: "an old and a new ending") }
          part.rules.append((Array(try pair[0].string().utf8), Array(try pair[1].string().utf8)))
        }
      }
      parts.append(part)
    }
    self.parts = parts
  }

  /// The lemma of a type as some part of speech.
  package func lemma(of lexeme: Lexeme, as pos: UPOS) -> String {
    let part = pos.part
    switch pos {
    case .none, .eol, .space: return PythonCharacters.lower(Array(lexeme.text.unicodeScalars))
    case .noun, .verb, .adj, .adp, .adv, .aux, .cconj, .det, .pron, .punct, .sconj: break
    default: return found(lookup, lexeme.attributes.orth) ?? lexeme.text
    }
    let lowered = PythonCharacters.lower(Array(lexeme.text.unicodeScalars))
    let id = lexeme.attributes.lower
    if parts[part].index?[id] != nil { return lowered }
    if let exceptions = parts[part].exceptions, let lemma = found(exceptions, id) { return lemma }
    return fromRules(parts[part], Array(lowered.utf8)) ?? found(lookup, id) ?? lowered
  }

  private func found(_ table: IdentifierTable, _ id: UInt64) -> String? {
    table[id].flatMap { strings[$0] }
  }

  /// The first form in the index or not purely alphabetic; else the first form.
  private func fromRules(_ part: Part, _ word: [UInt8]) -> String? {
    var first: String?
    for (old, new) in part.rules where word.count >= old.count && word.suffix(old.count).elementsEqual(old) {
      let bytes = word.dropLast(old.count) + new
      if bytes.isEmpty { continue }
      let form = String(decoding: bytes, as: UTF8.self)
      if part.index?[identifiers.id(form)] != nil
        || !form.unicodeScalars.allSatisfy(PythonCharacters.isAlpha)
      {
        return form
      }
      first = first ?? form
    }
    return first
  }
}
