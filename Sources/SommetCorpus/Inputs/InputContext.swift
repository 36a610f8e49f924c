/// What the readers of one input share.
struct InputContext {
  let limits: Corpus.Limits
  let fields: RecordFields
  /// What manifests tell of an article, by its id.
  var manifest: ManifestLookup
  var meter = InputMeter()
  /// Archives and compressed inputs around this one.
  var nesting = 0

  var growth: InflatedInput.Growth { .init(ratio: limits.growth, slack: limits.fileSize) }

  /// A source with what is told of it: by the manifest first, then by the record itself.
  func source(
    _ id: String, path: String, _ own: ArticleMetadata = ArticleMetadata(), isRecord: Bool = true,
    _ content: ArticleSource.Content
  ) -> ArticleSource {
    let metadata = manifest.metadata(of: id).map { own.overlaid(with: $0) } ?? own
    return ArticleSource(
      id: id, path: path, metadata: metadata, isRecord: isRecord, content: content, limits: limits)
  }

  /// The same with manifests that are nearer than those known.
  func with(_ nearer: ManifestLookup) -> InputContext {
    var context = self
    nearer.parent = manifest
    context.manifest = nearer
    return context
  }

  func failure(_ error: CorpusError, id: String) -> ArticleSource {
    ArticleSource(
      id: id, path: error.file, metadata: ArticleMetadata(), isRecord: true, content: .failed(error),
      limits: limits)
  }
}

extension ArticleMetadata {
  /// What another says, and this where the other is silent.
  func overlaid(with other: ArticleMetadata) -> ArticleMetadata {
    var result = self
    result.date = other.date ?? date
    result.dateField = other.date == nil ? dateField : other.dateField
    result.title = other.title ?? title
    result.source = other.source ?? source
    result.url = other.url ?? url
    result.author = other.author ?? author
    result.language = other.language ?? language
    return result
  }
}
