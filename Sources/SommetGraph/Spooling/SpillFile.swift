import Foundation

/// A temporary file without a name: whatever happens to the process, nothing of it stays.
final class SpillFile {
  private let descriptor: Int32
  /// Bytes written.
  private(set) var count = 0

  init() throws(SpillError) {
    let template = FileManager.default.temporaryDirectory.appendingPathComponent("sommet.XXXXXX").path
    var path = Array(template.utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw SpillError(operation: "create in '\(template)'", code: errno) }
    unlink(path)
  }

  deinit { close(descriptor) }

  func append(_ bytes: [UInt8]) throws(SpillError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress! + done, bytes.count - done, off_t(count))
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw SpillError(operation: "write", code: errno)
      }
      done += written
      count += written
    }
  }

  /// - Parameter range: bytes from the start, written before.
  func read(_ range: Range<Int>) throws(SpillError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var done = 0
    while done < range.count {
      let read = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + done, range.count - done, off_t(range.lowerBound + done))
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { throw SpillError(operation: "read", code: read < 0 ? errno : EIO) }
      done += read
    }
    return bytes
  }
}
