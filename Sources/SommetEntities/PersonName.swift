/// The words of a person's name, without particles and titles, as they are compared.
struct PersonName: Sendable, Hashable {
  /// Folded words in the order written.
  let words: [String]
  /// The same as they are heard.
  let sounds: [String]
  /// Whether it does not begin with a first name that we know: "Peña Nieto", "Amir-Abdollahian".
  private let isCompound: Bool

  init(_ name: String, lexicon: Lexicon) {
    words = Self.compared(Folding.words(name), lexicon)
    sounds = words.map(Folding.sound)
    isCompound = words.first.map { lexicon.firstNames[$0] == nil } ?? false
  }

  /// The folded words of a name without its particles and articles, unless it is but one.
  static func compared(_ words: [String], _ lexicon: Lexicon) -> [String] {
    words.filter { word in
      let classes = lexicon.classes(of: word)
      return !classes.holds(.nameSuffix)
        && (words.count == 1 || !classes.holds(.particle) && !classes.holds(.nameArticle))
    }
  }

  /// Whether two full names may be one person's: same last name and first names that agree, the same words in
  /// another order, or one within the other from the same first word.
  func agrees(with other: PersonName) -> Bool {
    guard let first = sounds.first, let last = sounds.last, sounds.count > 1, other.sounds.count > 1 else {
      return false
    }
    let otherFirst = other.sounds[0]
    // "M. Amir-Abdollahian", "Peña Nieto": the last names of the other.
    if isEnd(of: other) || other.isEnd(of: self) { return true }
    if isWithin(other), other.isWithin(self) { return true }
    if last == other.sounds.last {
      if first == otherFirst { return isWithin(other) || other.isWithin(self) }
      let initials = first.count == 1 || otherFirst.count == 1
      if initials { return first.first == otherFirst.first }
    }
    return first == otherFirst && (isWithin(other) || other.isWithin(self))
  }

  /// Whether it ends in the number of a monarch: "Mwambutsa IV", "Michel Ier".
  var isRegnal: Bool {
    guard words.count > 1, let last = words.last else { return false }
    return last == "ier" || last == "1er" || last.utf8.allSatisfy("ivx".utf8.contains)
  }

  /// Whether the first names differ by a letter or two only ("Georgia", "Giorgia").
  func isMisspelling(of other: PersonName) -> Bool {
    guard sounds.count > 1, sounds.count == other.sounds.count, sounds.last == other.sounds.last else {
      return false
    }
    return zip(words, other.words).dropLast().allSatisfy { a, b in
      a.first == b.first && a.count > 3 && Folding.distance(a, b, limit: 2) <= 2
    }
  }

  private func isEnd(of other: PersonName) -> Bool {
    sounds.count < other.sounds.count && (sounds.count > 2 || isCompound)
      && other.sounds.suffix(sounds.count).elementsEqual(sounds)
  }

  private func isWithin(_ other: PersonName) -> Bool { sounds.allSatisfy(other.sounds.contains) }
}
