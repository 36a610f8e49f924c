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
    /// Spoken of within a quotation: seldom meant outside it.
    var isQuoted = false
    /// For a common noun: whether it tells of a person ("le futur chancelier"), whom no name before replaces.
    var isPerson = false
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
        let text = document.tokens[token].text
        let isStop = text.utf8.count < 4 && [".", "!", "?", "…"].contains(text)
        if isStop || token == block.tokens.upperBound - 1 { number += 1 }
      }
    }
    self.line = line
  }

  /// How often each entity has been spoken of so far, by cluster.
  private var counts: [Int] = []

  mutating func add(_ candidate: Candidate) {
    candidates.append(candidate)
    guard let cluster = candidate.cluster else { return }
    if cluster >= counts.count { counts += repeatElement(0, count: cluster + 1 - counts.count) }
    counts[cluster] += 1
  }

  /// How much weight an entity has at a place: its role there, less for every sentence since, more when it is spoken
  /// of often.
  func weight(of candidate: Candidate, distance: Int) -> Int {
    let repeated = candidate.cluster.map { min(counts[$0] - 1, 5) * 2 } ?? 0
    return candidate.rank * 10 - distance * 14 + repeated - (candidate.isQuoted ? 20 : 0)
  }

  /// The role of a token in its sentence: 4 main subject, 3 subject, 2 object or agent, 1 other.
  static func rank(_ token: Int, in document: AnnotatedDocument) -> Int {
    let arc = document.tokens[token]
    if arc.deprel.hasPrefix("nsubj") || arc.deprel == "expl:subj" || arc.deprel == "dislocated" {
      return ["ROOT", "root"].contains(document.tokens[arc.head].deprel) ? 4 : 3
    }
    return ["obj", "ROOT", "root", "obl:agent", "iobj", "obl:arg"].contains(arc.deprel) ? 2 : 1
  }
}
