import SommetText

/// Who may be meant by a pronoun: entities and competing nouns, weighed by role and nearness.
///
/// Subjects of main clauses weigh most (Grosz, Joshi and Weinstein 1995); sentences are counted as written, since the
/// parser's break inside names.
struct Salience {
  struct Candidate {
    /// Nil for a common noun, which only keeps others from being chosen.
    let cluster: Int?
    let gender: Gender?
    let rank: Int
    let token: Int
  }

  private(set) var candidates: [Candidate] = []
  /// For each token the number of its sentence as written.
  let line: [Int]

  init(_ document: AnnotatedDocument) {
    var line = [Int](repeating: 0, count: document.tokens.count)
    var number = 0
    for block in document.blocks {
      for token in block.tokens {
        line[token] = number
        let isStop = [".", "!", "?", "…"].contains(document.tokens[token].text)
        if isStop || token == block.tokens.upperBound - 1 { number += 1 }
      }
    }
    self.line = line
  }

  mutating func add(_ candidate: Candidate) { candidates.append(candidate) }

  /// The role of a token in its sentence: 4 main subject, 3 subject, 2 object or agent, 1 other.
  static func rank(_ token: Int, in document: AnnotatedDocument) -> Int {
    let arc = document.tokens[token]
    if arc.deprel.hasPrefix("nsubj") || arc.deprel == "dislocated" {
      return ["ROOT", "root"].contains(document.tokens[arc.head].deprel) ? 4 : 3
    }
    return ["obj", "ROOT", "root", "obl:agent", "iobj", "obl:arg"].contains(arc.deprel) ? 2 : 1
  }
}
