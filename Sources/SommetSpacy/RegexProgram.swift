/// A compiled regular expression, run by backtracking over an array of scalars as Python's `re` would.
///
/// The branches of the top alternation are tried in order, and only those whose first scalar can begin there. When a
/// search takes long, it remembers where it failed, wherever it began, so that its time stays linear in length times
/// program.
package struct RegexProgram: Sendable {
  struct Instruction: Sendable {
    let operation: RegexCompiler.Operation
    let a: Int
    let b: Int
  }

  private struct Branch: Sendable {
    let start: Int
    /// The set of first scalars; nil when a match may have none.
    let lead: Int?
    let beginsAtStart: Bool
    let endsAtEnd: Bool
    let minimum: Int
    /// `Int.max` when there is none.
    let maximum: Int
    /// The set of last scalars of a text that matches to its end.
    let last: Int?
  }

  /// A set of which a text must hold a member to match.
  package let required: Int?
  private let last: Int?
  private let wideBody: Int?
  private let program: [Instruction]
  private let branches: [Branch]
  /// Branches that may begin with each scalar of Latin-1: `candidates[starts[c]..<starts[c + 1]]`.
  private let candidates: [Int32]
  private let candidateStarts: [Int32]
  private let everyBranchEndsAtEnd: Bool
  private let everyBranchBeginsAtStart: Bool
  private let widest: Int
  private let sets: ScalarSets

  package init(_ name: String, sets: ScalarSets, in file: PipelineFile) throws(PipelineError) {
    func malformed(_ expected: String, _ found: String) -> PipelineError {
      .malformed(file: file.path, field: name, expected: expected, found: found)
    }
    let words = try file.words("\(name).program")
    let count = words.count / 3
    var program: [Instruction] = []
    program.reserveCapacity(count)
    guard words.count % 3 == 0, count > 0, words[3 * (count - 1)] == RegexCompiler.Operation.match.rawValue
    else {
      throw malformed("instructions that end in a match", "\(words.count) words")
    }
    for index in 0..<count {
      let a = Int(words[3 * index + 1])
      let b = Int(words[3 * index + 2])
      let operation = RegexCompiler.Operation(rawValue: words[3 * index])
      let isSound =
        switch operation {
        case .match, .start, .end: true
        case .set, .star, .run: a < sets.count
        case .split: a < count && b < count
        case .jump: a < count
        case .look: a > index && a < count && b >> 2 <= 1000
        case nil: false
        }
      guard isSound, let operation else { throw malformed("an instruction \(index)", "\(a), \(b)") }
      program.append(Instruction(operation: operation, a: a, b: b))
    }
    if let fault = Self.fault(in: program) { throw malformed(fault.expected, fault.found) }
    self.program = program
    func set(_ word: UInt32) throws(PipelineError) -> Int? {
      guard word <= sets.count else { throw malformed("a set below \(sets.count)", "\(word)") }
      return word == 0 ? nil : Int(word) - 1
    }
    let fields = try file.words("\(name).branches")
    var branches: [Branch] = []
    for at in stride(from: 0, to: fields.count - fields.count % 6, by: 6) {
      guard fields[at] < count else { throw malformed("a branch within the program", "\(fields[at])") }
      branches.append(
        Branch(
          start: Int(fields[at]), lead: try set(fields[at + 1]), beginsAtStart: fields[at + 2] & 1 != 0,
          endsAtEnd: fields[at + 2] & 2 != 0, minimum: Int(fields[at + 3]),
          maximum: fields[at + 4] == RegexCompiler.endless ? .max : Int(fields[at + 4]),
          last: try set(fields[at + 5])))
    }
    self.branches = branches
    let gates = try file.words("\(name).gates")
    guard gates.count == 3 else { throw malformed("three gates", "\(gates.count)") }
    required = try set(gates[0])
    last = try set(gates[1])
    wideBody = try set(gates[2])
    self.sets = sets
    everyBranchEndsAtEnd = branches.allSatisfy(\.endsAtEnd)
    everyBranchBeginsAtStart = branches.allSatisfy(\.beginsAtStart)
    widest = branches.map(\.maximum).filter { $0 != .max }.max() ?? 0
    var candidates: [Int32] = []
    var starts: [Int32] = [0]
    for scalar in 0..<256 as Range<UInt32> {
      for (index, branch) in branches.enumerated()
      where branch.lead.map({ sets.contains($0, scalar) }) ?? true { candidates.append(Int32(index)) }
      starts.append(Int32(candidates.count))
    }
    self.candidates = candidates
    candidateStarts = starts
  }

  /// The end of the match that begins at the start of a text, nil when there is none (`re.match`).
  package func match(_ text: ScalarSlice, _ stack: RegexStack) -> Int? {
    if isRuledOut(text, by: last) { return nil }
    stack.begin(length: text.end - text.start, program: program.count)
    return match(text, at: text.start, nonEmpty: false, stack)
  }

  /// The leftmost match (`re.search`).
  package func search(_ text: ScalarSlice, _ stack: RegexStack) -> (start: Int, end: Int)? {
    if isRuledOut(text, by: last) { return nil }
    var start = text.start
    if everyBranchEndsAtEnd {
      // A line feed may follow the end, hence one more.
      var first = text.end - widest - 1
      if let wideBody {
        var run = text.end - 1
        while run > text.start, sets.contains(wideBody, text[run - 1]) { run -= 1 }
        first = min(first, run)
      }
      start = max(start, first)
    }
    stack.begin(length: text.end - text.start, program: program.count)
    while start <= text.end {
      if let end = match(text, at: start, nonEmpty: false, stack) { return (start, end) }
      if everyBranchBeginsAtStart { return nil }
      start += 1
    }
    return nil
  }

  /// The next of successive matches (`re.finditer`): from `start` on; with `nonEmpty`, not empty at `start` itself.
  package func next(
    _ text: ScalarSlice, from start: Int, nonEmpty: Bool, _ stack: RegexStack
  ) -> (start: Int, end: Int)? {
    stack.begin(length: text.end - text.start, program: program.count)
    var at = start
    while at <= text.end {
      if let end = match(text, at: at, nonEmpty: nonEmpty && at == start, stack) { return (at, end) }
      at += 1
    }
    return nil
  }

  /// Whether the last scalar shows that there is no match; a line feed shows nothing, as `$` allows for it.
  @inline(__always)
  private func isRuledOut(_ text: ScalarSlice, by last: Int?) -> Bool {
    guard let last, text.end > text.start else { return false }
    let scalar = text[text.end - 1]
    return scalar != 0x0A && !sets.contains(last, scalar)
  }

  private func match(_ text: ScalarSlice, at start: Int, nonEmpty: Bool, _ stack: RegexStack) -> Int? {
    if start < text.end, text[start] < 256 {
      let scalar = Int(text[start])
      for index in candidateStarts[scalar]..<candidateStarts[scalar + 1] {
        if let end = match(branches[Int(candidates[Int(index)])], text, start, nonEmpty, stack) { return end }
      }
      return nil
    }
    for branch in branches {
      if let lead = branch.lead, start >= text.end || !sets.contains(lead, text[start]) { continue }
      if let end = match(branch, text, start, nonEmpty, stack) { return end }
    }
    return nil
  }

  private func match(
    _ branch: Branch, _ text: ScalarSlice, _ start: Int, _ nonEmpty: Bool, _ stack: RegexStack
  ) -> Int? {
    let length = text.end - start
    if length < branch.minimum || branch.beginsAtStart && start != text.start { return nil }
    if branch.endsAtEnd, branch.maximum < length - 1 || isRuledOut(text, by: branch.last) { return nil }
    let end = run(branch.start, start, text, nonEmpty ? start : -1, stack, isInner: false)
    return end < 0 ? nil : end
  }

  /// Runs from an instruction; -1 when nothing matches.
  ///
  /// An inner run (a look-around) that succeeds takes back what it wrote into the memory of failures: it may be asked again.
  private func run(
    _ instruction: Int, _ position: Int, _ text: ScalarSlice, _ forbiddenEnd: Int, _ stack: RegexStack,
    isInner: Bool
  ) -> Int {
    let bottom = stack.count
    let written = stack.written
    var pc = instruction
    var at = position
    while true {
      let current = program[pc]
      var isAlive = true
      switch current.operation {
      case .match:
        if at != forbiddenEnd {
          stack.drop(to: bottom)
          if isInner { stack.takeBack(to: written) }
          return at
        }
        isAlive = false
      case .set:
        isAlive = at < text.end && sets.contains(current.a, text[at])
        at += 1
        pc += 1
      case .split:
        stack.push(current.b, at)
        pc = current.a
      case .jump: pc = current.a
      case .start:
        isAlive = at == text.start
        pc += 1
      case .end:
        isAlive = at == text.end || at == text.end - 1 && text[at] == 0x0A
        pc += 1
      case .look:
        let from = at - current.b >> 2
        let isFound = from >= text.start && run(pc + 1, from, text, -1, stack, isInner: true) >= 0
        isAlive = isFound == (current.b & 2 == 0)
        pc = current.a
      case .run:
        pc += 1
        while at < text.end, sets.contains(current.a, text[at]) { at += 1 }
      case .star:
        pc += 1
        while at < text.end, sets.contains(current.a, text[at]) {
          stack.push(pc, at)
          at += 1
          if stack.isRepeated(pc - 1, at - text.start, isInner: isInner) {
            isAlive = false
            break
          }
        }
      }
      if isAlive { continue }
      while true {
        guard stack.count > bottom else {
          if isInner { stack.keep(to: written) }
          return -1
        }
        (pc, at) = stack.pop()
        if !stack.isRepeated(pc, at - text.start, isInner: isInner) { break }
      }
    }
  }
}

