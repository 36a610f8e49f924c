import SommetText
import SommetTesting
import Testing

@Suite struct CostTests {
  /// How people are called on a page that lists many.
  enum Names: CaseIterable {
    case different, ofOneFamily, withInitials, byLastName, long

    func line(_ number: Int) -> String {
      let (first, last) = (Self.word(number), Self.word(7 * number + 3))
      let name =
        switch self {
        case .different: [first, last]
        case .ofOneFamily: [first, "Mercier"]
        case .withInitials: [first.prefix(1) + ".", last]
        case .byLastName: number.isMultiple(of: 2) ? [first, "Mercier"] : ["Mercier"]
        case .long: ((9 * number)..<(9 * number + 9)).map(Self.word)
        }
      // The mark keeps names of neighbouring lines apart.
      return name.enumerated().map { place, word in
        place == 0 ? "\(word)/PROPN/0/ROOT/PER" : "\(word)/PROPN/1/flat:name/PER"
      }.joined(separator: " ") + " ./PUNCT/1/punct"
    }

    /// A word of its own for each number.
    private static func word(_ number: Int) -> String {
      let syllables = ["ba", "do", "fi", "ge", "ku", "la", "mo", "ni", "po", "ru", "sa", "te", "vi", "zo"]
      var (rest, word) = (number, "")
      repeat {
        word += syllables[rest % syllables.count]
        rest /= syllables.count
      } while rest > 0
      return word.prefix(1).uppercased() + word.dropFirst() + "x"
    }
  }

  @Test(arguments: Names.allCases)
  func `the cost of a page of names grows with their number`(names: Names) {
    let size = 600
    let documents = [size, 4 * size].map { count in document(of: (0..<count).map(names.line)) }
    let growth = Cost.growth(size) { _ = resolve(documents[$0 == size ? 0 : 1]) }
    #expect(growth < Cost.limit)
  }
}
