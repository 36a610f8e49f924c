import Foundation

/// The image of a graph in a folder of plain files, which are mapped into memory to be read.
public final class FolderIndexStorage: IndexStorage {
  private let folder: String
  private var files: [String: FileHandle] = [:]
  /// Owned; unmapped with the storage.
  private var mappings: [String: UnsafeMutableRawBufferPointer] = [:]

  /// - Parameter path: of a folder; made when something is written.
  public init(_ path: String) { folder = path }

  deinit {
    for mapping in mappings.values { munmap(mapping.baseAddress, mapping.count) }
  }

  private func path(_ segment: String) -> String { "\(folder)/\(segment).index" }

  public func size(of segment: String) -> Int? {
    var status = stat()
    return stat(path(segment), &status) == 0 ? Int(status.st_size) : nil
  }

  public func read(_ segment: String, _ range: Range<Int>, into bytes: UnsafeMutableRawPointer) throws {
    guard let mapping = try memory(of: segment), let start = mapping.baseAddress,
      range.upperBound <= mapping.count
    else { throw IndexError.absent }
    bytes.copyMemory(from: start + range.lowerBound, byteCount: range.count)
  }

  public func append(_ bytes: [UInt8], to segment: String) throws {
    if files[segment] == nil {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data().write(to: URL(fileURLWithPath: path(segment)))
      files[segment] = try FileHandle(forWritingTo: URL(fileURLWithPath: path(segment)))
    }
    try files[segment]!.write(contentsOf: bytes)
  }

  public func memory(of segment: String) throws -> UnsafeRawBufferPointer? {
    if let mapping = mappings[segment] { return UnsafeRawBufferPointer(mapping) }
    let file = open(path(segment), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw IndexError.absent }
    defer { close(file) }
    guard let size = size(of: segment), size > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
      return nil
    }
    let mapping = UnsafeMutableRawBufferPointer(start: start, count: size)
    mappings[segment] = mapping
    return UnsafeRawBufferPointer(mapping)
  }
}
