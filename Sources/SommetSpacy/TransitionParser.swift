/// Gives each token its head and relation, and cuts the text into sentences.
///
/// A transition system, arc-eager with breaks between sentences and with tokens put back to the buffer (Honnibal and
/// Johnson 2015, <https://aclanthology.org/D15-1162>), greedy. Relations `a||b` are pseudo-projective (Nivre and
/// Nilsson 2005, <https://aclanthology.org/P05-1013>): the head is then looked for below the parser's head.
package final class TransitionParser: Sendable {
  /// Numbers of action types in the model.
  private enum Action {
    static let shift = 0
    static let reduce = 1
    static let left = 2
    static let right = 3
    static let sentence = 4
  }

  /// Relations by number; the last is `ROOT`.
  package let labels: [String]
  private let actions: TransitionActions
  private let scorer: StateScorer
  /// By class of the action.
  private let labelOfClass: [UInt16]
  /// For relations `a||b`: the numbers of a and b.
  private let decorated: [(label: UInt16, head: UInt16)?]

  init(_ layers: LayerReader, path: KernelPath) throws(PipelineError) {
    scorer = try StateScorer(layers, features: 8, path: path)
    actions = try TransitionActions(
      layers.component, in: layers.file, types: Action.shift...Action.sentence, isUsed: { _, _ in true })
    try actions.check(scorer, layers.component, in: layers.file)
    var labels: [String] = []
    // At most three relations for each action: a||b, a and b.
    guard actions.labels.count < Int(UInt16.max) / 3 else {
      throw .unsupported(
        file: layers.file.path, field: "\(layers.component)/actions",
        what: "a number of \(actions.labels.count) actions")
    }
    func number(_ label: String) -> UInt16 {
      if let index = labels.firstIndex(of: label) { return UInt16(index) }
      labels.append(label)
      return UInt16(labels.count - 1)
    }
    labelOfClass = actions.labels.map(number)
    decorated = labels.map { label in
      guard let bar = label.firstRange(of: "||") else { return nil }
      return (number(String(label[..<bar.lowerBound])), number(String(label[bar.upperBound...])))
    }
    // The root's relation comes last, also when an action carries the same name.
    labels.append("ROOT")
    self.labels = labels
  }

  var inputs: Int { scorer.inputs }

  /// What the parser found in one document.
  struct Result {
    /// The head of each token, an index into the document; a root is its own.
    var heads: [Int32]
    /// Indices into `labels`.
    var relations: [UInt16]
    var startsSentence: [Bool]
  }

  /// Parses a document, given its tokens' vectors, shape (`count`, `inputs`), and which of them are white space.
  func parse(
    _ vectors: UnsafePointer<Float>, count: Int, isSpace: (Int) -> Bool, using workspace: ParserWorkspace
  ) -> Result {
    guard count > 0 else { return Result(heads: [], relations: [], startsSentence: []) }
    scorer.begin(vectors, count: count, using: workspace.scores)
    // Taken out of the workspace for as long as it changes, which spares a check of access at every step.
    var state = ParserState()
    swap(&state, &workspace.state)
    defer { swap(&state, &workspace.state) }
    state.begin(count)
    while !state.isFinal, step(&state, workspace) {}
    var heads = state.heads
    var relations = state.classes.map { labelOfClass[Int($0)] }
    for token in 0..<count where heads[token] < 0 {
      heads[token] = Int32(token)
      relations[token] = UInt16(labels.count - 1)
    }
    if relations.contains(where: { decorated.indices.contains(Int($0)) && decorated[Int($0)] != nil }) {
      deprojectivize(&heads, &relations, isSpace)
    }
    return Result(heads: heads, relations: relations, startsSentence: Self.sentenceStarts(heads))
  }

  /// Takes the valid action with the best score; false when there is none.
  private func step(_ state: inout ParserState, _ workspace: ParserWorkspace) -> Bool {
    let features = workspace.features
    let b0 = state.buffer(0)
    let b1 = state.buffer(1)
    let s0 = state.stack(0)
    features[0] = b0
    features[1] = b1
    features[2] = s0
    features[3] = state.stack(1)
    features[4] = state.stack(2)
    features[5] = state.lastLeftDependent(b0)
    features[6] = state.lastLeftDependent(s0)
    features[7] = state.lastRightDependent(s0)
    let scores = scorer.scores(of: UnsafeBufferPointer(features), using: workspace.scores)

    let length = state.bufferLength
    let isAtStart = b0 >= 0 && state.startsSentence(b0)
    var bestType = -1
    var bestClass = 0
    for run in actions.runs {
      let isValid: Bool
      switch run.type {
      case Action.shift:
        // With an empty stack the buffer is not: the state would be final.
        isValid = s0 < 0 || (length >= 2 && !isAtStart && !state.isUnshiftable(b0))
      case Action.reduce: isValid = s0 >= 0
      case Action.left, Action.right: isValid = s0 >= 0 && length >= 1 && !isAtStart
      default: isValid = length >= 2 && b1 == b0 + 1 && !state.startsSentence(b1)
      }
      guard isValid else { continue }
      let start = run.classes.lowerBound
      let best =
        run.classes.count == 1
        ? start : start + scorer.path.indexOfMaximum(UnsafeBufferPointer(rebasing: scores[run.classes]))
      if bestType < 0 || scores[best] > scores[bestClass] {
        bestType = run.type
        bestClass = best
      }
    }
    switch bestType {
    case Action.shift: state.shift()
    case Action.reduce: state.reduce()
    case Action.left: state.leftArc(bestClass)
    case Action.right: state.rightArc(bestClass)
    case Action.sentence: state.startSentence(b1)
    default: return false
    }
    return true
  }

  /// A sentence starts at the left edge of each root's tree.
  private static func sentenceStarts(_ heads: [Int32]) -> [Bool] {
    var edges = (0..<Int32(heads.count)).map(\.self)
    var isChanged = true
    while isChanged {
      isChanged = false
      func pass(_ token: Int) {
        let head = Int(heads[token])
        if edges[token] < edges[head] {
          edges[head] = edges[token]
          isChanged = true
        }
      }
      for token in heads.indices { pass(token) }
      for token in heads.indices.reversed() { pass(token) }
    }
    var starts = [Bool](repeating: false, count: heads.count)
    for token in heads.indices where heads[token] == token { starts[Int(edges[token])] = true }
    return starts
  }

  /// Replaces relations `a||b` by `a`, on the first token with relation `b` below the parser's head: breadth-first,
  /// from left to right, not over white space.
  private func deprojectivize(_ heads: inout [Int32], _ relations: inout [UInt16], _ isSpace: (Int) -> Bool) {
    for token in heads.indices {
      guard Int(relations[token]) < decorated.count, let pair = decorated[Int(relations[token])] else {
        continue
      }
      relations[token] = pair.label
      var queue = [heads[token]]
      var next = 0
      var seen = Set(queue)
      search: while next < queue.count {
        let parent = queue[next]
        next += 1
        for child in heads.indices
        where heads[child] == parent && child != parent && child != token && !isSpace(child) {
          if relations[child] == pair.head {
            heads[token] = Int32(child)
            break search
          }
          if seen.insert(Int32(child)).inserted { queue.append(Int32(child)) }
        }
      }
    }
  }
}

/// Memory for one thread's use of the parser.
final class ParserWorkspace {
  let scores = StateWorkspace()
  var state = ParserState()
  let features = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 8)

  init() { features.initialize(repeating: -1) }

  deinit { features.deallocate() }
}
