import Glibc

/// Bytes that come once, in order. Used by one thread at a time.
protocol ByteInput: AnyObject {
  /// Stands for a file in messages.
  var name: String { get }

  /// Fills the beginning of a buffer that is not empty.
  ///
  /// - Returns: the number of bytes, at least one; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int
}

/// An open file, closed with the last reference to it.
final class OpenFile: Sendable {
  let descriptor: Int32
  let name: String
  private let isOwned: Bool
  /// Is told what is read; nil for files that are no inputs.
  private let meter: InputMeter?
  /// Whether reading may have to wait for what comes, as from a pipe.
  private let isStream: Bool

  /// - Parameter path: a file, or `-` for standard input.
  init(_ path: String, _ meter: InputMeter? = nil) throws(CorpusError) {
    name = path
    isOwned = path != "-"
    self.meter = meter
    descriptor = isOwned ? open(path, O_RDONLY | O_CLOEXEC) : 0
    isStream = descriptor >= 0 && Self.size(descriptor) == nil
    if descriptor < 0 { throw .unreadable(file: path, reason: String(cString: strerror(errno))) }
  }

  /// An empty file without a name on the disk, gone when it is closed.
  ///
  /// - Parameter name: stands for it in messages.
  init(temporary name: String) throws(CorpusError) {
    self.name = name
    isOwned = true
    meter = nil
    isStream = false
    // On many machines `/tmp` is not on a disk but in memory.
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
    var template = Array("\(folder)/sommet-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    if descriptor < 0 {
      throw .unreadable(file: name, reason: "no temporary file: " + String(cString: strerror(errno)))
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
  }

  deinit { if isOwned, descriptor >= 0 { close(descriptor) } }

  /// Bytes of a regular file; nil for pipes, devices and the like.
  var size: Int? { Self.size(descriptor) }

  private static func size(_ descriptor: Int32) -> Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(CorpusError) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .unreadable(file: name, reason: String(cString: strerror(errno))) }
      written += count
    }
  }

  /// Reads at the descriptor's place, or at an offset. A stream ends when its meter is stopped.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int? = nil
  ) throws(CorpusError) -> Int {
    if isStream, let meter, !meter.waits(for: descriptor) { return 0 }
    while true {
      let count =
        if let offset {
          pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        } else {
          Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .unreadable(file: name, reason: String(cString: strerror(errno))) }
      meter?.add(count)
      return count
    }
  }
}

/// A file, pipe or device from where it stands to its end.
final class FileInput: ByteInput {
  let file: OpenFile
  var name: String { file.name }

  init(_ file: OpenFile) { self.file = file }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
    try file.read(into: buffer)
  }
}

/// A stretch of a regular file.
final class FileSection: ByteInput {
  let name: String
  private let file: OpenFile
  private var next: Int
  private let end: Int

  /// - Parameter name: stands for the stretch in messages.
  init(_ file: OpenFile, _ range: Range<Int>, name: String) {
    self.file = file
    self.name = name
    next = range.lowerBound
    end = range.upperBound
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
    guard next < end else { return 0 }
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, end - next)])
    let count = try file.read(into: part, at: next)
    if count == 0 { throw .malformed(file: name, expected: "\(end - next) more bytes", found: "the end") }
    next += count
    return count
  }
}

/// Bytes in memory.
final class MemoryInput: ByteInput {
  let name: String
  private let bytes: ArraySlice<UInt8>
  private var next: Int

  init(_ bytes: ArraySlice<UInt8>, name: String) {
    self.bytes = bytes
    self.name = name
    next = bytes.startIndex
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
    let count = min(buffer.count, bytes.endIndex - next)
    buffer.copyBytes(from: bytes[next..<next + count])
    next += count
    return count
  }
}
