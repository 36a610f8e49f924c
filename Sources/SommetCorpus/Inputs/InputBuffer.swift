import Glibc

/// Reads an input by lines and by counts, and looks ahead. Holds 64 KiB, and what it hands out.
final class InputBuffer: ByteInput {
  /// A line without its end (`\n` or `\r\n`).
  enum Line {
    case bytes([UInt8])
    /// It was passed over.
    case tooLong
  }

  static let capacity = 1 << 16

  var name: String { input.name }
  private let input: any ByteInput
  private var bytes = [UInt8](repeating: 0, count: InputBuffer.capacity)
  private var start = 0
  private var end = 0

  init(_ input: any ByteInput) { self.input = input }

  /// The next bytes without taking them; fewer than asked for at the end.
  ///
  /// - Precondition: `count <= InputBuffer.capacity`.
  func peek(_ count: Int) throws(CorpusError) -> ArraySlice<UInt8> {
    precondition(count <= Self.capacity, "no more than the buffer's size can be looked at")
    while end - start < count, try fill() {}
    return bytes[start..<min(end, start + count)]
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
    if start == end {
      if buffer.count >= Self.capacity { return try input.read(into: buffer) }
      guard try fill() else { return 0 }
    }
    let count = min(buffer.count, end - start)
    buffer.copyBytes(from: bytes[start..<start + count])
    start += count
    return count
  }

  /// The next line; nil at the end. The last one need not have an end.
  func line(limit: Int) throws(CorpusError) -> Line? {
    var line: [UInt8] = []
    var isTooLong = false
    var isAny = false
    while true {
      if start == end, try !fill() { break }
      isAny = true
      let stop = bytes[start..<end].firstIndex(of: UInt8(ascii: "\n"))
      let part = bytes[start..<(stop ?? end)]
      if line.count + part.count > limit + 1 { isTooLong = true }
      if isTooLong { line = [] } else { line += part }
      start = stop.map { $0 + 1 } ?? end
      if stop != nil { break }
    }
    guard isAny else { return nil }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return isTooLong || line.count > limit ? .tooLong : .bytes(line)
  }

  /// The next bytes; fewer than asked for at the end.
  func take(_ count: Int) throws(CorpusError) -> [UInt8] {
    var taken: [UInt8] = []
    while taken.count < count {
      if start == end, try !fill() { break }
      let part = min(count - taken.count, end - start)
      taken += bytes[start..<start + part]
      start += part
    }
    return taken
  }

  /// Passes over bytes.
  ///
  /// - Returns: how many there were.
  func skip(_ count: Int) throws(CorpusError) -> Int {
    var left = count
    while left > 0 {
      if start == end, try !fill() { break }
      let part = min(left, end - start)
      start += part
      left -= part
    }
    return count - left
  }

  /// Everything that is left.
  func all(limit: Int) throws(CorpusError) -> [UInt8] {
    let taken = try take(limit + 1)
    if taken.count > limit { throw .tooLarge(file: name, limit: limit) }
    return taken
  }

  /// Gets more bytes behind those that are there; false at the end.
  private func fill() throws(CorpusError) -> Bool {
    if start > 0 {
      bytes.replaceSubrange(0..<end - start, with: Array(bytes[start..<end]))
      end -= start
      start = 0
    }
    guard end < bytes.count else { return true }
    let result = bytes.withUnsafeMutableBytes { buffer -> Result<Int, CorpusError> in
      Result { () throws(CorpusError) in
        try input.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
      }
    }
    let count = try result.get()
    end += count
    return count > 0
  }
}
