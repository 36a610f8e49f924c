import SommetGraph
import SommetTesting

/// A text of words at random, always the same for a seed, that can be edited.
struct Text {
  var words: [String]

  init(seed: UInt64, count: Int = 200) {
    var numbers = Numbers(state: seed &* 7919)
    words = (0..<count).map { _ in "mot\(Int.random(in: 0..<900, using: &numbers))" }
  }

  /// With some words replaced, far from each other.
  func edited(_ count: Int, using numbers: inout Numbers) -> Text {
    var text = self
    for number in 0..<count {
      let place =
        (number * words.count / max(count, 1) + Int.random(in: 0..<5, using: &numbers)) % words.count
      text.words[place] = "neuf\(Int.random(in: 0..<1_000_000, using: &numbers))"
    }
    return text
  }

  var string: String { words.joined(separator: " ") }

  var signature: TextSignature? { TextSignature([string[...]]) }

  /// The share of runs of five words that two texts have in common.
  func jaccard(_ other: Text) -> Double {
    func shingles(_ words: [String]) -> Set<[String]> {
      Set((0...words.count - 5).map { Array(words[$0..<$0 + 5]) })
    }
    let (a, b) = (shingles(words), shingles(other.words))
    return Double(a.intersection(b).count) / Double(a.union(b).count)
  }
}
