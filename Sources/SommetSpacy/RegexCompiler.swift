/// Compiles regular expressions to programs that share their sets of scalars.
///
/// Sections written under a prefix P: `P/sets.ranges` (words, pairs low, high), `P/sets.starts` (words, where in pairs
/// each set begins, and one more); for an expression R `P/R.program` (words, three per instruction),
/// `P/R.branches` (words, six per branch of the top alternation: first instruction, set of first scalars + 1 or 0, flags 1
/// begins at the start, 2 ends at the end, least width, greatest width or 2³²−1, set of last scalars + 1 or 0) and `P/R.gates` (words: set of
/// which a match must have a member + 1 or 0, set of last scalars + 1 or 0, set that widest branches consume + 1 or 0).
package struct RegexCompiler {
  package enum Operation: UInt32, Sendable {
    case match
    /// One scalar of set a.
    case set
    /// Try a, then b.
    case split
    /// Go on at a.
    case jump
    case start
    case end
    /// Look around with the program that follows, which ends in `match`; go on at a. b: 1 ahead, 2 negative, and
    /// four times the width to step back.
    case look
    /// As many scalars of set a as there are, then ever fewer.
    case star
    /// As many scalars of set a as there are: what follows could not match earlier.
    case run
  }

  package static let endless = UInt32.max

  private var sets: [ScalarSet] = []
  private var numbers: [ScalarSet: UInt32] = [:]

  package init() {}

  package mutating func number(of set: ScalarSet) -> UInt32 {
    if let number = numbers[set] { return number }
    let number = UInt32(sets.count)
    sets.append(set)
    numbers[set] = number
    return number
  }

  package mutating func add(
    _ syntax: RegexSyntax, as name: String, to writer: inout PipelineFileWriter
  ) {
    var program: [UInt32] = []
    var branches: [UInt32] = []
    var wide: [ClosedRange<UInt32>] = []
    for branch in syntax.branches {
      let lead = branch.lead
      let width = branch.width
      if width.maximum == nil { wide += branch.body.ranges }
      branches += [
        UInt32(program.count / 3), lead.isNullable ? 0 : number(of: lead.set) + 1,
        (branch.beginsAtStart ? 1 : 0) | (branch.endsAtEnd ? 2 : 0), UInt32(clamping: width.minimum),
        width.maximum.map { UInt32(clamping: $0) } ?? Self.endless, last(branch),
      ]
      emit(branch, to: &program)
      append(.match, 0, 0, to: &program)
    }
    var gates: [UInt32] = [0, 0, 0]
    if let required = syntax.required { gates[0] = number(of: required) + 1 }
    gates[1] = last(syntax)
    if !wide.isEmpty { gates[2] = number(of: ScalarSet(wide)) + 1 }
    writer.add("\(name).program", words: program)
    writer.add("\(name).branches", words: branches)
    writer.add("\(name).gates", words: gates)
  }

  /// The set of last scalars of a text that matches, plus one; 0 when any may be last.
  private mutating func last(_ syntax: RegexSyntax) -> UInt32 {
    let trail = syntax.trail
    return syntax.endsAtEnd && !trail.isNullable ? number(of: trail.set) + 1 : 0
  }

  package func writeSets(as name: String, to writer: inout PipelineFileWriter) {
    var ranges: [UInt32] = []
    var starts: [UInt32] = [0]
    for set in sets {
      for range in set.ranges { ranges += [range.lowerBound, range.upperBound] }
      starts.append(UInt32(ranges.count / 2))
    }
    writer.add("\(name).ranges", words: ranges)
    writer.add("\(name).starts", words: starts)
  }

  private func append(_ operation: Operation, _ a: UInt32, _ b: UInt32, to program: inout [UInt32]) {
    program += [operation.rawValue, a, b]
  }

  private mutating func emit(_ syntax: RegexSyntax, to program: inout [UInt32]) {
    switch syntax {
    case .set(let set): append(.set, number(of: set), 0, to: &program)
    case .start: append(.start, 0, 0, to: &program)
    case .end: append(.end, 0, 0, to: &program)
    case .sequence(let items):
      for (index, item) in items.enumerated() {
        let start = program.count
        emit(item, to: &program)
        if index + 1 < items.count, case .repetition(.set(let set), _, nil, true) = item,
          Self.cannotMatch(items[index + 1], amid: set)
        {
          precondition(program[program.count - 3] == Operation.star.rawValue && program.count > start)
          program[program.count - 3] = Operation.run.rawValue
        }
      }
    case .alternation(let branches):
      var jumps: [Int] = []
      for (index, branch) in branches.enumerated() {
        guard index < branches.count - 1 else {
          emit(branch, to: &program)
          break
        }
        let split = program.count
        append(.split, UInt32(split / 3 + 1), 0, to: &program)
        emit(branch, to: &program)
        jumps.append(program.count)
        append(.jump, 0, 0, to: &program)
        program[split + 2] = UInt32(program.count / 3)
      }
      for jump in jumps { program[jump + 1] = UInt32(program.count / 3) }
    case .look(let body, let isAhead, let isNegative):
      let look = program.count
      let flags = (isAhead ? 1 : 0) | (isNegative ? 2 : 0) | UInt32(isAhead ? 0 : body.width.minimum) << 2
      append(.look, 0, flags, to: &program)
      emit(body, to: &program)
      append(.match, 0, 0, to: &program)
      program[look + 1] = UInt32(program.count / 3)
    case .repetition(let item, let minimum, let maximum, let isGreedy):
      for _ in 0..<minimum { emit(item, to: &program) }
      if let maximum {
        var splits: [Int] = []
        for _ in minimum..<maximum {
          splits.append(program.count)
          append(.split, 0, 0, to: &program)
          emit(item, to: &program)
        }
        let out = UInt32(program.count / 3)
        for split in splits { setSplit(split, body: UInt32(split / 3 + 1), out: out, isGreedy, in: &program) }
      } else if case .set(let set) = item, isGreedy {
        append(.star, number(of: set), 0, to: &program)
      } else {
        let split = program.count
        append(.split, 0, 0, to: &program)
        emit(item, to: &program)
        append(.jump, UInt32(split / 3), 0, to: &program)
        setSplit(split, body: UInt32(split / 3 + 1), out: UInt32(program.count / 3), isGreedy, in: &program)
      }
    }
  }

  /// Whether an item never matches where a run of the set goes on.
  private static func cannotMatch(_ item: RegexSyntax, amid set: ScalarSet) -> Bool {
    if case .end = item { return !set.contains(0x0A) }
    let lead = item.lead
    return !lead.isNullable && lead.set.intersection(set).isEmpty
  }

  private func setSplit(_ at: Int, body: UInt32, out: UInt32, _ isGreedy: Bool, in program: inout [UInt32]) {
    program[at + 1] = isGreedy ? body : out
    program[at + 2] = isGreedy ? out : body
  }
}
