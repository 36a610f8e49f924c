/// Finds named spans, from left to right, one action per token: begin, inside, last, unit or outside.
///
/// A span stays within a sentence. Source: Lample et al. 2016, section 3, <https://arxiv.org/abs/1603.01360>.
package final class EntityRecognizer: Sendable {
  private enum Action {
    static let begin = 1
    static let inside = 2
    static let last = 3
    static let unit = 4
    static let outside = 5
  }

  private let actions: TransitionActions
  private let scorer: StateScorer

  init(_ layers: LayerReader, path: KernelPath) throws(PipelineError) {
    scorer = try StateScorer(layers, features: 3, path: path)
    actions = try TransitionActions(
      layers.component, in: layers.file, types: Action.begin...Action.outside,
      isUsed: { type, label in type != 0 && !(type == Action.outside && label != "") })
    try actions.check(scorer, layers.component, in: layers.file)
  }

  var inputs: Int { scorer.inputs }

  /// The named spans of a document, given its tokens' vectors.
  ///
  /// - Parameters:
  ///   - vectors: shape (`count`, `inputs`).
  ///   - startsSentence: whether a sentence starts at a token.
  ///   - isSpace: whether a token is white space.
  func entities(
    _ vectors: UnsafePointer<Float>, count: Int, startsSentence: (Int) -> Bool, isSpace: (Int) -> Bool,
    using workspace: ParserWorkspace
  ) -> [(tokens: Range<Int>, label: String)] {
    guard count > 0 else { return [] }
    scorer.begin(vectors, count: count, using: workspace.scores)
    var found: [(tokens: Range<Int>, label: String)] = []
    var open: (start: Int, label: String)?
    let features = workspace.features
    for token in 0..<count {
      features[0] = Int32(token)
      features[1] = open.map { Int32($0.start) } ?? -1
      features[2] = open == nil ? -1 : Int32(token - 1)
      let scores = scorer.scores(of: UnsafeBufferPointer(features), using: workspace.scores)
      let mustClose = token == count - 1 || startsSentence(token + 1)
      var bestType = Action.outside
      var bestClass = -1
      for run in actions.runs {
        for candidate in run.classes {
          let label = actions.labels[candidate]
          let isValid =
            switch run.type {
            case Action.begin: open == nil && !mustClose && !isSpace(token)
            case Action.inside: open?.label == label && !mustClose
            case Action.last: open?.label == label
            case Action.unit: open == nil && label != "" && !isSpace(token)
            default: open == nil
            }
          if isValid, bestClass < 0 || scores[candidate] > scores[bestClass] {
            bestType = run.type
            bestClass = candidate
          }
        }
      }
      guard bestClass >= 0 else { continue }
      let label = actions.labels[bestClass]
      switch bestType {
      case Action.begin: open = (token, label)
      case Action.last:
        found.append((open!.start..<token + 1, label))
        open = nil
      case Action.unit: found.append((token..<token + 1, label))
      default: break
      }
    }
    return found
  }
}
