import Glibc

/// A file descriptor, or a function that reads, behind the callbacks of libxml2. Used by one thread at a time.
///
/// libxml2's own file functions take "http:" for an address, undo percent signs and forget short writes.
final class ByteStream {
  let descriptor: Int32
  private let isOwned: Bool
  private let source: ((UnsafeMutableRawBufferPointer) -> Int)?
  /// The `errno` of the first call that failed; 0 when none did.
  private(set) var failure: Int32 = 0

  init(descriptor: Int32) {
    self.descriptor = descriptor
    isOwned = false
    source = nil
  }

  /// - Parameter source: fills the beginning of a buffer and gives the number of bytes; 0 at the end, -1 on failure.
  init(_ source: @escaping (UnsafeMutableRawBufferPointer) -> Int) {
    descriptor = -1
    isOwned = false
    self.source = source
  }

  /// Bytes in memory, then those of another stream when there is one.
  convenience init(_ bytes: [UInt8], before rest: ByteStream? = nil) {
    var offset = 0
    self.init { buffer in
      let count = min(buffer.count, bytes.count - offset)
      guard count > 0 else {
        guard let rest, let start = buffer.baseAddress else { return 0 }
        return rest.read(into: start, count: buffer.count)
      }
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count]))
      }
      offset += count
      return count
    }
  }

  init(reading path: String) throws(XMLError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    isOwned = true
    source = nil
    if descriptor < 0 { throw Self.error(path, errno) }
  }

  init(writing path: String) throws(XMLError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    isOwned = true
    source = nil
    if descriptor < 0 { throw Self.error(path, errno) }
  }

  deinit {
    if isOwned, descriptor >= 0 { close(descriptor) }
  }

  static func error(_ path: String, _ code: Int32) -> XMLError {
    XMLError(file: path, message: String(cString: strerror(code)))
  }

  /// Reads at most `count` bytes; 0 at the end, -1 on failure.
  func read(into buffer: UnsafeMutableRawPointer, count: Int) -> Int {
    if let source { return source(UnsafeMutableRawBufferPointer(start: buffer, count: count)) }
    while true {
      let got = Glibc.read(descriptor, buffer, count)
      if got < 0, errno == EINTR { continue }
      if got < 0, failure == 0 { failure = errno }
      return got
    }
  }

  /// Writes all bytes, or returns -1.
  func write(_ buffer: UnsafeRawPointer, count: Int) -> Int {
    var written = 0
    while written < count {
      let put = Glibc.write(descriptor, buffer + written, count - written)
      if put < 0, errno == EINTR { continue }
      if put < 0 {
        if failure == 0 { failure = errno }
        return -1
      }
      written += put
    }
    return written
  }

  /// The stream as the context of C callbacks; it must outlive them.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  static func from(_ context: UnsafeMutableRawPointer) -> ByteStream {
    Unmanaged<ByteStream>.fromOpaque(context).takeUnretainedValue()
  }
}
