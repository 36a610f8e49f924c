import CZlib

/// The files of a zip archive, as a wheel is one: stored or deflated, checked against their CRC-32.
///
/// Source: APPNOTE.TXT 6.3.10. Encryption, several disks and Zip64 are refused.
package struct ZipArchive: Sendable {
  private struct Entry: Sendable {
    let name: String
    let method: Int
    let checksum: UInt32
    let compressedLength: Int
    let length: Int
    let headerOffset: Int
  }

  private let file: MappedFile
  private let entries: [Entry]
  private let largest = 1 << 30

  /// The names of the files, in the archive's order.
  package var names: [String] { entries.map(\.name) }

  package init(path: String) throws(PipelineError) { try self.init(MappedFile(path: path)) }

  /// An archive in memory; `name` stands for the path in messages.
  package init(_ content: [UInt8], name: String) throws(PipelineError) {
    try self.init(MappedFile(content, name: name))
  }

  private init(_ file: MappedFile) throws(PipelineError) {
    self.file = file
    let path = file.path
    let bytes = file.bytes
    // The record at the end: 22 bytes and a comment of at most 65,535.
    guard
      bytes.count >= 22,
      let end = (max(0, bytes.count - 22 - 0xFFFF)...bytes.count - 22).last(where: {
        bytes.number($0, 4) == 0x0605_4B50
      })
    else {
      throw .malformed(file: path, field: "the end", expected: "a zip archive's directory", found: "none")
    }
    let count = bytes.number(end + 10, 2)
    let size = bytes.number(end + 12, 4)
    let start = bytes.number(end + 16, 4)
    if count == 0xFFFF || start == 0xFFFF_FFFF {
      throw .unsupported(file: path, field: "the end", what: "Zip64")
    }
    guard start + size <= end else {
      throw .malformed(
        file: path, field: "the end", expected: "a directory before byte \(end)", found: "\(start) + \(size)")
    }
    var entries: [Entry] = []
    var at = start
    for index in 0..<count {
      guard at + 46 <= end, bytes.number(at, 4) == 0x0201_4B50 else {
        throw .malformed(
          file: path, field: "directory[\(index)]", expected: "an entry at byte \(at)",
          found: "something else")
      }
      let nameLength = bytes.number(at + 28, 2)
      let next = at + 46 + nameLength + bytes.number(at + 30, 2) + bytes.number(at + 32, 2)
      guard next <= end,
        let name = String(
          validating: UnsafeRawBufferPointer(rebasing: bytes[at + 46..<at + 46 + nameLength]), as: UTF8.self)
      else {
        throw .malformed(
          file: path, field: "directory[\(index)].name", expected: "UTF-8 within the directory",
          found: "other bytes")
      }
      guard bytes.number(at + 8, 2) & 1 == 0 else {
        throw .unsupported(file: path, field: name, what: "encryption")
      }
      entries.append(
        Entry(
          name: name, method: bytes.number(at + 10, 2), checksum: UInt32(bytes.number(at + 16, 4)),
          compressedLength: bytes.number(at + 20, 4), length: bytes.number(at + 24, 4),
          headerOffset: bytes.number(at + 42, 4)))
      at = next
    }
    self.entries = entries
  }

  /// The content of a file, nil when the archive has none of that name.
  package func content(of name: String) throws(PipelineError) -> [UInt8]? {
    guard let entry = entries.last(where: { $0.name == name }) else { return nil }
    let bytes = file.bytes
    let header = entry.headerOffset
    func error(_ expected: String, _ found: String) -> PipelineError {
      .malformed(file: file.path, field: name, expected: expected, found: found)
    }
    guard header + 30 <= bytes.count, bytes.number(header, 4) == 0x0403_4B50 else {
      throw error("a file at byte \(header)", "something else")
    }
    let start = header + 30 + bytes.number(header + 26, 2) + bytes.number(header + 28, 2)
    guard start + entry.compressedLength <= bytes.count else {
      throw error("\(entry.compressedLength) bytes", "the archive's end")
    }
    // Deflate reaches 1032 : 1 at most; more is a damaged length, not worth the memory.
    guard entry.length <= largest, entry.length <= (entry.compressedLength + 1) * 1100 else {
      throw error("a sound length", "\(entry.length)")
    }
    let packed = UnsafeRawBufferPointer(rebasing: bytes[start..<start + entry.compressedLength])
    let content: [UInt8]
    switch entry.method {
    case 0:
      guard entry.length == entry.compressedLength else {
        throw error("\(entry.compressedLength) stored bytes", "\(entry.length)")
      }
      content = Array(packed)
    case 8:
      var code: Int32 = 0
      content = [UInt8](unsafeUninitializedCapacity: entry.length) { output, count in
        code = sommet_inflate(
          packed.bindMemory(to: UInt8.self).baseAddress, packed.count, output.baseAddress, entry.length)
        count = code == 0 ? entry.length : 0
      }
      guard code == 0 else { throw error("\(entry.length) deflated bytes", "damage (zlib's code \(code))") }
    default: throw .unsupported(file: file.path, field: name, what: "compression method \(entry.method)")
    }
    let checksum = content.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    guard UInt32(truncatingIfNeeded: checksum) == entry.checksum else {
      throw error("CRC-32 \(entry.checksum)", "\(checksum)")
    }
    return content
  }
}

extension UnsafeRawBufferPointer {
  /// A little-endian number of some bytes within bounds.
  fileprivate func number(_ offset: Int, _ width: Int) -> Int {
    var value = 0
    for index in (0..<width).reversed() { value = value << 8 | Int(self[offset + index]) }
    return value
  }
}
