import SommetText

/// Reads the articles of a ZIP archive as those of a folder: the same files, the same ids, `corpus.yaml` beside them.
///
/// Names of entries tell kinds and ids and are never used as paths; those that lead out of a folder are refused.
final class ZIPReader: SourceReader {
  private let directory: ZIPDirectory
  private let name: String
  private let id: String
  private let context: InputContext
  private var walk: ZIPDirectory.Walk
  /// The manifests of the archive by their folder, which ends with `/` or is empty.
  private var manifests: [String: Manifest] = [:]
  private var waiting: [ArticleSource] = []
  private var entry: (any SourceReader)?
  private var isAtEnd = false
  /// The articles of manifests that were met.
  private var met: Set<String> = []
  private var lookup: ManifestLookup?

  private static let manifestLimit = 1000

  /// - Parameter name: the archive as messages call it.
  init(_ directory: ZIPDirectory, name: String, id: String, _ context: InputContext) throws(CorpusError) {
    self.directory = directory
    self.name = name
    self.id = id
    self.context = context
    walk = .init(directory)
    try readManifests()
  }

  func next() -> ArticleSource? {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      if let source = entry?.next() { return source }
      if let lookup { met.formUnion(lookup.met) }
      (entry, lookup) = (nil, nil)
      if isAtEnd { return nil }
      do throws(CorpusError) {
        guard let next = try walk.next() else {
          isAtEnd = true
          let unknown = manifests.sorted { $0.key < $1.key }.flatMap { $0.value.unknown(met) }
          waiting = unknown.map { context.failure($0, id: id) }
          continue
        }
        try open(next)
      } catch {
        // Without the next entry of the directory there is no way on.
        isAtEnd = true
        return context.failure(error, id: id)
      }
    }
  }

  // MARK: - Entries

  private func place(_ entry: ZIPDirectory.Entry) -> String {
    "\(name):" + (entry.name.map { Shown.name($0) } ?? "file \(entry.number)")
  }

  private func open(_ found: ZIPDirectory.Entry) throws(CorpusError) {
    guard let path = found.name, Self.isListed(path) else { return }
    do throws(CorpusError) {
      try check(found)
      let manifests = nearest(path)
      let lookup = ManifestLookup(manifests)
      var context = self.context
      if !manifests.isEmpty { context = context.with(lookup) }
      entry = try InputOpener.open(
        directory.open(found, name: place(found)), name: InputName(path), context)
      self.lookup = lookup
    } catch {
      waiting.append(context.failure(error, id: InputName(path).id))
    }
  }

  private func check(_ entry: ZIPDirectory.Entry) throws(CorpusError) {
    if let path = entry.name, Self.isUnsafe(path) {
      throw .refused(file: place(entry), reason: "the name leads out of the archive or holds controls")
    }
    if entry.isLink { throw .refused(file: place(entry), reason: "links in archives are not followed") }
    if entry.isEncrypted { throw .refused(file: place(entry), reason: "encryption is not supported") }
  }

  private static func isUnsafe(_ path: String) -> Bool {
    path.hasPrefix("/") || path.contains("\\") || Shown.name(path.prefix(1000)) != path.prefix(1000)
      || path.dropFirst().first == ":"
      || path.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." }
  }

  /// What a folder gives as well: known names, in no hidden folder and none that a browser saved beside a page.
  private static func isListed(_ path: String) -> Bool {
    guard !path.hasSuffix("/"), InputName(path).isListed else { return false }
    let parts = path.split { $0 == "/" || $0 == "\\" }.filter { $0 != ".." }
    return !parts.contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
      && !parts.dropLast().contains { $0.hasSuffix("_files") || $0.hasSuffix("_fichiers") }
  }

  // MARK: - Manifests

  /// The manifests of the folders around an entry, the nearest first, then those around the archive.
  private func nearest(_ path: String) -> [Manifest] {
    var found: [Manifest] = []
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      if let manifest = manifests[String(folder[...slash])] { found.append(manifest) }
      folder = folder[..<slash]
    }
    if let manifest = manifests[""] { found.append(manifest) }
    return found
  }

  private func readManifests() throws(CorpusError) {
    var walk = ZIPDirectory.Walk(directory)
    while let entry = try walk.next() {
      guard let path = entry.name, path == Manifest.fileName || path.hasSuffix("/" + Manifest.fileName),
        manifests.count < Self.manifestLimit
      else { continue }
      do throws(CorpusError) {
        try check(entry)
        let bytes = try InputBuffer(directory.open(entry, name: place(entry)))
          .all(limit: context.limits.lineSize)
        let manifest = Manifest(bytes, path: place(entry))
        waiting += manifest.problems.map { context.failure($0, id: id) }
        manifests[String(path.dropLast(Manifest.fileName.count))] = manifest
      } catch {
        waiting.append(context.failure(error, id: id))
      }
    }
  }
}
