import SommetText

extension Layout {
  /// The article that the verdicts make.
  ///
  /// - Parameters:
  ///   - metadata: what `corpus.yaml` tells; it goes before everything else.
  ///   - declared: what an HTML page declares about itself.
  func article(id: String, path: String, metadata: ArticleMetadata, declared: ArticleMetadata) -> Article {
    var blocks: [TextBlock] = []
    var dropped: [DroppedText] = []
    for (unit, verdict) in zip(units, verdicts) {
      switch verdict {
      case .kept(let role, let author, let date):
        blocks.append(TextBlock(span: unit.span, role: role, author: author, date: date))
      case .dropped(let reason, let rule):
        dropped.append(DroppedText(span: unit.span, reason: reason, rule: rule))
      case .open:
        preconditionFailure("every unit has been decided on")
      }
    }
    let title = blocks.first { $0.role == .title }.map { String(text[$0.span]).joinedLines }
    let body = blocks.map { text[$0.span] }.joined(separator: "\n")
    let (date, source) = publication(metadata, declared)
    return Article(
      id: id, text: text, title: metadata.title ?? title, blocks: blocks, dropped: dropped, date: date,
      dateSource: source, monthHint: date == nil ? monthHint : nil,
      language: metadata.language ?? LanguageCheck.language(of: body) ?? declared.language ?? "fr",
      source: metadata.source ?? declared.source, url: metadata.url ?? declared.url,
      author: metadata.author ?? declared.author ?? author, path: path)
  }

  private func publication(
    _ metadata: ArticleMetadata, _ declared: ArticleMetadata
  ) -> (date: String?, source: DateSource) {
    if let day = metadata.date ?? declared.date { return (day, .metadata) }
    if let date { return (date.description, .text) }
    if let inferred { return (inferred.description, .inferred) }
    return (nil, .none)
  }
}
