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

  private let duplicates: Duplicates

  init(_ duplicates: Duplicates) { self.duplicates = duplicates }

  private struct Sentence {
    let article: String
    let original: String
    let words: [String]
  }

  /// For each piece of evidence the number of its group, counted from 0; independent of the pieces' order.
  func groups(_ pieces: [Evidence]) -> [Int] {
    if pieces.count == 1 { return [0] }
    let order = pieces.indices.sorted { precedes(pieces[$0], pieces[$1]) }
    var groups = [Int](repeating: 0, count: pieces.count)
    var known: [[String]: Int] = [:]
    var sentences: [String: [(Sentence, group: Int)]] = [:]
    var count = 0
    for index in order {
      let sentence = sentence(pieces[index])
      let key = [sentence.words.count >= Self.copiedWords ? "" : sentence.original] + sentence.words
      let edited = sentences[sentence.original, default: []].first {
        $0.0.article != sentence.article && Self.isEdited($0.0.words, sentence.words)
      }
      let group = known[key] ?? edited?.group ?? count
      if group == count { count += 1 }
      groups[index] = group
      if known[key] == nil { known[key] = group }
      sentences[sentence.original, default: []].append((sentence, group))
    }
    return groups
  }

  /// Originals before their copies.
  private func precedes(_ a: Evidence, _ b: Evidence) -> Bool {
    let ranks = (duplicates.ranks[a.article] ?? .max, duplicates.ranks[b.article] ?? .max)
    return ranks.0 == ranks.1 ? a < b : ranks.0 < ranks.1
  }

  private func sentence(_ piece: Evidence) -> Sentence {
    let words = FoldedName.words(piece.quote)
    return Sentence(
      article: piece.article, original: duplicates.original(of: piece.article),
      words: words.isEmpty ? [piece.quote] : words)
  }

  private static func isEdited(_ a: [String], _ b: [String]) -> Bool {
    let (shorter, longer) = (min(a.count, b.count), max(a.count, b.count))
    guard Double(2 * shorter) >= editedShare * Double(shorter + longer) else { return false }
    var left: [String: Int] = [:]
    for word in a { left[word, default: 0] += 1 }
    var shared = 0
    for word in b where left[word, default: 0] > 0 {
      left[word]! -= 1
      shared += 1
    }
    return Double(2 * shared) >= editedShare * Double(a.count + b.count)
  }
}
