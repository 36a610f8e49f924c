import Foundation
import SommetSpacy

/// Where compiled language pipelines lie.
///
/// They are looked for in `$SOMMET_PIPELINES`, else in `.pipeline` of the working folder (where the project's own
/// set-up puts them) and in `~/.local/share/sommet/pipelines` (by the XDG base directory specification).
public enum PipelineStore {
  /// The ending of a compiled pipeline's file name.
  public static let fileExtension = "sommet"

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }

  private static var userFolder: String {
    let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    return (data ?? NSHomeDirectory() + "/.local/share") + "/sommet/pipelines"
  }

  /// The folder that `install` writes to when none is named.
  public static var defaultFolder: String {
    environment["SOMMET_PIPELINES"].flatMap { $0.isEmpty ? nil : $0 } ?? userFolder
  }

  /// The folders that are searched, in order.
  public static var searchFolders: [String] {
    if let folder = environment["SOMMET_PIPELINES"], !folder.isEmpty { return [folder] }
    return [".pipeline", userFolder]
  }

  /// Paths of the compiled pipelines, the one in use first.
  ///
  /// Within a folder a larger model comes before a smaller one (`lg`, `md`, `sm`), then a newer before an older.
  public static func installed() -> [String] {
    searchFolders.flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.filter { $0.hasSuffix("." + fileExtension) }
        .sorted { (rank($0), $1) < (rank($1), $0) }
        .map { folder + "/" + $0 }
    }
  }

  private static func rank(_ name: String) -> Int {
    ["_lg-", "_md-", "_sm-"].firstIndex { name.contains($0) } ?? 3
  }

  /// Compiles a published package into a folder.
  ///
  /// - Parameter source: a wheel, or the folder of an unpacked or installed package.
  /// - Returns: the path of the compiled file.
  public static func install(_ source: String, into folder: String) throws -> String {
    let package = try ModelPackage(path: source)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = "\(folder)/\(package.name).\(fileExtension)"
    try PipelineCompiler.compile(package, to: path)
    return path
  }

  /// Opens a pipeline: the one at a path, or the first that is installed.
  public static func open(_ path: String? = nil) throws -> Pipeline {
    guard let path = path ?? installed().first else { throw PipelineStoreError.noPipeline(searchFolders) }
    return try Pipeline(file: PipelineFile(path: path))
  }
}

public enum PipelineStoreError: Error, Sendable, CustomStringConvertible {
  case noPipeline([String])

  public var description: String {
    switch self {
    case .noPipeline(let folders):
      "no language pipeline in \(folders.joined(separator: ", ")): run 'make graph' once, or "
        + "'sommet pipeline install WHEEL'"
    }
  }
}
