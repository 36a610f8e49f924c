import SommetText

/// A document with its words folded and looked up, as the steps of resolution read it.
struct Reading: Sendable {
  let document: AnnotatedDocument
  let gazetteer: Gazetteer
  /// Each token's text, folded.
  let keys: [String]
  /// What each token's word is good for.
  let classes: [WordClasses]
  let isCapital: [Bool]
  let isUpper: [Bool]
  /// The folded words that stand in the article without a capital.
  let lowerCase: Set<String>

  /// The words of all tokens in a row ("Etats-Unis" is two), as numbers of the vocabulary.
  let words: [Int32]
  let tokenOfWord: [Int32]
  /// The first word at or after a token.
  let firstWord: [Int32]

  /// The state of a nationality adjective at a token, -1 elsewhere.
  private(set) var nationality: [Int32]
  /// For a nationality: its surface.
  private(set) var nationalSurface: [Int32]

  private struct Folded {
    let key: String
    let classes: WordClasses
    let words: [Int32]
    let isCapital: Bool
    let isUpper: Bool
  }

  init(_ document: AnnotatedDocument, gazetteer: Gazetteer) {
    self.document = document
    self.gazetteer = gazetteer
    let count = document.tokens.count
    var cache: [String: Folded] = [:]
    var keys: [String] = []
    var classes: [WordClasses] = []
    var isCapital: [Bool] = []
    var isUpper: [Bool] = []
    var words: [Int32] = []
    var tokenOfWord: [Int32] = []
    var firstWord: [Int32] = []
    cache.reserveCapacity(count / 2)
    keys.reserveCapacity(count)
    classes.reserveCapacity(count)
    isCapital.reserveCapacity(count)
    isUpper.reserveCapacity(count)
    words.reserveCapacity(count + count / 8)
    tokenOfWord.reserveCapacity(count + count / 8)
    firstWord.reserveCapacity(count + 1)
    for (index, token) in document.tokens.enumerated() {
      let folded: Folded
      if let known = cache[token.text] {
        folded = known
      } else {
        folded = Self.fold(token.text, gazetteer)
        cache[token.text] = folded
      }
      keys.append(folded.key)
      classes.append(folded.classes)
      isCapital.append(folded.isCapital)
      isUpper.append(folded.isUpper)
      firstWord.append(Int32(words.count))
      words.append(contentsOf: folded.words)
      tokenOfWord.append(contentsOf: repeatElement(Int32(index), count: folded.words.count))
    }
    firstWord.append(Int32(words.count))
    lowerCase = Set(cache.values.lazy.filter { !$0.isCapital }.map(\.key))
    self.keys = keys
    self.classes = classes
    self.isCapital = isCapital
    self.isUpper = isUpper
    self.words = words
    self.tokenOfWord = tokenOfWord
    self.firstWord = firstWord
    nationality = [Int32](repeating: -1, count: count)
    nationalSurface = nationality
    markNationalities()
  }

  private static func fold(_ text: String, _ gazetteer: Gazetteer) -> Folded {
    let key = Folding.key(text)
    let classes = gazetteer.lexicon.classes(of: key)
    let words = Folding.words(ofKey: key).map { gazetteer.word($0) }
    let isKnown = words.contains { $0 != -1 }
    switch Folding.writing(text) {
    // Signs that no name holds are no words.
    case .none:
      return Folded(key: key, classes: classes, words: isKnown ? words : [], isCapital: false, isUpper: false)
    case .lower: return Folded(key: key, classes: classes, words: words, isCapital: false, isUpper: false)
    case .capital: return Folded(key: key, classes: classes, words: words, isCapital: true, isUpper: false)
    case .upper: return Folded(key: key, classes: classes, words: words, isCapital: true, isUpper: true)
    }
  }

  var tokens: [Token] { document.tokens }

  func key(_ index: Int) -> String { keys.indices.contains(index) ? keys[index] : "" }

  func hasWord(_ name: WordClass, _ index: Int) -> Bool {
    classes.indices.contains(index) && classes[index].holds(name)
  }

  /// Whether a token's word is of one of some classes.
  func isOne(of names: WordClasses, at index: Int) -> Bool {
    classes.indices.contains(index) && classes[index].holdsOne(of: names)
  }

  /// Whether a token's lemma is of a class.
  func hasLemma(_ name: WordClass, _ index: Int) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    let lemma = Folding.key(tokens[index].lemma)
    // "demande": a verb that the lemmatizer left in the present.
    return gazetteer.lexicon.has(name, lemma)
      || tokens[index].upos == .verb && lemma.hasSuffix("e") && gazetteer.lexicon.has(name, lemma + "r")
  }

  /// The gazetteer's names at a token: for each the tokens it covers and its surfaces, the longest last.
  func names(at token: Int) -> [(tokens: Range<Int>, surfaces: [Int32])] {
    matches(gazetteer.names, at: token)
  }

  func titles(at token: Int) -> [(tokens: Range<Int>, surfaces: [Int32])] {
    matches(gazetteer.titleTrie, at: token)
  }

  /// The courtesy, rank or office that stands right before a token.
  func title(before token: Int) -> Title? {
    let last = token - 1
    guard last >= 0 else { return nil }
    // "la ministre jordanienne Haifa Najjar"
    let end = nationality[last] >= 0 && !isCapital[last] ? last : token
    for start in stride(from: last, through: max(0, last - 3), by: -1) {
      if let match = titles(at: start).last(where: { $0.tokens.upperBound == end }) {
        return gazetteer.title(ofForm: match.surfaces[0])
      }
    }
    return nil
  }

  private func matches(_ trie: WordTrie, at token: Int) -> [(tokens: Range<Int>, surfaces: [Int32])] {
    let start = Int(firstWord[token])
    guard start < words.count, Int(tokenOfWord[start]) == token, words[start] >= 0 else { return [] }
    var found: [(tokens: Range<Int>, surfaces: [Int32])] = []
    trie.matches(in: words, from: start, to: words.count) { length, values in
      let last = Int(tokenOfWord[start + length - 1])
      // A match that ends inside a token, or runs over a line, is none. Sentences are no border: they break in names.
      guard Int(firstWord[last + 1]) == start + length, isTogether(token..<last + 1) else { return }
      found.append((token..<last + 1, values))
    }
    return found
  }

  private mutating func markNationalities() {
    for token in tokens.indices {
      for match in names(at: token) {
        for surface in match.surfaces where gazetteer.surfaces[Int(surface)].form == .adjective {
          for index in match.tokens {
            nationality[index] = gazetteer.surfaces[Int(surface)].entity
            nationalSurface[index] = surface
          }
        }
      }
    }
  }

  /// Whether tokens follow each other on one line.
  func isTogether(_ range: Range<Int>) -> Bool {
    range.dropFirst().allSatisfy { tokens[$0].span.start - tokens[$0 - 1].span.end <= 1 }
  }

  /// Past a hyphen glued between two tokens and the word after it: "Jae" `-` "myung". Nil when there is none here.
  func afterHyphen(_ index: Int) -> Int? {
    guard index > 0, index + 1 < tokens.count, keys[index] == "-",
      tokens[index].span.start == tokens[index - 1].span.end,
      tokens[index + 1].span.start == tokens[index].span.end,
      tokens[index + 1].text.unicodeScalars.first?.properties.isAlphabetic == true
    else { return nil }
    return index + 2
  }

  func text(_ range: Range<Int>) -> String { String(document.text[document.span(of: range)]) }
}
