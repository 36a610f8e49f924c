import Foundation
import SommetText

/// A file that appears whole or not at all.
public enum OutputFile {
  /// Lets `body` write to a file beside `path` and puts it in the place of `path` when `body` succeeds.
  ///
  /// When `body` throws, nothing is left behind and what was at `path` stays. What is no regular file (a pipe, a
  /// terminal, `/dev/null`) is written to directly.
  ///
  /// - Parameter body: gets an open descriptor, which it leaves open.
  public static func replace(_ path: String, _ body: (Int32) throws -> Void) throws {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      guard status.st_mode & S_IFMT != S_IFDIR else {
        throw FormatError(file: path, String(cString: strerror(EISDIR)))
      }
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw failure(path) }
      defer { close(descriptor) }
      return try body(descriptor)
    }
    let (temporary, descriptor) = try make(beside: path)
    var isOpen = true
    defer { if isOpen { close(descriptor) } }
    do {
      try body(descriptor)
      isOpen = false
      guard close(descriptor) == 0, rename(temporary, path) == 0 else { throw failure(path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Makes an empty file in the folder of `path`, with a name of its own.
  private static func make(beside path: String) throws(FormatError) -> (path: String, descriptor: Int32) {
    var number = 0
    while true {
      let temporary = "\(path).\(getpid())-\(number).part"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (temporary, descriptor) }
      guard errno == EEXIST, number < 1000 else { throw failure(path) }
      number += 1
    }
  }

  private static func failure(_ path: String) -> FormatError {
    FormatError(file: path, "cannot be written: \(String(cString: strerror(errno)))")
  }
}
