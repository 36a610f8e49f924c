/// Takes articles out of an input, one at a time, in the input's order. Used by one thread at a time.
///
/// What is wrong with one article, or with everything from here on, comes as a source whose `read()` throws.
protocol SourceReader: AnyObject {
  /// The next article; nil at the end.
  func next() -> ArticleSource?
}

/// One article in one input, or one error.
final class SingleReader: SourceReader {
  private var source: ArticleSource?

  init(_ source: ArticleSource) { self.source = source }

  func next() -> ArticleSource? {
    defer { source = nil }
    return source
  }
}
