/// Numbered sets of scalars of a compiled pipeline: a bitmap for Latin-1, ranges beyond.
package struct ScalarSets: Sendable {
  /// Four words of 64 bits per set.
  private let bitmaps: [UInt64]
  private let starts: [Int]
  /// Low and high by turns.
  private let ranges: [UInt32]

  package var count: Int { starts.count - 1 }

  package init(_ name: String, in file: PipelineFile) throws(PipelineError) {
    ranges = Array(try file.words("\(name).ranges"))
    starts = try file.words("\(name).starts").map { Int($0) }
    guard starts.first == 0, starts.last == ranges.count / 2, ranges.count % 2 == 0,
      zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
    else {
      throw .malformed(
        file: file.path, field: name, expected: "sets of ranges", found: "\(ranges.count) bounds out of order"
      )
    }
    var bitmaps = [UInt64](repeating: 0, count: 4 * (starts.count - 1))
    for set in 0..<starts.count - 1 {
      for pair in starts[set]..<starts[set + 1] {
        let low = ranges[2 * pair]
        guard low < 256 else { break }
        for value in low...max(low, min(ranges[2 * pair + 1], 255)) {
          bitmaps[4 * set + Int(value >> 6)] |= 1 << UInt64(value & 63)
        }
      }
    }
    self.bitmaps = bitmaps
  }

  @inline(__always)
  package func contains(_ set: Int, _ value: UInt32) -> Bool {
    if value < 256 { return bitmaps[4 * set + Int(value >> 6)] >> UInt64(value & 63) & 1 == 1 }
    return containsBeyondLatin(set, value)
  }

  private func containsBeyondLatin(_ set: Int, _ value: UInt32) -> Bool {
    var low = starts[set]
    let end = starts[set + 1]
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if ranges[2 * middle + 1] < value { low = middle + 1 } else { high = middle }
    }
    return low < end && ranges[2 * low] <= value
  }
}
