import CZlib
import Glibc

/// What a compressed input holds, by zlib.
///
/// Sources: RFC 1950 (zlib), RFC 1951 (deflate), RFC 1952 (gzip). A gzip file of several members is read as one, as
/// WARC files want it. An input that grows out of all proportion is refused while it is read.
final class InflatedInput: ByteInput {
  enum Format { case gzip, zlib, deflate }

  /// How much an input may grow.
  struct Growth {
    /// Bytes that come of one byte, on average from the start.
    let ratio: Int
    /// Bytes up to which the ratio does not matter.
    let slack: Int
  }

  let name: String
  private let input: any ByteInput
  private let format: Format
  private let growth: Growth
  private let stream: UnsafeMutablePointer<z_stream>
  private let packed: UnsafeMutableRawBufferPointer
  private var isInputAtEnd = false
  private var isAtEnd = false
  /// Bytes of complete reads from the input, and bytes handed out.
  private var consumed = 0
  private var produced = 0

  init(_ input: any ByteInput, _ format: Format, growth: Growth) {
    self.input = input
    self.format = format
    self.growth = growth
    name = input.name
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    packed = .allocate(byteCount: 1 << 16, alignment: 1)
    let window =
      switch format {
      case .gzip: MAX_WBITS + 16
      case .zlib: MAX_WBITS
      case .deflate: -MAX_WBITS
      }
    let code = inflateInit2_(stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib cannot be set up: \(code)")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    packed.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
    stream.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
    let room = min(buffer.count, Int(Int32.max))
    stream.pointee.avail_out = uInt(room)
    while !isAtEnd, stream.pointee.avail_out == uInt(room) {
      if stream.pointee.avail_in == 0 { try fill() }
      let code = inflate(stream, Z_NO_FLUSH)
      switch code {
      case Z_OK: break
      case Z_BUF_ERROR where isInputAtEnd && stream.pointee.avail_in == 0:
        throw .malformed(file: name, expected: "more \(format) data", found: "the end")
      case Z_BUF_ERROR: break
      case Z_STREAM_END: try endMember()
      default:
        let message = stream.pointee.msg.map { String(cString: $0) } ?? "code \(code)"
        throw .malformed(file: name, expected: "\(format) data", found: "damage (\(message))")
      }
    }
    let count = room - Int(stream.pointee.avail_out)
    produced += count
    if produced > growth.slack, produced / growth.ratio > consumed {
      throw .growth(file: name, limit: growth.ratio)
    }
    return count
  }

  private func fill() throws(CorpusError) {
    if isInputAtEnd { return }
    let count = try input.read(into: packed)
    isInputAtEnd = count == 0
    consumed += count
    stream.pointee.next_in = packed.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_in = uInt(count)
  }

  /// Goes on with the next member of a gzip file, if there is one; zeros after the last are padding.
  private func endMember() throws(CorpusError) {
    guard format == .gzip else {
      isAtEnd = true
      return
    }
    while true {
      if stream.pointee.avail_in == 0 { try fill() }
      guard stream.pointee.avail_in > 0 else {
        isAtEnd = true
        return
      }
      if stream.pointee.next_in.pointee != 0 { break }
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
    }
    guard stream.pointee.next_in.pointee == 0x1F else {
      throw .malformed(file: name, expected: "another gzip member or the end", found: "other bytes")
    }
    inflateReset(stream)
  }
}

/// An input that must have a length and a CRC-32, both checked at its end.
final class CheckedInput: ByteInput {
  var name: String { input.name }
  private let input: any ByteInput
  private let length: Int
  private let checksum: UInt32
  private var count = 0
  private var sum: UInt = 0

  init(_ input: any ByteInput, length: Int, checksum: UInt32) {
    self.input = input
    self.length = length
    self.checksum = checksum
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
    let count = try input.read(into: buffer)
    self.count += count
    if self.count > length || (count == 0 && self.count < length) {
      throw .malformed(
        file: name, expected: "\(length) bytes", found: self.count > length ? "more" : "\(self.count)")
    }
    sum = crc32_z(sum, buffer.bindMemory(to: UInt8.self).baseAddress, count)
    if count == 0, UInt32(truncatingIfNeeded: sum) != checksum {
      throw .malformed(file: name, expected: "the CRC-32 \(checksum)", found: "\(sum)")
    }
    return count
  }
}
