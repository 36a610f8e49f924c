/// Texts and other runs of bytes one after the other, found again by their number, which counts from 0. What is not in use lies
/// in a temporary file.
package final class PackedBytes {
  private let bytes: SpilledArray<UInt8>
  /// Where each begins; where the last one ends.
  private let starts: SpilledArray<Int>

  /// - Parameter memory: bytes that may be held.
  package init(memory: Int = 2 << 20) {
    bytes = SpilledArray(memory: memory / 2)
    starts = SpilledArray(memory: memory / 2)
  }

  package var count: Int { max(0, starts.count - 1) }

  /// - Returns: the number of the run.
  @discardableResult package func append(_ run: [UInt8]) throws(SpillError) -> Int {
    if starts.isEmpty { try starts.append(0) }
    try bytes.append(contentsOf: run)
    try starts.append(bytes.count)
    return count - 1
  }

  package subscript(number: Int) -> [UInt8] {
    get throws(SpillError) { try bytes[starts[number]..<starts[number + 1]] }
  }

  package func text(_ number: Int) throws(SpillError) -> String {
    try bytes.withElements(starts[number]..<starts[number + 1]) { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a run has these bytes.
  package func isSame(_ number: Int, _ run: [UInt8]) throws(SpillError) -> Bool {
    try bytes.withElements(starts[number]..<starts[number + 1]) { $0.elementsEqual(run) }
  }
}
