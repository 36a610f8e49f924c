/// Texts that come again and again, each by one number, which counts from 0. Texts are the same when their bytes are.
package final class TextNumbers {
  private let runs = DistinctBytes()

  package init() {}

  package var count: Int { runs.count }

  package subscript(number: Int) -> String { get throws(SpillError) { try runs.text(number) } }

  package func number(of text: String) throws(SpillError) -> Int { try runs.number(of: Array(text.utf8)) }

  /// For each text its place among all in ascending order.
  ///
  /// - Parameter memory: bytes that sorting may hold.
  package func ranks(memory: Int) throws -> SpilledArray<Int32> {
    let ranks = try SpilledArray<Int32>(repeating: 0, count: count)
    var rank: Int32 = 0
    // Composed letters are in the order in which Swift compares texts.
    try runs.forEachAscending(
      memory: memory, by: { Array(String(decoding: $0, as: UTF8.self).composed.utf8) }
    ) {
      try ranks.set($0, rank)
      rank += 1
    }
    return ranks
  }
}
