import Foundation

/// A temporary file without a name, in `$TMPDIR` or `/var/tmp`: whatever happens to the process, nothing of it stays.
final class SpillFile {
  private let descriptor: Int32
  /// Bytes written.
  private(set) var count = 0

  init() throws(SpillError) {
    // On many machines `/tmp` is not on a disk but in memory.
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
    let template = "\(folder)/sommet-XXXXXX"
    var path = Array(template.utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw SpillError(operation: "create in '\(template)'", code: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(path)
  }

  deinit { close(descriptor) }

  /// Adds bytes at the end.
  func append(_ bytes: [UInt8]) throws(SpillError) {
    let begin = count
    try bytes.withUnsafeBufferPointer { (bytes) throws(SpillError) in
      try write(UnsafeRawBufferPointer(bytes), at: begin)
    }
  }

  /// Writes bytes at a place, over what is there.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SpillError) {
    var done = 0
    while done < bytes.count {
      let written = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
      if written < 0 {
        if errno == EINTR { continue }
        throw SpillError(operation: "write", code: errno)
      }
      done += written
      count = max(count, offset + done)
    }
  }

  /// - Parameter range: bytes from the start, written before.
  func read(_ range: Range<Int>) throws(SpillError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    try bytes.withUnsafeMutableBufferPointer { (bytes) throws(SpillError) in
      try read(range.lowerBound, into: UnsafeMutableRawBufferPointer(bytes))
    }
    return bytes
  }

  /// Fills a piece of memory with what was written from a place on.
  func read(_ offset: Int, into bytes: UnsafeMutableRawBufferPointer) throws(SpillError) {
    var done = 0
    while done < bytes.count {
      let read = pread(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { throw SpillError(operation: "read", code: read < 0 ? errno : EIO) }
      done += read
    }
  }
}
