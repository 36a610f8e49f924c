import Foundation

/// The articles of some folders and files: listed first, read one at a time.
///
///     let corpus = Corpus(["seeds", "feed.xml", "crawl.warc.gz"])
///     for source in corpus.sources { let article = try source.read() }
///
/// A folder gives every file below it whose name tells that it holds articles (`.txt`, `.html`, `.jsonl`, `.rss`,
/// `.warc`, `.zip` …, with or without `.gz`), but for hidden folders, links to folders and what browsers save beside
/// a page. A file that is named itself is taken whatever it is called; `-` is standard input.
public struct Corpus: Sendable {
  /// What an input may cost. Beyond it an article or an archive is refused with an error, and the rest is read.
  public struct Limits: Sendable {
    /// Bytes of one article: a file, a record, a line of JSON Lines.
    public var fileSize: Int
    /// Bytes of one line of a text.
    public var lineSize: Int
    /// Unicode scalars of what of an article is kept; a word or mark counts for four at least.
    public var textLength: Int
    /// Files in one archive.
    public var entryCount: Int
    /// How many times its compressed size an input may hold, once it is larger than `fileSize`.
    public var growth: Int
    /// Archives and compressed files inside each other.
    public var nesting: Int
    /// Bytes of an archive that has to be copied to a temporary file, as from standard input.
    public var spoolSize: Int

    public init(
      fileSize: Int = 16 << 20, lineSize: Int = 1 << 20, textLength: Int = 250_000,
      entryCount: Int = 1_000_000, growth: Int = 200, nesting: Int = 3, spoolSize: Int = 8 << 30
    ) {
      precondition(
        fileSize > 0 && lineSize > 0 && textLength > 0 && entryCount >= 0 && growth > 0 && nesting >= 0
          && spoolSize >= 0,
        "limits are positive")
      self.fileSize = fileSize
      self.lineSize = lineSize
      self.textLength = textLength
      self.entryCount = entryCount
      self.growth = growth
      self.nesting = nesting
      self.spoolSize = spoolSize
    }
  }

  /// What could not be listed: folders that cannot be opened, ids met twice, faults in a `corpus.yaml`.
  public let problems: [CorpusError]

  /// A file to be opened, with the manifests around it, the nearest first.
  struct Input: Sendable {
    let id: String
    let path: String
    let manifests: [Manifest]
    /// Whether it is one article by its name; else opening it tells.
    let isArticle: Bool
  }

  /// By id.
  let inputs: [Input]
  /// Manifests of folders with inputs that are no single articles: only reading tells whether all they name is there.
  let openManifests: [Manifest]
  let limits: Limits
  let fields: RecordFields

  /// - Parameter fields: where records of JSON Lines have their text, title and so on.
  public init(_ paths: [String], fields: RecordFields = RecordFields(), limits: Limits = Limits()) {
    var listing = Listing()
    for path in paths { listing.add(path) }
    inputs = listing.inputs.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    problems = listing.problems
    openManifests = listing.openManifests
    self.fields = fields
    self.limits = limits
  }
}

private struct Listing {
  var inputs: [Corpus.Input] = []
  var problems: [CorpusError] = []
  var openManifests: [Manifest] = []
  private var fileOfID: [String: String] = [:]

  mutating func add(_ path: String) {
    if path == "-" { return add(file: "-", id: "stdin", manifests: []) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      problems.append(Self.missing(path))
      return
    }
    if isFolder.boolValue {
      let first = inputs.count
      var manifests: [Manifest] = []
      add(folder: path, manifests: [], all: &manifests)
      if inputs[first...].allSatisfy(\.isArticle) {
        let known = Set(inputs[first...].map(\.id))
        for manifest in manifests { problems += manifest.unknown(known) }
      } else {
        openManifests += manifests
      }
    } else {
      let folder = (path as NSString).deletingLastPathComponent
      let manifest = manifest(in: folder.isEmpty ? "." : folder)
      add(file: path, id: InputName(path).id, manifests: manifest.map { [$0] } ?? [])
    }
  }

  private mutating func add(folder: String, manifests: [Manifest], all: inout [Manifest]) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      problems.append(.unreadable(file: folder, reason: "the folder cannot be opened"))
      return
    }
    var manifests = manifests
    if names.contains(Manifest.fileName), let manifest = manifest(in: folder) {
      manifests.append(manifest)
      all.append(manifest)
    }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var isFolder: ObjCBool = false
      let input = InputName(name)
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        if input.isListed { problems.append(Self.missing(path)) }
        continue
      }
      if isFolder.boolValue {
        if !Self.isLink(path), !["_files", "_fichiers"].contains(where: name.hasSuffix) {
          add(folder: path, manifests: manifests, all: &all)
        }
      } else if input.isListed, input.fileExtension != "xml" || Self.isFeed(path) {
        add(file: path, id: input.id, manifests: manifests.reversed())
      }
    }
  }

  private mutating func add(file: String, id: String, manifests: [Manifest]) {
    if let other = fileOfID[id] {
      if other != file { problems.append(.duplicate(file: file, id: id, other: other)) }
      return
    }
    fileOfID[id] = file
    inputs.append(
      Corpus.Input(
        id: id, path: file, manifests: manifests, isArticle: file != "-" && InputName(file).isPlainArticle))
  }

  private mutating func manifest(in folder: String) -> Manifest? {
    let path = folder.hasSuffix("/") ? folder + Manifest.fileName : folder + "/" + Manifest.fileName
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let manifest = Manifest(path: path)
    for problem in manifest.problems where !problems.contains(problem) { problems.append(problem) }
    return manifest
  }

  private static func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  /// Other XML has no business in a graph, so that only feeds are taken from a folder.
  private static func isFeed(_ path: String) -> Bool {
    guard let file = try? OpenFile(path), file.size != nil else { return false }
    let name = InputName(path)
    let input: any ByteInput =
      name.isCompressed
      ? InflatedInput(FileInput(file), .gzip, growth: .init(ratio: 1100, slack: .max)) : FileInput(file)
    guard let head = try? InputBuffer(input).peek(InputKind.headSize) else { return false }
    return InputKind(name, head: head) == .feed
  }

  /// What the system says of a path under which no file can be found: a missing one, or links in a circle.
  private static func missing(_ path: String) -> CorpusError {
    var status = stat()
    let reason = stat(path, &status) == 0 ? "the file cannot be opened" : String(cString: strerror(errno))
    return .unreadable(file: path, reason: reason)
  }
}
