import Foundation

/// A temporary file could not be written or read.
public struct SpillError: Error, Sendable, Hashable, CustomStringConvertible {
  public let operation: String
  public let code: Int32

  public var description: String { "temporary file: \(operation): \(String(cString: strerror(code)))" }
}

/// Sorts pairs of keys and values by the bytes of the keys, in bounded memory: what does not fit goes to a temporary file in
/// sorted runs, which are merged at the end.
///
/// Source: Knuth, "The Art of Computer Programming", volume 3, section 5.4.
package struct ByteSorter {
  private struct Entry {
    let start: Int
    let keyCount: Int
    let end: Int
  }

  /// Bytes of pairs that are held in memory.
  private let limit: Int
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private var file: SpillFile?
  private var runs: [Range<Int>] = []

  /// - Parameter limit: bytes that may be held.
  package init(limit: Int) { self.limit = limit }

  package mutating func add(key: [UInt8], value: [UInt8] = []) throws(SpillError) {
    // Room is only taken as it is filled, and never moved.
    if bytes.isEmpty { bytes.reserveCapacity(min(limit, 64 << 20)) }
    let start = bytes.count
    bytes.append(contentsOf: key)
    bytes.append(contentsOf: value)
    entries.append(Entry(start: start, keyCount: key.count, end: bytes.count))
    if bytes.count + entries.count * MemoryLayout<Entry>.stride > limit { try spill() }
  }

  /// Gives the values of each key, keys ascending, and forgets all.
  package mutating func forEachGroup(
    _ body: (_ key: ArraySlice<UInt8>, _ values: [ArraySlice<UInt8>]) throws -> Void
  )
    throws
  {
    if file == nil { return try forEachGroupInMemory(body) }
    try spill()
    bytes = []
    entries = []
    var readers = try RunHeap(runs.map { try RunReader(file!, $0) })
    while let key = readers.first?.key {
      var values: [ArraySlice<UInt8>] = []
      while let first = readers.first, first.key == key {
        values.append(first.value)
        try readers.advanceFirst()
      }
      try body(key[...], values)
    }
  }

  private mutating func forEachGroupInMemory(
    _ body: (_ key: ArraySlice<UInt8>, _ values: [ArraySlice<UInt8>]) throws -> Void
  ) throws {
    sort()
    var begin = 0
    while begin < entries.count {
      let key = key(begin)
      var values: [ArraySlice<UInt8>] = []
      var end = begin
      while end < entries.count, self.key(end).elementsEqual(key) {
        values.append(bytes[entries[end].start + entries[end].keyCount..<entries[end].end])
        end += 1
      }
      try body(key, values)
      begin = end
    }
    bytes = []
    entries = []
  }

  private func key(_ entry: Int) -> ArraySlice<UInt8> {
    bytes[entries[entry].start..<entries[entry].start + entries[entry].keyCount]
  }

  private mutating func sort() {
    bytes.withUnsafeBytes { bytes in
      entries.sort { a, b in
        let order = memcmp(
          bytes.baseAddress! + a.start, bytes.baseAddress! + b.start, min(a.keyCount, b.keyCount))
        if order != 0 { return order < 0 }
        return a.keyCount == b.keyCount ? a.start < b.start : a.keyCount < b.keyCount
      }
    }
  }

  private mutating func spill() throws(SpillError) {
    guard !entries.isEmpty else { return }
    sort()
    if self.file == nil { self.file = try SpillFile() }
    let file = self.file!
    let begin = file.count
    var writer = ByteWriter()
    for entry in entries {
      writer.write(entry.keyCount)
      writer.write(entry.end - entry.start - entry.keyCount)
      writer.write(raw: bytes[entry.start..<entry.end])
      if writer.bytes.count > 1 << 20 {
        try file.append(writer.bytes)
        writer.removeAll()
      }
    }
    try file.append(writer.bytes)
    runs.append(begin..<file.count)
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }
}
