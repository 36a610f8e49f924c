/// Lays documents out in rows for layers that look at neighbouring rows.
///
/// Around each document stand rows without token, `padding` of them, which two documents share. Rows come in chunks
/// that fit the processor's cache; a document that does not fit is cut, and its pieces then stand among `padding`
/// of their neighbours, whose results are thrown away. A document's even tokens stand in even rows.
package struct WindowPlan: ~Copyable {
  /// A chunk's rows: its vectors and intermediate results fit the second-level cache.
  static let rows = 384
  /// A document is not cut into less than this, in tokens.
  private static let shortestPiece = 32

  package struct Piece {
    package let row: Int
    package let token: Int
    package let count: Int
  }

  private let padding: Int
  private let capacity: Int
  /// The token of each row, or −1.
  package private(set) var rows: [Int32] = []
  package private(set) var pieces: [Piece] = []
  private var trailingEmptyRows = 0

  /// - Precondition: `padding` is even, and `capacity` holds a piece between two paddings.
  package init(padding: Int, capacity: Int) {
    precondition(padding % 2 == 0 && capacity >= 2 * padding + max(padding, Self.shortestPiece) + 2)
    self.padding = padding
    self.capacity = capacity
  }

  /// Adds a document's tokens; calls `run` for each chunk that is full.
  package mutating func add(_ document: Range<Int>, run: (borrowing WindowPlan) -> Void) {
    var next = document.lowerBound
    while next < document.upperBound {
      let isFirst = next == document.lowerBound
      let before = (isFirst ? max(0, padding - trailingEmptyRows) : padding)
      let start = (rows.count + before + 1) / 2 * 2
      let left = document.upperBound - next
      let room = (capacity - start - padding) / 2 * 2
      guard room >= min(left, max(Self.shortestPiece, padding)) else {
        precondition(!rows.isEmpty, "a chunk holds at least one piece")
        flush(run)
        continue
      }
      addEmpty(start - rows.count - (isFirst ? 0 : padding))
      if !isFirst { rows.append(contentsOf: (next - padding..<next).map(Int32.init)) }
      let end = next + min(left, room)
      pieces.append(Piece(row: rows.count, token: next, count: end - next))
      let context = min(end + padding, document.upperBound)
      for token in next..<context { rows.append(Int32(token)) }
      trailingEmptyRows = 0
      addEmpty(end + padding - context)
      next = end
    }
  }

  /// Calls `run` for the last chunk, unless there is none.
  package mutating func finish(run: (borrowing WindowPlan) -> Void) {
    if !rows.isEmpty { flush(run) }
  }

  private mutating func addEmpty(_ count: Int) {
    guard count > 0 else { return }
    rows.append(contentsOf: repeatElement(-1, count: count))
    trailingEmptyRows += count
  }

  private mutating func flush(_ run: (borrowing WindowPlan) -> Void) {
    addEmpty(rows.count % 2)
    run(self)
    rows.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    trailingEmptyRows = 0
  }
}
