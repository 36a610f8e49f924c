import CZlib

/// Makes compressed inputs, archives and crawls in memory.
enum Packing {
  enum Form: Int32 {
    case gzip = 31
    case zlib = 15
    case deflate = -15
  }

  static func packed(_ bytes: [UInt8], _ form: Form) -> [UInt8] {
    var stream = z_stream()
    let code = deflateInit2_(
      &stream, 6, Z_DEFLATED, form.rawValue, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib is set up")
    defer { deflateEnd(&stream) }
    var bytes = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let count = bytes.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = uInt(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = uInt(output.count)
        precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END, "the output has room")
        return output.count - Int(stream.avail_out)
      }
    }
    return Array(output[..<count])
  }

  static func gzip(_ text: String) -> [UInt8] { packed(Array(text.utf8), .gzip) }

  // MARK: - ZIP

  struct Entry {
    var name: String
    var bytes: [UInt8]
    var isDeflated = true
    var method: Int?
    var flags = 0x800
    var checksum: UInt32?
    /// Unix mode.
    var mode = 0o100644
    var size: Int?

    init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

    init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    func with(_ change: (inout Entry) -> Void) -> Entry {
      var entry = self
      change(&entry)
      return entry
    }
  }

  static func zip(_ entries: [Entry], isZip64: Bool = false) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = file.count
      let data = entry.isDeflated ? packed(entry.bytes, .deflate) : entry.bytes
      let sum = crc32_z(0, entry.bytes, entry.bytes.count)
      let size = entry.size ?? entry.bytes.count
      let common =
        number(entry.flags, 2) + number(entry.method ?? (entry.isDeflated ? 8 : 0), 2) + number(0, 4)
        + number(Int(entry.checksum ?? UInt32(truncatingIfNeeded: sum)), 4)
      let name = Array(entry.name.utf8)
      file +=
        number(0x0403_4B50, 4) + number(20, 2) + common + number(data.count, 4) + number(size, 4)
        + number(name.count, 2) + number(0, 2) + name + data
      let extra =
        isZip64
        ? number(1, 2) + number(24, 2) + number(size, 8) + number(data.count, 8) + number(offset, 8) : []
      let (shortSize, shortData, shortOffset) =
        isZip64 ? (0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF) : (size, data.count, offset)
      directory += number(0x0201_4B50, 4) + number(3 << 8 | 20, 2) + number(20, 2) + common
      directory +=
        number(shortData, 4) + number(shortSize, 4) + number(name.count, 2) + number(extra.count, 2)
      directory += number(0, 2) + number(0, 2) + number(0, 2) + number(entry.mode << 16, 4)
      directory += number(shortOffset, 4) + name + extra
    }
    let start = file.count
    file += directory
    if isZip64 {
      let record = file.count
      file +=
        number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 4) + number(0, 4)
      file +=
        number(entries.count, 8) + number(entries.count, 8) + number(directory.count, 8) + number(start, 8)
      file += number(0x0706_4B50, 4) + number(0, 4) + number(record, 8) + number(1, 4)
    }
    let count = isZip64 ? 0xFFFF : entries.count
    file += number(0x0605_4B50, 4) + number(0, 2) + number(0, 2) + number(count, 2) + number(count, 2)
    file += number(isZip64 ? 0xFFFF_FFFF : directory.count, 4) + number(isZip64 ? 0xFFFF_FFFF : start, 4)
    return file + number(0, 2)
  }

  /// Little-endian.
  static func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(value >> (8 * $0) & 0xFF) }
  }

  // MARK: - WARC

  static func warc(_ type: String, _ fields: [String: String], _ block: [UInt8]) -> [UInt8] {
    var header = "WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Date: 2019-01-01T00:00:00Z\r\n"
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) { header += "\(name): \(value)\r\n" }
    header += "Content-Length: \(block.count)\r\n\r\n"
    return Array(header.utf8) + block + Array("\r\n\r\n".utf8)
  }

  /// A crawled page.
  static func response(
    _ target: String, status: String = "200 OK", header: String = "Content-Type: text/html; charset=utf-8",
    _ body: [UInt8]
  ) -> [UInt8] {
    warc(
      "response",
      ["WARC-Target-URI": target, "Content-Type": "application/http; msgtype=response"],
      Array("HTTP/1.1 \(status)\r\n\(header)\r\n\r\n".utf8) + body)
  }
}
