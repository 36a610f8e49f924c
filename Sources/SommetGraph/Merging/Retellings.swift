/// Which sentences are independent evidence, and which only say again what was written elsewhere.
///
/// One piece of evidence are: the same words in one article, or in an article and its copies; the same long sentence
/// in any two articles, since nobody writes it twice by chance; and sentences of an article and its copies that
/// share most of their words.
struct Retellings {
  /// Words from which on a sentence that comes again was copied.
  static let copiedWords = 12
  /// Twice the words in common, over the words of both: Dice's coefficient of an edited sentence.
  static let editedShare = 0.8

  private let records: MergingRecords

  init(_ records: MergingRecords) { self.records = records }

  private struct Sentence {
    let article: String
    /// Number of the article's original.
    let original: Int
    /// Hashes of the folded words.
    let words: [UInt64]
  }

  /// For each piece of evidence the number of its group, counted from 0; independent of the pieces' order.
  func groups(_ pieces: [Evidence]) throws -> [Int] {
    if pieces.count == 1 { return [0] }
    var numbers: [Int?] = []
    for piece in pieces { numbers.append(try records.number(ofArticle: piece.article)) }
    let ranks = numbers.map { $0.map { records.duplicates.ranks[$0] } ?? .max }
    // Originals before their copies.
    let order = pieces.indices.sorted {
      ranks[$0] == ranks[$1] ? pieces[$0] < pieces[$1] : ranks[$0] < ranks[$1]
    }
    var groups = [Int](repeating: 0, count: pieces.count)
    var known: [UInt64: Int] = [:]
    var sentences: [Int: [(sentence: Sentence, group: Int)]] = [:]
    var count = 0
    for index in order {
      let sentence = sentence(pieces[index], of: numbers[index])
      let isLong = sentence.words.count >= Self.copiedWords
      let seed = isLong ? 0 : UInt64(bitPattern: Int64(sentence.original)) &+ 1
      let key = sentence.words.reduce(Identifier.mixed(seed)) { Identifier.mixed($0 &* 31 &+ $1) }
      let group = known[key] ?? edited(sentence, sentences[sentence.original] ?? []) ?? count
      if group == count { count += 1 }
      groups[index] = group
      if known[key] == nil { known[key] = group }
      sentences[sentence.original, default: []].append((sentence, group))
    }
    return groups
  }

  /// The group of the first sentence of another article of which a sentence is an edited form.
  private func edited(_ sentence: Sentence, _ others: [(sentence: Sentence, group: Int)]) -> Int? {
    others.first {
      $0.sentence.article != sentence.article && Self.isEdited($0.sentence.words, sentence.words)
    }?.group
  }

  private func sentence(_ piece: Evidence, of number: Int?) -> Sentence {
    let words = FoldedName.words(piece.quote)
    return Sentence(
      article: piece.article, original: number.map { Int(records.duplicates.originals[$0]) } ?? -1,
      words: (words.isEmpty ? [piece.quote] : words).map { Fingerprint.identity($0) })
  }

  private static func isEdited(_ a: [UInt64], _ b: [UInt64]) -> Bool {
    let (shorter, longer) = (min(a.count, b.count), max(a.count, b.count))
    guard Double(2 * shorter) >= editedShare * Double(shorter + longer) else { return false }
    var left: [UInt64: Int] = [:]
    for word in a { left[word, default: 0] += 1 }
    var shared = 0
    for word in b where left[word, default: 0] > 0 {
      left[word]! -= 1
      shared += 1
    }
    return Double(2 * shared) >= editedShare * Double(a.count + b.count)
  }
}