/// A run of scalars; positions are those of the whole buffer.
package struct ScalarSlice {
  package let scalars: UnsafePointer<UInt32>
  package let start: Int
  package let end: Int

  package init(_ scalars: UnsafePointer<UInt32>, _ start: Int, _ end: Int) {
    self.scalars = scalars
    self.start = start
    self.end = end
  }

  @inline(__always)
  package subscript(index: Int) -> UInt32 { scalars[index] }

  package func from(_ start: Int) -> ScalarSlice { ScalarSlice(scalars, start, end) }
  package func to(_ end: Int) -> ScalarSlice { ScalarSlice(scalars, start, end) }
  package var count: Int { end - start }
}

/// The open choices of a run, and after many steps the memory of those that failed. One per thread.
package final class RegexStack {
  private static let patience = 20_000

  private var choices: [(pc: Int32, at: Int32)] = []
  private var steps = 0
  private var width = 0
  private var size = 0
  /// A bit per instruction and position; empty until patience ends.
  private var failed: [UInt64] = []
  /// The bits that inner runs which have not ended yet have set.
  private var bits: [Int] = []

  package init() { choices.reserveCapacity(256) }

  fileprivate var count: Int { choices.count }
  fileprivate var written: Int { bits.count }

  fileprivate func begin(length: Int, program: Int) {
    steps = 0
    width = length + 1
    size = width * program
    if !failed.isEmpty { failed = [] }
  }

  @inline(__always)
  fileprivate func push(_ pc: Int, _ at: Int) { choices.append((Int32(pc), Int32(at))) }

  @inline(__always)
  fileprivate func pop() -> (Int, Int) {
    let choice = choices.removeLast()
    return (Int(choice.pc), Int(choice.at))
  }

  fileprivate func drop(to count: Int) { choices.removeLast(choices.count - count) }

  /// Whether an instruction is met again at a place, where it must fail again.
  @inline(__always)
  fileprivate func isRepeated(_ pc: Int, _ at: Int, isInner: Bool) -> Bool {
    steps += 1
    return steps > Self.patience && isMarked(pc, at, isInner)
  }

  private func isMarked(_ pc: Int, _ at: Int, _ isInner: Bool) -> Bool {
    if failed.isEmpty { failed = [UInt64](repeating: 0, count: size / 64 + 1) }
    let bit = pc * width + at
    let mask: UInt64 = 1 << UInt64(bit & 63)
    if failed[bit >> 6] & mask != 0 { return true }
    failed[bit >> 6] |= mask
    if isInner { bits.append(bit) }
    return false
  }

  /// Unsets the bits that were set since: what they stand for may have succeeded.
  fileprivate func takeBack(to written: Int) {
    for bit in bits[written...] { failed[bit >> 6] &= ~(1 << UInt64(bit & 63)) }
    keep(to: written)
  }

  /// Leaves the bits that were set since: what they stand for has failed.
  fileprivate func keep(to written: Int) { bits.removeLast(bits.count - written) }
}
