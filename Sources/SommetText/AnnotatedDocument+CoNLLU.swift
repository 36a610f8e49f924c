extension AnnotatedDocument {
  /// The document in CoNLL-U, a sentence a block.
  ///
  /// `MISC` carries `SpaceAfter=No`, the scalar offsets as `start_char` and `end_char`, and named spans as
  /// `NE=PER_1`, numbered through the document. A token of blanks, which CoNLL-U cannot write, is written with
  /// `\n`, `\r`, `\t` and `\s` for its characters.
  ///
  /// Source: <https://universaldependencies.org/format.html>.
  public func conllu() -> String {
    var named = [Int](repeating: -1, count: tokens.count)
    for (number, entity) in entities.enumerated() {
      for index in entity.tokens { named[index] = number }
    }
    var lines = ""
    for (number, sentence) in sentences.enumerated() {
      lines += "# sent_id = \(number)\n# text = \(Self.visible(text[span(of: sentence)], blanks: false))\n"
      for index in sentence {
        let token = tokens[index]
        var misc = token.hasSpaceAfter ? "" : "SpaceAfter=No|"
        misc += "start_char=\(token.span.start)|end_char=\(token.span.end)"
        if named[index] >= 0 { misc += "|NE=\(entities[named[index]].label)_\(named[index] + 1)" }
        let isRoot = token.head == index
        let fields = [
          String(index - sentence.lowerBound + 1), Self.visible(token.text[...], blanks: true),
          Self.visible(token.lemma[...], blanks: true), token.upos.rawValue, token.tag,
          token.feats.description,
          isRoot ? "0" : String(token.head - sentence.lowerBound + 1), isRoot ? "root" : token.deprel, "",
          misc,
        ]
        lines += fields.map { $0.isEmpty ? "_" : $0 }.joined(separator: "\t") + "\n"
      }
      lines += "\n"
    }
    return lines
  }

  private static func visible(_ text: Substring, blanks: Bool) -> String {
    var written = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": written += "\\n"
      case "\r": written += "\\r"
      case "\t": written += "\\t"
      case " " where blanks: written += "\\s"
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written
  }
}
