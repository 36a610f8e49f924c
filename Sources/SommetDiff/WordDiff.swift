/// Which words of a text were taken out, put in and kept.
///
/// The shortest script of insertions and deletions; of several, the same one whichever text is the old one.
/// Source: Myers 1986, <https://doi.org/10.1007/BF01840446>.
public enum WordDiff {
  /// A run of words.
  public struct Piece: Sendable, Hashable {
    public enum Kind: String, Sendable { case same, added, removed }

    public var kind: Kind
    /// Words parted by single blanks.
    public var text: String

    public init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }

    fileprivate var reversed: Piece {
      Piece(kind == .added ? .removed : kind == .removed ? .added : .same, text)
    }
  }

  /// The runs in text order; what was taken out stands before what was put in at its place.
  public static func pieces(old: String, new: String) -> [Piece] {
    let (before, after) = (words(old), words(new))
    let isTurned = after.lexicographicallyPrecedes(before)
    let script = isTurned ? script(after, before) : script(before, after)
    var pieces: [Piece] = []
    var removed: [String] = []
    var added: [String] = []
    var same: [String] = []
    func endChange() {
      if !removed.isEmpty { pieces.append(Piece(.removed, removed.joined(separator: " "))) }
      if !added.isEmpty { pieces.append(Piece(.added, added.joined(separator: " "))) }
      (removed, added) = ([], [])
    }
    func endSame() {
      if !same.isEmpty { pieces.append(Piece(.same, same.joined(separator: " "))) }
      same = []
    }
    for (kind, word) in script {
      if kind == .same {
        endChange()
        same.append(word)
      } else {
        endSame()
        if (kind == .added) == isTurned { removed.append(word) } else { added.append(word) }
      }
    }
    endChange()
    endSame()
    return pieces
  }

  /// The runs that lead from the new text to the old.
  static func reversed(_ pieces: [Piece]) -> [Piece] {
    var pieces = pieces.map(\.reversed)
    for index in pieces.indices.dropFirst()
    where pieces[index].kind == .removed && pieces[index - 1].kind == .added {
      pieces.swapAt(index, index - 1)
    }
    return pieces
  }

  /// The share of words that two texts have in common in the same order, 0…1.
  static func similarity(_ a: String, _ b: String) -> Double {
    let (left, right) = (words(a), words(b))
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    let kept = script(left, right).count { $0.kind == .same }
    return Double(2 * kept) / Double(left.count + right.count)
  }

  static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static func script(_ a: [String], _ b: [String]) -> [(kind: Piece.Kind, word: String)] {
    let head = zip(a, b).prefix { $0 == $1 }.count
    let tail = zip(a[head...].reversed(), b[head...].reversed()).prefix { $0 == $1 }.count
    let (left, right) = (Array(a[head..<a.count - tail]), Array(b[head..<b.count - tail]))
    return a[..<head].map { (.same, $0) } + middle(left, right) + a[(a.count - tail)...].map { (.same, $0) }
  }

  private static func middle(_ a: [String], _ b: [String]) -> [(kind: Piece.Kind, word: String)] {
    if a.isEmpty || b.isEmpty { return a.map { (.removed, $0) } + b.map { (.added, $0) } }
    // Texts of thousands of other words are no two states of one sentence.
    guard a.count + b.count <= 4000 else { return a.map { (.removed, $0) } + b.map { (.added, $0) } }
    let trace = furthest(a, b)
    var script: [(kind: Piece.Kind, word: String)] = []
    var (x, y) = (a.count, b.count)
    for depth in stride(from: trace.count - 1, through: 0, by: -1) {
      let diagonal = x - y
      let isDown = Self.isDown(trace[depth], depth, diagonal)
      let previous = isDown ? diagonal + 1 : diagonal - 1
      let startX = depth == 0 ? 0 : trace[depth][previous + depth]
      let startY = depth == 0 ? 0 : startX - previous
      while x > startX, y > startY, x > 0, y > 0, a[x - 1] == b[y - 1] {
        script.append((.same, a[x - 1]))
        (x, y) = (x - 1, y - 1)
      }
      if depth == 0 { break }
      if isDown {
        script.append((.added, b[y - 1]))
        y -= 1
      } else {
        script.append((.removed, a[x - 1]))
        x -= 1
      }
    }
    return script.reversed()
  }

  /// For each number of edits the furthest place on each diagonal before it, offset by that number.
  private static func furthest(_ a: [String], _ b: [String]) -> [[Int]] {
    let limit = a.count + b.count
    var ends = [Int](repeating: 0, count: 2 * limit + 3)
    let middle = limit + 1
    var trace: [[Int]] = []
    for depth in 0...limit {
      trace.append(Array(ends[(middle - depth)...(middle + depth)]))
      for diagonal in stride(from: -depth, through: depth, by: 2) {
        let isDown =
          diagonal == -depth
          || (diagonal != depth && ends[middle + diagonal - 1] < ends[middle + diagonal + 1])
        var x = isDown ? ends[middle + diagonal + 1] : ends[middle + diagonal - 1] + 1
        while x < a.count, x - diagonal < b.count, a[x] == b[x - diagonal] { x += 1 }
        ends[middle + diagonal] = x
        if x >= a.count, x - diagonal >= b.count { return trace }
      }
    }
    return trace
  }

  private static func isDown(_ ends: [Int], _ depth: Int, _ diagonal: Int) -> Bool {
    diagonal == -depth
      || (diagonal != depth && ends[diagonal - 1 + depth] < ends[diagonal + 1 + depth])
  }
}
