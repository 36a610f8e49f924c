/// What the manifests around an input tell, and which articles they tell of were met.
final class ManifestLookup {
  private let manifests: [Manifest]
  /// Asked when these manifests do not know an article.
  var parent: ManifestLookup?
  private(set) var met: Set<String> = []

  /// - Parameter manifests: the nearest first.
  init(_ manifests: [Manifest]) { self.manifests = manifests }

  func metadata(of id: String) -> ArticleMetadata? {
    guard let found = manifests.lazy.compactMap({ $0.entries[id] }).first else {
      return parent?.metadata(of: id)
    }
    met.insert(id)
    return found
  }
}
