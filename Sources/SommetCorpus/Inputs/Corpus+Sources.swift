import Glibc

extension Corpus {
  /// The articles, one at a time: inputs by their id, and what each holds in its own order.
  ///
  /// Archives, feeds and dumps are unpacked while they are walked through; no more than one article of them is held,
  /// and a hash of each id. An article that is at fault is a source whose `read()` throws. An id that was met before
  /// is such a fault, but for a record that comes again as it was, which is left out.
  public var sources: Sources { Sources(corpus: self) }

  public struct Sources: Sequence, Sendable {
    fileprivate let corpus: Corpus
    /// Tells how far walks over the articles have come, and ends them.
    public let meter = InputMeter()

    /// The number of articles; nil when only reading tells.
    public var count: Int? { corpus.inputs.allSatisfy(\.isArticle) ? corpus.inputs.count : nil }

    /// Bytes of all inputs, as they lie on the disk; nil when one is a pipe or the like.
    public var byteCount: Int? {
      var count = 0
      for input in corpus.inputs {
        guard let size = input.size else { return nil }
        count += size
      }
      return count
    }

    public func makeIterator() -> Iterator { Iterator(corpus, meter) }
  }

  /// A walk over the articles. Used by one thread at a time; copies share what they have read.
  public struct Iterator: IteratorProtocol {
    private let walk: Walk

    fileprivate init(_ corpus: Corpus, _ meter: InputMeter) { walk = Walk(corpus, meter) }

    public mutating func next() -> ArticleSource? { walk.next() }
  }
}

private final class Walk {
  private let corpus: Corpus
  private let meter: InputMeter
  private var number = 0
  private var reader: (any SourceReader)?
  private var lookup: ManifestLookup?
  private var seen: [Identity: Meeting] = [:]
  /// The articles of open manifests that were met.
  private var met: Set<String> = []
  private var isAtEnd = false
  private var waiting: [ArticleSource] = []

  /// 128 bits of an id's hash: two ids with one are not to be expected in any corpus.
  private struct Identity: Hashable {
    let high: UInt64
    let low: UInt64

    init(_ id: String) {
      high = StableHash.hash(id.utf8, seed: 1)
      low = StableHash.hash(id.utf8, seed: 2)
    }
  }

  /// Where an id was met first, and what it was.
  private struct Meeting {
    let input: Int32
    let content: UInt64
  }

  init(_ corpus: Corpus, _ meter: InputMeter) {
    self.corpus = corpus
    self.meter = meter
  }

  func next() -> ArticleSource? {
    while !meter.isStopped {
      if let reader {
        while let source = reader.next() {
          if let source = checked(source) { return source }
        }
        self.reader = nil
        if let lookup { met.formUnion(lookup.met) }
      }
      if !waiting.isEmpty { return waiting.removeFirst() }
      guard number < corpus.inputs.count else {
        if isAtEnd { return nil }
        isAtEnd = true
        let unknown = corpus.openManifests.flatMap { $0.unknown(met) }
        waiting = unknown.map { failure($0, id: $0.file) }
        continue
      }
      open(corpus.inputs[number])
      number += 1
    }
    return nil
  }

  private func open(_ input: Corpus.Input) {
    let lookup = ManifestLookup(input.manifests)
    self.lookup = lookup
    let context = InputContext(limits: corpus.limits, fields: corpus.fields, manifest: lookup, meter: meter)
    if input.isArticle {
      meter.add(input.size ?? 0)
      reader = SingleReader(
        context.source(input.id, path: input.path, isRecord: false, .file(isPage: nil)))
      return
    }
    do throws(CorpusError) {
      reader = try InputOpener.open(input.path, context)
    } catch {
      reader = SingleReader(failure(error, id: input.id))
    }
  }

  private func failure(_ error: CorpusError, id: String) -> ArticleSource {
    ArticleSource(
      id: id, path: error.file, metadata: ArticleMetadata(), content: .failed(error), limits: corpus.limits)
  }

  /// The source; a failure in its place when its id was met before; nil when it is the same record again.
  private func checked(_ source: ArticleSource) -> ArticleSource? {
    if case .failed = source.content { return source }
    let identity = Identity(source.id)
    let content = source.contentHash
    guard let first = seen[identity] else {
      seen[identity] = Meeting(input: Int32(number - 1), content: content)
      return source
    }
    if source.isRecord, first.content == content { return nil }
    let other = corpus.inputs[Int(first.input)].path
    return failure(.duplicate(file: source.path, id: source.id, other: other), id: source.id)
  }
}

extension Corpus.Input {
  /// Bytes; nil when there is no such file, or it is a pipe or the like.
  fileprivate var size: Int? {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }
}

extension ArticleSource {
  /// Tells a record that comes again from another with the same id.
  var contentHash: UInt64 {
    switch content {
    case .file: StableHash.hash(path.utf8, seed: 3)
    case .bytes(let bytes, _, _): StableHash.hash(bytes)
    case .text(let text), .page(let text): StableHash.hash(text.utf8)
    case .failed: 0
    }
  }
}
