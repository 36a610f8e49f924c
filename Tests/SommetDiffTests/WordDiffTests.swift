import SommetDiff
import SommetTesting
import Testing

@Suite struct WordDiffTests {
  private func shown(_ old: String, _ new: String) -> String {
    WordDiff.pieces(old: old, new: new).map {
      $0.kind == .same ? $0.text : $0.kind == .added ? "{\($0.text)}" : "[\($0.text)]"
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("", "", ""),
    ("elle part demain", "elle part demain", "elle part demain"),
    ("elle part demain matin", "elle part ce soir", "elle part [demain matin] {ce soir}"),
    ("il a refusé", "il n’a pas refusé", "il [a] {n’a pas} refusé"),
    ("", "tout est neuf", "{tout est neuf}"),
    ("a b c a b b a", "c b a b a c", "[a b] c {b} a b [b] a {c}"),
  ])
  func `tells the words that went and came`(old: String, new: String, expected: String) {
    #expect(shown(old, new) == expected)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `gives both texts again, by the fewest words`(seed: UInt64) {
    var numbers = Numbers(state: seed)
    func text() -> [String] { (0..<numbers.below(14)).map { _ in numbers.pick(["a", "b", "c", "d"]) } }
    let (old, new) = (text(), text())
    let pieces = WordDiff.pieces(old: old.joined(separator: " "), new: new.joined(separator: " "))
    func words(without kind: WordDiff.Piece.Kind) -> [String] {
      pieces.filter { $0.kind != kind }.flatMap { $0.text.split(separator: " ").map(String.init) }
    }
    #expect(words(without: .added) == old)
    #expect(words(without: .removed) == new)
    let edits = pieces.filter { $0.kind != .same }.map { $0.text.split(separator: " ").count }.reduce(0, +)
    #expect(edits == old.count + new.count - 2 * Self.common(old, new))
    let back = WordDiff.pieces(old: new.joined(separator: " "), new: old.joined(separator: " "))
    #expect(back.filter { $0.kind == .same } == pieces.filter { $0.kind == .same })
  }

  /// The length of the longest common subsequence, by its definition.
  private static func common(_ a: [String], _ b: [String]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for word in a {
      var before = 0
      for index in b.indices {
        let last = row[index + 1]
        row[index + 1] = word == b[index] ? before + 1 : max(row[index + 1], row[index])
        before = last
      }
    }
    return row[b.count]
  }
}
