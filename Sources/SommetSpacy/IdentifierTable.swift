/// A table from ids of strings to numbers, kept in a compiled pipeline.
///
/// The keys are sorted; since they are hashes, their leading bits spread evenly, and `T.starts` gives for each value
/// of those bits where its run begins: a lookup reads one start and a handful of keys. Sections: `T.keys` (longs),
/// `T.values` (words), `T.starts` (words, 2ⁿ + 1 of them).
///
/// `@unchecked Sendable`: the mapping is never written to.
package struct IdentifierTable: @unchecked Sendable {
  private let keys: UnsafeBufferPointer<UInt64>
  private let values: UnsafeBufferPointer<UInt32>
  private let starts: UnsafeBufferPointer<UInt32>
  private let shift: UInt64

  package init(_ name: String, in file: PipelineFile) throws(PipelineError) {
    keys = try file.longs("\(name).keys")
    values = try file.words("\(name).values")
    starts = try file.words("\(name).starts")
    let buckets = starts.count - 1
    guard values.count == keys.count, buckets > 1, buckets & (buckets - 1) == 0 else {
      throw .malformed(
        file: file.path, field: name, expected: "as many values as keys, and 2ⁿ + 1 starts",
        found: "\(keys.count) keys, \(values.count) values, \(starts.count) starts")
    }
    shift = UInt64(64 - buckets.trailingZeroBitCount)
  }

  /// The number of a key, nil when the table has none. Any content of the file is safe: places are clamped.
  package subscript(key: UInt64) -> UInt32? {
    let bucket = Int(key >> shift)
    var low = min(Int(starts[bucket]), keys.count)
    let end = min(Int(starts[bucket + 1]), keys.count)
    var high = max(low, end)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < end && keys[low] == key ? values[low] : nil
  }

  package var count: Int { keys.count }

  /// Writes a table; of pairs with the same key the last counts.
  package static func write(
    _ pairs: [(key: UInt64, value: UInt32)], as name: String, to writer: inout PipelineFileWriter
  ) {
    var unique: [UInt64: UInt32] = [:]
    for pair in pairs { unique[pair.key] = pair.value }
    let sorted = unique.sorted { $0.key < $1.key }
    var bits = 1
    while 1 << bits < sorted.count / 8 { bits += 1 }
    var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
    for pair in sorted { starts[Int(pair.key >> UInt64(64 - bits)) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    writer.add("\(name).keys", longs: sorted.map(\.key))
    writer.add("\(name).values", words: sorted.map(\.value))
    writer.add("\(name).starts", words: starts)
  }
}

/// Strings by number, kept in a compiled pipeline: sections `T.bytes` and `T.offsets` (one more than strings).
///
/// `@unchecked Sendable`: the mapping is never written to.
package struct StringTable: @unchecked Sendable {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let offsets: UnsafeBufferPointer<UInt32>

  package init(_ name: String, in file: PipelineFile) throws(PipelineError) {
    bytes = try file.bytes("\(name).bytes")
    offsets = try file.words("\(name).offsets")
    guard !offsets.isEmpty else {
      throw .malformed(
        file: file.path, field: "\(name).offsets", expected: "at least one offset", found: "none")
    }
  }

  package var count: Int { offsets.count - 1 }

  /// The string of a number; nil when there is none.
  package subscript(number: UInt32) -> String? {
    guard number < UInt32(clamping: count) else { return nil }
    let start = Int(offsets[Int(number)])
    let end = Int(offsets[Int(number) + 1])
    guard start <= end, end <= bytes.count else { return nil }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
  }

  package static func write(_ strings: [String], as name: String, to writer: inout PipelineFileWriter) {
    var bytes: [UInt8] = []
    var offsets: [UInt32] = [0]
    for string in strings {
      bytes.append(contentsOf: string.utf8)
      offsets.append(UInt32(bytes.count))
    }
    writer.add("\(name).bytes", bytes: bytes)
    writer.add("\(name).offsets", words: offsets)
  }
}
