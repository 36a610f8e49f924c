import SommetCorpus
import SommetText

extension ArticleReading {
  /// What of a file is the article, and what was left out by which rule, for people:
  ///
  ///     corpus/pont.txt
  ///       kept   2 blocks, 412 of 473 characters, language fr
  ///       title  line 1, offsets 0–14, "Le pont rouvre"
  ///       drop   line 2, offsets 15–37, "Publié le 20 août 2025": metadata (meta.1)
  ///
  /// Of a page, lines and offsets are those of the text that was taken from it; what was left out before has none:
  ///
  ///       omit   aside.related, 232 characters, "Sur le même sujet…": teaser (class.related)
  ///
  /// Ends with a line end.
  public var explanationOfBody: String {
    var lines = [article.path == "-" ? article.id : article.path]
    func add(_ label: String, _ text: String) { lines.append(Self.line(label, text)) }
    let length = article.blocks.reduce(0) { $0 + $1.span.count }
    let count = article.blocks.count == 1 ? "1 block" : "\(article.blocks.count) blocks"
    add("kept", "\(count), \(length) of \(article.text.count) characters, language \(article.language)")
    for block in article.blocks where block.role == .title { add("title", shortPlace(block.span)) }
    for block in article.blocks where block.role == .quotation {
      let origin = [block.author, block.date].compactMap { $0 }.joined(separator: ", ")
      add("quote", shortPlace(block.span) + (origin.isEmpty ? "" : ": " + origin))
    }
    for part in article.dropped {
      add("drop", "\(shortPlace(part.span)): \(part.reason.rawValue) (\(part.rule))")
    }
    for part in article.omitted {
      add(
        "omit",
        "\(part.element), \(part.length) characters, \(place(nil, part.words)): \(part.reason.rawValue) "
          + "(\(part.rule))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
