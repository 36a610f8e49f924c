import Foundation
import SommetText
import SommetXML

/// Where a graph is read from: a file, or bytes in memory.
public struct GraphSource: Sendable {
  /// The file's, for messages.
  public let name: String
  /// nil: the file at `name`.
  private let bytes: [UInt8]?

  /// A file, which is read piece by piece. What is no regular file (a pipe) is read into memory first, since some
  /// readers look twice.
  public init(path: String) throws {
    name = path
    var status = stat()
    let isRegular = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    bytes = isRegular ? nil : try InputFile.bytes(path)
  }

  public init(_ bytes: [UInt8], name: String) {
    self.name = name
    self.bytes = bytes
  }

  /// In bytes; 0 for a file that is not there.
  var size: Int {
    if let bytes { return bytes.count }
    var status = stat()
    return stat(name, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Up to so many bytes from the beginning.
  func head(_ count: Int) throws(FormatError) -> [UInt8] { try part(count, fromEnd: false) }

  /// Up to so many bytes before the end.
  func tail(_ count: Int) throws(FormatError) -> [UInt8] { try part(count, fromEnd: true) }

  private func part(_ count: Int, fromEnd: Bool) throws(FormatError) -> [UInt8] {
    if let bytes { return Array(fromEnd ? bytes.suffix(count) : bytes.prefix(count)) }
    let pieces = try FilePieces(path: name)
    return try pieces.read(count, fromEnd: fromEnd)
  }

  /// The file piece by piece; `next` gives nil at the end.
  func pieces() throws(FormatError) -> FilePieces {
    if let bytes { return FilePieces(bytes, name: name) }
    return try FilePieces(path: name)
  }

  /// Reads XML, with its errors as those of this target.
  func stream(names: [String], namespaces: [String], into handler: inout some XMLStreamHandler) throws {
    do {
      if let bytes {
        try XMLStream.read(bytes, name: name, names: names, namespaces: namespaces, into: &handler)
      } else {
        try XMLStream.read(path: name, names: names, namespaces: namespaces, into: &handler)
      }
    } catch let error as XMLError {
      throw FormatError(file: name, line: error.line, column: error.column, error.message)
    }
  }
}

/// A file, or bytes in memory, in pieces. Used by one thread at a time.
final class FilePieces {
  private let descriptor: Int32
  private let bytes: [UInt8]
  private let name: String
  private var offset = 0

  init(path: String) throws(FormatError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    name = path
    bytes = []
    guard descriptor >= 0 else { throw Self.failure(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      throw FormatError(file: path, "is a folder")
    }
  }

  init(_ bytes: [UInt8], name: String) {
    descriptor = -1
    self.bytes = bytes
    self.name = name
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private static func failure(_ path: String) -> FormatError {
    FormatError(file: path, "cannot be read: \(String(cString: strerror(errno)))")
  }

  func read(_ count: Int, fromEnd: Bool) throws(FormatError) -> [UInt8] {
    if fromEnd {
      let size = lseek(descriptor, 0, SEEK_END)
      lseek(descriptor, max(0, size - off_t(count)), SEEK_SET)
    }
    var found: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(count, 1 << 16))
    while found.count < count {
      let got = try fill(&piece)
      if got == 0 { break }
      found += piece[..<got]
    }
    return found.count > count ? Array(found[..<count]) : found
  }

  /// Fills the beginning of a buffer; gives the number of bytes, 0 at the end.
  func fill(_ buffer: inout [UInt8]) throws(FormatError) -> Int {
    guard descriptor >= 0 else {
      let count = min(buffer.count, bytes.count - offset)
      buffer.replaceSubrange(0..<count, with: bytes[offset..<offset + count])
      offset += count
      return count
    }
    while true {
      let got = Foundation.read(descriptor, &buffer, buffer.count)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw Self.failure(name) }
      return got
    }
  }
}

extension Array<UInt8> {
  /// The offset at which the last occurrence of some ASCII text begins.
  func lastRange(of text: String) -> Int? {
    let wanted = Array(text.utf8)
    guard count >= wanted.count else { return nil }
    return stride(from: count - wanted.count, through: 0, by: -1).first {
      self[$0] == wanted[0] && self[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}

extension ArraySlice<UInt8> {
  func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard count >= wanted.count else { return false }
    return indices.dropLast(wanted.count - 1).contains {
      self[$0] == wanted[0] && self[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}
