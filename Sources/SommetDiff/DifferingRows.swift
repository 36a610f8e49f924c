import SommetGraph

/// The rows of two graphs whose elements are not in the other graph as they are.
///
/// Both graphs are walked once. Where the same elements come in the same order nothing is searched; what is left over is
/// sorted. 24 bytes for each element of the old graph are held, and as many for what is left over of the new one.
struct DifferingRows {
  typealias Walker = ((Int64, Fingerprint) throws -> Walk) throws -> Void

  private(set) var old: [Int64] = []
  private(set) var new: [Int64] = []

  private struct Entry {
    let fingerprint: Fingerprint
    let row: Int64
  }

  /// How far ahead the next element is looked for, at first and at most.
  private static let window = 32
  private static let widest = 4096

  init(old walkOld: Walker, new walkNew: Walker) throws {
    var entries: [Entry] = []
    try walkOld { row, fingerprint in
      entries.append(Entry(fingerprint: fingerprint, row: row))
      return .continue
    }
    var next = 0
    var misses = 0
    var leftOld: [Entry] = []
    var leftNew: [Entry] = []
    try walkNew { row, fingerprint in
      if next < entries.count, entries[next].fingerprint == fingerprint {
        next += 1
        misses = 0
        return .continue
      }
      let end = min(entries.count, next + min(Self.widest, Self.window * (misses + 1)))
      if let found = entries[next..<end].firstIndex(where: { $0.fingerprint == fingerprint }) {
        leftOld += entries[next..<found]
        next = found + 1
        misses = 0
      } else {
        leftNew.append(Entry(fingerprint: fingerprint, row: row))
        misses += 1
      }
      return .continue
    }
    leftOld += entries[next...]
    entries = []
    cancel(&leftOld, &leftNew)
  }

  /// Takes out what is on both lists.
  private mutating func cancel(_ left: inout [Entry], _ right: inout [Entry]) {
    left.sort { $0.fingerprint < $1.fingerprint }
    right.sort { $0.fingerprint < $1.fingerprint }
    var (a, b) = (0, 0)
    while a < left.count || b < right.count {
      if b == right.count || (a < left.count && left[a].fingerprint < right[b].fingerprint) {
        old.append(left[a].row)
        a += 1
      } else if a == left.count || right[b].fingerprint < left[a].fingerprint {
        new.append(right[b].row)
        b += 1
      } else {
        a += 1
        b += 1
      }
    }
    old.sort()
    new.sort()
  }
}
