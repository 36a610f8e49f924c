import Foundation

/// A file without a name that goes away with its owner.
final class TemporaryFile {
  private let stream: UnsafeMutablePointer<FILE>

  init() {
    guard let stream = tmpfile() else { preconditionFailure("a temporary file can be made") }
    self.stream = stream
  }

  deinit { fclose(stream) }

  var descriptor: Int32 { fileno(stream) }

  /// Reads it from the beginning, a line with its end at a time.
  func forEachLine(_ body: (String) throws -> Void) rethrows {
    rewind(stream)
    var line: UnsafeMutablePointer<CChar>?
    var room = 0
    defer { free(line) }
    while case let count = getline(&line, &room, stream), count > 0 {
      let bytes = UnsafeRawBufferPointer(start: line, count: count)
      try body(String(decoding: bytes, as: UTF8.self))
    }
  }
}
