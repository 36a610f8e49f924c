import Foundation

/// The articles of some folders and files: listed first, read one at a time.
///
///     let corpus = Corpus(["seeds"])
///     for source in corpus.sources { let article = try source.read() }
///
/// A folder gives every `.txt`, `.text`, `.html`, `.htm` and `.xhtml` below it, but for hidden folders and those
/// that browsers save beside a page. A file that is named itself is taken whatever it is called; `-` is standard
/// input.
public struct Corpus: Sendable {
  public struct Limits: Sendable {
    /// Bytes of one file.
    public var fileSize: Int
    /// Bytes of one line.
    public var lineSize: Int

    public init(fileSize: Int = 16 << 20, lineSize: Int = 1 << 20) {
      self.fileSize = fileSize
      self.lineSize = lineSize
    }
  }

  /// The articles, by id.
  public let sources: [ArticleSource]
  /// What could not be listed: folders that cannot be opened, ids met twice, faults in a `corpus.yaml`.
  public let problems: [CorpusError]

  public init(_ paths: [String], limits: Limits = Limits()) {
    var listing = Listing(limits: limits)
    for path in paths { listing.add(path) }
    sources = listing.sources.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    problems = listing.problems
  }
}

private struct Listing {
  let limits: Corpus.Limits
  var sources: [ArticleSource] = []
  var problems: [CorpusError] = []
  private var fileOfID: [String: String] = [:]

  init(limits: Corpus.Limits) { self.limits = limits }

  mutating func add(_ path: String) {
    if path == "-" { return add(file: "-", id: "stdin", metadata: nil) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      problems.append(.unreadable(file: path, reason: "No such file or directory"))
      return
    }
    if isFolder.boolValue {
      let first = sources.count
      var manifests: [Manifest] = []
      add(folder: path, manifests: [], all: &manifests)
      let known = Set(sources[first...].map(\.id))
      for manifest in manifests { problems += manifest.unknown(known) }
    } else {
      let folder = (path as NSString).deletingLastPathComponent
      let manifest = manifest(in: folder.isEmpty ? "." : folder)
      let id = Self.id(of: path)
      add(file: path, id: id, metadata: manifest?.entries[id])
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
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      if isFolder.boolValue {
        if !Self.isLink(path), !["_files", "_fichiers"].contains(where: name.hasSuffix) {
          add(folder: path, manifests: manifests, all: &all)
        }
      } else if Self.isArticle(name) {
        let id = Self.id(of: name)
        // The nearest manifest that knows the article tells about it.
        add(file: path, id: id, metadata: manifests.reversed().lazy.compactMap { $0.entries[id] }.first)
      }
    }
  }

  private mutating func add(file: String, id: String, metadata: ArticleMetadata?) {
    if let other = fileOfID[id] {
      if other != file { problems.append(.duplicate(file: file, id: id, other: other)) }
      return
    }
    fileOfID[id] = file
    sources.append(ArticleSource(id: id, path: file, metadata: metadata ?? ArticleMetadata(), limits: limits))
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

  private static func isArticle(_ name: String) -> Bool {
    ["txt", "text", "html", "htm", "xhtml"].contains((name as NSString).pathExtension.lowercased())
  }

  private static func id(of path: String) -> String {
    ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }
}
