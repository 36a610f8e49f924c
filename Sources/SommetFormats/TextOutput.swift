import Foundation
import SommetText

/// UTF-8 on its way to a descriptor or into memory, gathered in pieces of 256 KiB.
///
/// All text that comes from a graph goes through `write(_:_:)` with the notation of its place, which writes what may
/// stand there as it is, in runs, and spells the rest.
package struct TextOutput: ~Copyable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes that are gathered: all of them in memory, else those that were not handed over yet.
  package private(set) var count = 0
  /// nil: everything stays in memory.
  private let descriptor: Int32?
  private let name: String
  /// For each byte, the notations in which it may not stand for itself; see `Notation`.
  private let special: UnsafeMutablePointer<UInt16>

  private static let pieceSize = 1 << 18
  /// Bytes that are spelt at a time, so that a piece has room for the longest spelling of each.
  private static let stretch = 1 << 14

  /// - Parameter name: the file's, for messages.
  package init(descriptor: Int32, name: String) { self.init(descriptor: .some(descriptor), name: name) }

  package init() { self.init(descriptor: nil, name: "memory") }

  private init(descriptor: Int32?, name: String) {
    self.descriptor = descriptor
    self.name = name
    capacity = descriptor == nil ? 1 << 10 : Self.pieceSize
    bytes = .allocate(capacity: capacity)
    special = Notation.table()
  }

  deinit {
    bytes.deallocate()
    special.deallocate()
  }

  // MARK: - Whole texts

  /// Writes all that `body` writes to a descriptor.
  static func write(to descriptor: Int32, name: String, _ body: (inout TextOutput) throws -> Void) throws {
    var output = TextOutput(descriptor: descriptor, name: name)
    try body(&output)
    try output.flush()
  }

  /// Writes a file, which appears whole or not at all.
  static func replace(_ path: String, _ body: (inout TextOutput) throws -> Void) throws {
    try OutputFile.replace(path) { try write(to: $0, name: path, body) }
  }

  /// All that `body` writes.
  static func text(_ body: (inout TextOutput) throws -> Void) throws -> String {
    var output = TextOutput()
    try body(&output)
    return output.text
  }

  // MARK: - Writing

  /// Writes text as it is.
  package mutating func write(_ text: String) throws(FormatError) {
    var text = text
    // A closure of `withUTF8` cannot throw a typed error; room is made before it.
    let size = text.utf8.count
    if size > capacity - count { try makeRoom(size) }
    if size <= capacity - count {
      text.withUTF8 { source in
        if let start = source.baseAddress { (bytes + count).update(from: start, count: source.count) }
      }
      count += size
    } else {
      try write(bytes: Array(text.utf8))
    }
  }

  /// Writes bytes as they are.
  package mutating func write(bytes source: [UInt8]) throws(FormatError) {
    if source.count > capacity - count { try makeRoom(source.count) }
    if source.count > capacity - count {
      return try source.withUnsafeBufferPointer { source throws(FormatError) in try hand(over: source) }
    }
    (bytes + count).update(from: source, count: source.count)
    count += source.count
  }

  /// Writes a literal, which costs less than a string that may be anything.
  @inline(__always)
  package mutating func write(literal text: StaticString) throws(FormatError) {
    let size = text.utf8CodeUnitCount
    if size > capacity - count { try makeRoom(size) }
    (bytes + count).update(from: text.utf8Start, count: size)
    count += size
  }

  package mutating func write(_ number: Int) throws(FormatError) {
    if 20 > capacity - count { try makeRoom(20) }
    var rest = number.magnitude
    var digits = 1
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    if number < 0 {
      bytes[count] = UInt8(ascii: "-")
      count += 1
    }
    rest = number.magnitude
    for place in stride(from: count + digits - 1, through: count, by: -1) {
      bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += digits
  }

  /// Writes text as a notation spells it.
  package mutating func write(_ text: String, _ notation: Notation) throws(FormatError) {
    var text = text
    var failure: FormatError?
    text.withUTF8 { source in
      do throws(FormatError) { try write(source, notation) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Writes text as a notation spells it between two literals.
  @inline(__always)
  package mutating func write(
    _ before: StaticString, _ text: String, _ notation: Notation, _ after: StaticString
  ) throws(FormatError) {
    try write(literal: before)
    try write(text, notation)
    try write(literal: after)
  }

  /// Writes what another output gathered between two literals.
  package mutating func write(
    _ before: StaticString, _ other: borrowing TextOutput, _ notation: Notation, _ after: StaticString
  ) throws(FormatError) {
    try write(literal: before)
    try write(other, notation)
    try write(literal: after)
  }

  /// Writes what another output gathered in memory as a notation spells it.
  package mutating func write(_ other: borrowing TextOutput, _ notation: Notation) throws(FormatError) {
    try write(UnsafeBufferPointer(start: other.bytes, count: other.count), notation)
  }

  private mutating func write(
    _ source: UnsafeBufferPointer<UInt8>, _ notation: Notation
  ) throws(FormatError) {
    guard let input = source.baseAddress else { return }
    let mark = notation.rawValue
    let special = special
    var next = 0
    while next < source.count {
      let end = min(source.count, next + Self.stretch)
      let room = (end - next) * Notation.longestSpelling + Notation.longestSpelling
      if room > capacity - count { try makeRoom(room) }
      var output = bytes + count
      while next < end {
        let run = next
        while next < end, special[Int(input[next])] & mark == 0 { next += 1 }
        output.update(from: input + run, count: next - run)
        output += next - run
        if next < end { notation.spell(source, &next, &output) }
      }
      count = output - bytes
    }
  }

  // MARK: - Handing over

  /// Forgets what was gathered in memory.
  package mutating func removeAll() {
    precondition(descriptor == nil, "what is on its way to a file is not forgotten")
    count = 0
  }

  /// Hands what is gathered to the descriptor.
  package mutating func flush() throws(FormatError) {
    guard descriptor != nil else { return }
    let gathered = UnsafeBufferPointer(start: bytes, count: count)
    count = 0
    try hand(over: gathered)
  }

  /// In memory: room for so many bytes. On the way to a descriptor: an empty piece, which may still be too short.
  private mutating func makeRoom(_ size: Int) throws(FormatError) {
    guard descriptor == nil else { return try flush() }
    capacity = max(2 * capacity, count + size)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
  }

  private func hand(over source: UnsafeBufferPointer<UInt8>) throws(FormatError) {
    guard let descriptor, let start = source.baseAddress else { return }
    var sent = 0
    while sent < source.count {
      let written = Foundation.write(descriptor, start + sent, source.count - sent)
      if written < 0 {
        if errno == EINTR { continue }
        throw FormatError(file: name, "cannot be written: \(String(cString: strerror(errno)))")
      }
      sent += written
    }
  }

  /// What was written to memory.
  package var text: String {
    String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}
