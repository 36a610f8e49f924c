/// Finds people by their names: those that may agree with another name, and those who bear a word.
///
/// A page may list thousands of people, so that nobody is compared with all of them.
struct PersonIndex {
  private struct Pair: Hashable {
    let first: String
    let second: String
  }

  /// Words of a name that is looked up by pairs of them.
  private static let longest = 8

  private var bearers: [String: [Int]] = [:]
  /// By the first word and each other one.
  private var pairs: [Pair: [Int]] = [:]
  /// By the last two words.
  private var ends: [Pair: [Int]] = [:]
  /// By the first letter and the last word: all, and those whose first name is an initial.
  private var letters: [Pair: [Int]] = [:]
  private var initials: [Pair: [Int]] = [:]
  /// By the first word: all, and those that have no other.
  private var firsts: [String: [Int]] = [:]
  private var doubles: [String: [Int]] = [:]

  /// Adds a name of a person; there may be several.
  mutating func add(_ name: PersonName, of person: Int) {
    let sounds = name.sounds
    for sound in Set(sounds) { bearers[sound, default: []].append(person) }
    guard let first = sounds.first, let last = sounds.last, sounds.count > 1 else { return }
    firsts[first, default: []].append(person)
    for second in Set(sounds.dropFirst()) {
      pairs[Pair(first: first, second: second), default: []].append(person)
    }
    ends[Self.end(sounds), default: []].append(person)
    let letter = Pair(first: String(first.prefix(1)), second: last)
    letters[letter, default: []].append(person)
    if first.count == 1 { initials[letter, default: []].append(person) }
    if sounds.allSatisfy({ $0 == first }) { doubles[first, default: []].append(person) }
  }

  /// The people in whose names a word is heard.
  func bearers(of sound: String) -> [Int] { bearers[sound] ?? [] }

  /// The first person with a name that agrees with another (`PersonName.agrees`).
  ///
  /// - Parameter agrees: whether a person does; asked of those who may.
  func first(agreeingWith name: PersonName, where agrees: (Int) -> Bool) -> Int? {
    let sounds = name.sounds
    guard let first = sounds.first, let last = sounds.last, sounds.count > 1 else { return nil }
    var found: Int?
    func look(_ people: [Int]?) {
      for person in people ?? [] where person < found ?? .max && agrees(person) { found = person }
    }
    // The same words, or some of them with the same first one.
    if sounds.count > Self.longest || sounds.allSatisfy({ $0 == first }) {
      for sound in Set(sounds) { look(firsts[sound]) }
    } else {
      for (place, sound) in sounds.enumerated() {
        for (other, second) in sounds.enumerated() where other != place {
          look(pairs[Pair(first: sound, second: second)])
        }
      }
      look(doubles[first])
    }
    // The last names of the other.
    look(ends[Self.end(sounds)])
    let letter = Pair(first: String(first.prefix(1)), second: last)
    look(first.count == 1 ? letters[letter] : initials[letter])
    return found
  }

  private static func end(_ sounds: [String]) -> Pair {
    Pair(first: sounds[sounds.count - 2], second: sounds[sounds.count - 1])
  }
}
