/// Memory for one thread's use of `Tok2Vec`, kept from batch to batch.
package final class Tok2VecWorkspace {
  let inputs = FloatWorkspace()
  let outputs = FloatWorkspace()
  let values = FloatWorkspace()
  let rows = FloatWorkspace()
  let scratch = FloatWorkspace()

  /// Per row, the lexeme of its token.
  var lexemes: [UnsafePointer<Float>] = []
  /// Tokens that are not in the cache, each once.
  private(set) var new: [TokenAttributes] = []
  /// The rows that wait for them.
  private(set) var deferred: [(row: Int32, index: Int32)] = []
  /// Open addressing over `new`: index plus one, 0 for none.
  private var slots: [Int32] = []

  package init() {}

  /// Starts a chunk, in which every row is without token.
  func begin(rows: Int, nothing: WindowEncoder.Zeros) {
    lexemes.removeAll(keepingCapacity: true)
    lexemes.append(contentsOf: repeatElement(nothing.pointer, count: rows))
    new.removeAll(keepingCapacity: true)
    deferred.removeAll(keepingCapacity: true)
    var size = 64
    while size < 2 * rows { size *= 2 }
    if slots.count < size { slots = Array(repeating: 0, count: size) }
  }

  /// Notes that a row waits for a token's lexeme.
  func `defer`(_ key: TokenAttributes, hash: Int, row: Int) {
    if new.isEmpty {
      for index in slots.indices { slots[index] = 0 }
    }
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] != 0, new[Int(slots[slot]) - 1] != key { slot = (slot + 1) & mask }
    if slots[slot] == 0 {
      new.append(key)
      slots[slot] = Int32(new.count)
    }
    deferred.append((Int32(row), slots[slot] - 1))
  }
}
