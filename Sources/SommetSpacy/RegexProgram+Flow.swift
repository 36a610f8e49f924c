extension RegexProgram {
  /// Look-arounds in each other; expressions are not compiled that nest deeper (`RegexSyntax`).
  private static let deepest = 100

  /// What keeps a program from ending on every text, or from staying within itself: a look-around that has no end of
  /// its own or is left by a jump, or a loop that consumes nothing. Programs that were compiled have none of these.
  ///
  /// - Precondition: instructions named are instructions of the program, whose last is `match`.
  static func fault(in program: [Instruction]) -> (expected: String, found: String)? {
    var bodies: [Range<Int>] = [0..<program.count]
    for (place, instruction) in program.enumerated() {
      while place >= bodies[bodies.count - 1].upperBound { bodies.removeLast() }
      let body = bodies[bodies.count - 1]
      switch instruction.operation {
      case .split where !body.contains(instruction.a) || !body.contains(instruction.b),
        .jump where !body.contains(instruction.a):
        return ("a jump within its look-around", "another at \(place)")
      case .look:
        guard body.contains(instruction.a), program[instruction.a - 1].operation == .match,
          bodies.count <= deepest
        else {
          return ("look-arounds that end in a match, at most \(deepest) in each other", "another at \(place)")
        }
        bodies.append(place + 1..<instruction.a)
      default: break
      }
    }
    return emptyLoop(in: program).map { ("a loop that consumes something", "another at \($0)") }
  }

  /// An instruction that is met again at the same place of a text.
  private static func emptyLoop(in program: [Instruction]) -> Int? {
    enum State { case new, open, done }
    var states = [State](repeating: .new, count: program.count)
    for root in program.indices where states[root] == .new {
      var open = [root]
      while let place = open.last {
        guard states[place] != .done else {
          open.removeLast()
          continue
        }
        // What it leads to has been looked at.
        if states[place] == .open {
          states[place] = .done
          open.removeLast()
          continue
        }
        states[place] = .open
        for next in successors(of: place, in: program) {
          if states[next] == .open { return next }
          if states[next] == .new { open.append(next) }
        }
      }
    }
    return nil
  }

  /// Where a run may stand next without having consumed anything.
  private static func successors(of place: Int, in program: [Instruction]) -> [Int] {
    let instruction = program[place]
    return switch instruction.operation {
    case .match, .set: []
    case .split: [instruction.a, instruction.b]
    case .jump: [instruction.a]
    case .start, .end, .star, .run: [place + 1]
    case .look: [place + 1, instruction.a]
    }
  }
}
