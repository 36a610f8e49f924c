import SommetText
import Synchronization

/// The articles of one part of a corpus that many machines share, each with its place in the whole.
///
/// A line of the part is one of these, where `⇥` is a tab:
///
///     FILE⇥LINE⇥{"id": "b17", "text": …}     a line of a file of JSON Lines, with its number from 1
///     FILE                                   a file of whatever kind, to be read here
///     !REASON                                whoever writes the part has failed
///
/// Ids and messages are those of a machine that reads `FILE` itself. Articles of one id are all given: only who sees the
/// whole knows which is the first. One thread at a time takes articles; another one may ask for their places meanwhile.
public final class PlacedSources: Sequence, IteratorProtocol {
  public enum Kind: Sendable {
    /// Of which id and text are known, whatever comes of reading it.
    case article
    /// Where an article was to be expected nothing can be read.
    case fault
    /// What is wrong beside an article that can be read.
    case remark
  }

  /// An article, and where it stands.
  public struct Placed: Sendable {
    /// As the part names it.
    public let file: String
    /// Of a file of JSON Lines the line; else the article in the file's order, from 1.
    public let number: Int
    public let kind: Kind
    /// The same for the same text.
    public let contentHash: UInt64
    public let id: String
  }

  /// What is wrong with the part itself; then no further article comes.
  public private(set) var failure: CorpusError?
  /// The articles that were handed out and that nobody has asked for here, in order.
  private let placed = Mutex<ArraySlice<Placed>>([])

  private let input: InputBuffer
  private let fields: RecordFields
  private let limits: Corpus.Limits
  private var line = 0
  private var waiting: ArraySlice<(ArticleSource, Placed)> = []
  /// The file that is read here, its articles so far, and its name.
  private var whole: (articles: Corpus.Iterator, count: Int, file: String)?

  /// Bytes of a place.
  private static let placeLimit = 1 << 13

  /// - Parameter path: a file, or `-` for standard input.
  public init(_ path: String, fields: RecordFields = RecordFields(), limits: Corpus.Limits = .init())
    throws(CorpusError)
  {
    input = InputBuffer(FileInput(try OpenFile(path)))
    self.fields = fields
    self.limits = limits
  }

  /// The place of the next article for which none was asked.
  public func nextPlace() -> Placed {
    placed.withLock { placed in
      precondition(!placed.isEmpty, "no more places are asked for than articles were handed out")
      return placed.removeFirst()
    }
  }

  public func next() -> ArticleSource? {
    while failure == nil {
      if let (source, place) = waiting.popFirst() ?? nextOfWhole() {
        placed.withLock { $0.append(place) }
        return source
      }
      do throws(CorpusError) {
        guard try readLine() else { return nil }
      } catch {
        failure = error
      }
    }
    return nil
  }

  private func nextOfWhole() -> (ArticleSource, Placed)? {
    guard let source = whole?.articles.next(), let file = whole?.file else {
      whole = nil
      return nil
    }
    whole?.count += 1
    return (source, place(of: source, in: file, number: whole?.count ?? 0))
  }

  /// - Returns: whether there was a line.
  private func readLine() throws(CorpusError) -> Bool {
    let head = try input.peek(Self.placeLimit)
    if head.isEmpty { return false }
    line += 1
    let start = head.prefix { $0 != UInt8(ascii: "\n") }
    let parts = start.split(separator: UInt8(ascii: "\t"), maxSplits: 2, omittingEmptySubsequences: false)
    if start.first == UInt8(ascii: "!") {
      throw .refused(file: input.name, reason: Shown.name(String(decoding: start.dropFirst(), as: UTF8.self)))
    }
    guard let file = String(validating: parts[0], as: UTF8.self), !file.isEmpty else {
      throw misplaced("a file's name", "none in UTF-8")
    }
    if parts.count == 1, start.count < head.count || head.count < Self.placeLimit {
      _ = try input.line(limit: Self.placeLimit)
      try open(file)
    } else if parts.count == 3 {
      guard let number = Int(String(decoding: parts[1], as: UTF8.self)), number > 0 else {
        throw misplaced("the number of a line", "'\(Shown.name(String(decoding: parts[1], as: UTF8.self)))'")
      }
      _ = try input.skip(parts[0].count + parts[1].count + 2)
      try read(file, number)
    } else {
      throw misplaced("FILE, a tab, LINE, a tab and JSON; or FILE", "something else")
    }
    return true
  }

  private func open(_ file: String) throws(CorpusError) {
    let corpus = Corpus([file], fields: fields, limits: limits)
    if let problem = corpus.problems.first { return fail(problem, file) }
    whole = (corpus.sources.makeIterator(), 0, file)
  }

  /// Reads one line of JSON Lines, as if what stood before it had been read too.
  private func read(_ file: String, _ number: Int) throws(CorpusError) {
    guard case .bytes(let bytes)? = try input.line(limit: limits.fileSize) else {
      return fail(.lineTooLong(file: file, line: number, limit: limits.fileSize), file, number)
    }
    let context = InputContext(limits: limits, fields: fields, manifest: ManifestLookup([]))
    let reader = JSONLinesReader(
      InputBuffer(MemoryInput(bytes[...], name: file)), id: InputName(file).id, context, after: number - 1)
    var found: [ArticleSource] = []
    while let source = reader.next() { found.append(source) }
    // A date that is none comes before its article, which is read all the same.
    let isArticle = found.contains { !$0.isFailed }
    waiting += found.map { source in
      (source, place(of: source, in: file, number: number, source.isFailed && isArticle ? .remark : nil))
    }
  }

  private func fail(_ error: CorpusError, _ file: String, _ number: Int = 1) {
    let source = InputContext(limits: limits, fields: fields, manifest: ManifestLookup([]))
      .failure(error, id: InputName(file).id)
    waiting.append((source, place(of: source, in: file, number: number)))
  }

  private func place(
    of source: ArticleSource, in file: String, number: Int, _ kind: Kind? = nil
  ) -> Placed {
    Placed(
      file: file, number: number, kind: kind ?? (source.isFailed ? .fault : .article),
      contentHash: source.contentHash, id: source.id)
  }

  private func misplaced(_ expected: String, _ found: String) -> CorpusError {
    .malformed(file: input.name, line: line, expected: expected, found: found)
  }
}

extension ArticleSource {
  /// Whether it was known to be at fault before it was read.
  fileprivate var isFailed: Bool {
    if case .failed = content { true } else { false }
  }
}
