#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file mapped read-only into memory; its pages are read when they are touched.
///
/// `@unchecked Sendable`: the bytes never change after `init`, and the mapping lives as long as the object.
package final class MappedFile: @unchecked Sendable {
  package let path: String
  package let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// The same interface over bytes in memory, copied.
  package init(_ content: [UInt8], name: String) {
    path = name
    isMapped = false
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(content.count, 1), alignment: 64)
    copy.copyBytes(from: content)
    bytes = UnsafeRawBufferPointer(start: copy.baseAddress, count: content.count)
  }

  /// - Throws: `PipelineError.unreadable` when there is no such file, or it is empty or a folder.
  package init(path: String) throws(PipelineError) {
    self.path = path
    isMapped = true
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(file: path, reason: "not a regular file")
    }
    guard status.st_size > 0 else { throw .unreadable(file: path, reason: "empty") }
    let length = Int(status.st_size)
    guard let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    bytes = UnsafeRawBufferPointer(start: start, count: length)
  }

  deinit {
    let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress!)
    if isMapped { munmap(start, bytes.count) } else { start.deallocate() }
  }
}
