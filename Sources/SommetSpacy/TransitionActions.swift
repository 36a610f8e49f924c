/// The actions of a transition system in the order of its classes.
struct TransitionActions: Sendable {
  /// Actions of one type stand together.
  struct Run: Sendable {
    let type: Int
    let classes: Range<Int>
  }

  /// By ascending type.
  let runs: [Run]
  /// Of each class; empty where the action has none.
  let labels: [String]

  /// Reads section `component/actions`, leaving out what `isUsed` refuses.
  init(
    _ component: String, in file: PipelineFile, types: ClosedRange<Int>, isUsed: (Int, String) -> Bool
  ) throws(PipelineError) {
    var labels: [String] = []
    var runs: [Run] = []
    for field in try file.message("\(component)/actions").array() {
      let pair = try field.array()
      guard pair.count == 2 else { throw field.error(expected: "a type and a label") }
      let type = try pair[0].integer()
      let label = try pair[1].string()
      guard isUsed(type, label) else { continue }
      guard types.contains(type) else {
        throw .unsupported(file: file.path, field: "\(component)/actions", what: "the type \(type)")
      }
      if let last = runs.last, last.type >= type {
        guard last.type == type else { throw field.error(expected: "types in ascending order") }
        runs[runs.count - 1] = Run(type: type, classes: last.classes.lowerBound..<labels.count + 1)
      } else {
        runs.append(Run(type: type, classes: labels.count..<labels.count + 1))
      }
      labels.append(label)
    }
    self.runs = runs
    self.labels = labels
  }

  /// Checks that the network has one output per action.
  func check(_ scorer: StateScorer, _ component: String, in file: PipelineFile) throws(PipelineError) {
    guard scorer.actions == labels.count else {
      throw .malformed(
        file: file.path, field: "\(component)/actions",
        expected: "\(scorer.actions) actions, one for each output",
        found: "\(labels.count)")
    }
    guard labels.count < Int(UInt16.max) else {
      throw .unsupported(
        file: file.path, field: "\(component)/actions", what: "a number of \(labels.count) actions")
    }
  }
}
