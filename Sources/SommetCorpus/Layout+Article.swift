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
    let url = metadata.url ?? declared.url
    let address = url.flatMap { AddressDay($0) }
    let candidates = publication(metadata, declared, url: url, address: address)
    let used = candidates.first { $0.standing == .used }
    return Article(
      id: id, text: text, title: metadata.title ?? title, blocks: blocks, dropped: dropped,
      date: used?.day,
      dateSource: used?.source ?? .none, monthHint: used == nil ? monthHint ?? address?.month : nil,
      dateCandidates: candidates,
      language: metadata.language ?? LanguageCheck.language(of: body) ?? declared.language ?? "fr",
      source: metadata.source ?? declared.source, url: url,
      author: metadata.author ?? declared.author ?? author, path: path)
  }

  /// All places that tell a day of publication, in the order in which they count, with their standing.
  private func publication(
    _ metadata: ArticleMetadata, _ declared: ArticleMetadata, url: String?, address: AddressDay?
  ) -> [DateCandidate] {
    var found: [DateCandidate] = []
    if let day = metadata.date {
      found.append(
        DateCandidate(field: metadata.dateField ?? Manifest.fileName, value: day, rule: "metadata"))
    }
    found += metadata.dateCandidates + declared.dateCandidates + candidates
    if let url, let address, let day = address.day {
      found.append(
        DateCandidate(.field(url), words: address.words, day: day, source: .metadata, rule: "url"))
    }
    found += posts
    DateCandidate.settle(&found)
    return found
  }
}
