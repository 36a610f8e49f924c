import SommetText

/// What one thread needs to run a pipeline: word types met so far, the batch at hand, memory for the networks.
///
/// `@unchecked Sendable`: the pool of `Pipeline` hands it to one thread at a time.
final class PipelineWorkspace: @unchecked Sendable {
  let tokenizer: TokenizerWorkspace
  let networks = NeuralWorkspace()
  var times = ComponentTimes()

  /// The batch: tokens and what the networks see of them, one document after the other, and where each stands.
  var records: [TokenRecord] = []
  var attributes: [TokenAttributes] = []
  var documents: [Range<Int>] = []

  /// Lemmas by type and part of speech.
  private var lemmas: [Int: String] = [:]
  private var generation = 0

  init(_ tokenizer: Tokenizer) { self.tokenizer = TokenizerWorkspace(tokenizer) }

  /// Empties what has grown large. Only before a batch, since a batch holds numbers of types.
  func trim() {
    tokenizer.trim()
    if generation != tokenizer.lexemes.generation {
      generation = tokenizer.lexemes.generation
      lemmas.removeAll(keepingCapacity: true)
    }
  }

  func empty() {
    records.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    documents.removeAll(keepingCapacity: true)
  }

  func lemma(of lexeme: Int32, as pos: UPOS, _ lemmatizer: RuleLemmatizer) -> String {
    let key = Int(lexeme) << 5 | pos.part
    if let known = lemmas[key] { return known }
    let lemma = lemmatizer.lemma(of: tokenizer.lexemes[lexeme], as: pos)
    lemmas[key] = lemma
    return lemma
  }
}

/// Times by component, in the order of first use.
struct ComponentTimes {
  private(set) var values: [ComponentTime] = []

  mutating func add(_ component: String, since start: ContinuousClock.Instant, tokens: Int) {
    let duration = ContinuousClock.now - start
    if let index = values.firstIndex(where: { $0.component == component }) {
      values[index].duration += duration
      values[index].tokens += tokens
    } else {
      values.append(ComponentTime(component: component, duration: duration, tokens: tokens))
    }
  }
}

extension UPOS {
  /// The place in `allCases`.
  var part: Int {
    switch self {
    case .none: 0
    case .adj: 1
    case .adp: 2
    case .adv: 3
    case .aux: 4
    case .conj: 5
    case .cconj: 6
    case .det: 7
    case .intj: 8
    case .noun: 9
    case .num: 10
    case .part: 11
    case .pron: 12
    case .propn: 13
    case .punct: 14
    case .sconj: 15
    case .sym: 16
    case .verb: 17
    case .x: 18
    case .eol: 19
    case .space: 20
    }
  }
}
