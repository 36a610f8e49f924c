import Foundation
import SommetSpacy
import Testing

@Suite struct RegexTests {
  struct Case: Decodable {
    let pattern: String
    let text: String
    let match: [[Int]]
    let search: [[Int]]
    let all: [[Int]]
  }

  private func program(_ pattern: String) throws -> RegexProgram {
    var writer = PipelineFileWriter()
    var compiler = RegexCompiler()
    compiler.add(try RegexSyntax(pattern, file: "tokenizer", field: "pattern"), as: "r", to: &writer)
    compiler.writeSets(as: "sets", to: &writer)
    let file = try PipelineFile(writer.bytes(fingerprint: 0), name: "memory")
    return try RegexProgram("r", sets: ScalarSets("sets", in: file), in: file)
  }

  @Test func `finds what Python finds`() throws {
    let stack = RegexStack()
    for row in try rows(cases("regex.jsonl"), of: Case.self) {
      let program = try program(row.pattern)
      // A margin on both sides shows whether the bounds are kept.
      let scalars = [0x61] + row.text.unicodeScalars.map(\.value) + [0x61]
      scalars.withUnsafeBufferPointer { buffer in
        let text = ScalarSlice(buffer.baseAddress!, 1, buffer.count - 1)
        #expect(program.match(text, stack).map { [[0, $0 - 1]] } ?? [] == row.match, "match \(row.pattern)")
        let found = program.search(text, stack).map { [[$0.start - 1, $0.end - 1]] } ?? []
        #expect(found == row.search, "search \(row.pattern)")
        var all: [[Int]] = []
        var from = 1
        var nonEmpty = false
        while let match = program.next(text, from: from, nonEmpty: nonEmpty, stack) {
          all.append([match.start - 1, match.end - 1])
          from = match.end
          nonEmpty = match.start == match.end
        }
        #expect(all == row.all, "finditer \(row.pattern)")
      }
    }
  }

  @Test(arguments: [
    ("(a)\\1", "tokenizer: pattern, scalar 4: the escape '\\1' is not supported"),
    ("\\bmot", "tokenizer: pattern, scalar 1: the escape '\\b' is not supported"),
    ("(?P<n>a)", "tokenizer: pattern, scalar 2: the group '(?P' is not supported"),
    ("(?>a)", "tokenizer: pattern, scalar 2: the group '(?>' is not supported"),
    ("(?m)^a", "tokenizer: pattern, scalar 2: the flag 'm' is not supported"),
    ("a++", "tokenizer: pattern, scalar 3: a possessive quantifier is not supported"),
    ("(?:a?)*", "tokenizer: pattern, scalar 7: endless repetition of what may be empty is not supported"),
    ("(?<=a+)b", "tokenizer: pattern, scalar 0: look-behind of no fixed width is not supported"),
    ("(a", "tokenizer: pattern, scalar 2: expected ')', found the end"),
    ("a)", "tokenizer: pattern, scalar 1: expected the end, found ')'"),
    ("[a", "tokenizer: pattern, scalar 2: expected ']', found the end"),
    ("*a", "tokenizer: pattern, scalar 0: expected something to repeat, found '*'"),
    (
      "(?:(?:(?:a{9}){1000}){1000}){1000}",
      "tokenizer: pattern, scalar 27: a repetition of more than 100000 instructions is not supported"
    ),
    ("a**", "tokenizer: pattern, scalar 2: expected one quantifier, found '*'"),
    ("[z-a]", "tokenizer: pattern, scalar 4: expected a range from low to high before this, found ']'"),
    ("\\uD83", "tokenizer: pattern, scalar 5: expected 4 hexadecimal digits, found the end"),
  ])
  func `refuses by name what it does not know`(pattern: String, message: String) {
    #expect {
      try RegexSyntax(pattern, file: "tokenizer", field: "pattern")
    } throws: {
      "\($0)" == message
    }
  }

  @Test(arguments: ["(?:a|b|ab)*c", "(?:\\S+:)*@", "\\S+(?::\\S*)?@", "(?:[a-c]+[b-d]+)+e"])
  func `stays linear where backtracking explodes`(pattern: String) throws {
    let program = try program(pattern)
    let stack = RegexStack()
    let scalars = (0..<30_000).flatMap { _ in "ab:".unicodeScalars.map(\.value) }
    scalars.withUnsafeBufferPointer { buffer in
      #expect(program.match(ScalarSlice(buffer.baseAddress!, 0, buffer.count), stack) == nil)
    }
  }

  @Test func `what a look-around tries over and over is tried once`() throws {
    let stack = RegexStack()
    func matches(_ pattern: String, _ text: String) throws -> Int? {
      let scalars = text.unicodeScalars.map(\.value)
      let program = try program(pattern)
      return scalars.withUnsafeBufferPointer {
        program.match(ScalarSlice($0.baseAddress!, 0, $0.count), stack)
      }
    }
    let run = String(repeating: "a", count: 2_000)
    #expect(try matches("(?=(?:a|aa)*b)a", run) == nil)
    #expect(try matches("(?!(?:a|aa)*b)a", run) == 1)
    // One that succeeds is asked again, here and inside another.
    #expect(try matches("(?:(?=(?:a|aa)*b)a)*b", run + "b") == 2_001)
    #expect(try matches("(?:(?=(?:(?=a*b)a|aa)*b)a)*b", run.prefix(100) + "b") == 101)
    #expect(try matches("(?:(?=(?:a|aa)*b)a)*b", run) == nil)
  }

  @Test func `what failed from one place is not tried again from the next`() throws {
    let stack = RegexStack()
    let scalars = [UInt32](repeating: 0x61, count: 3_000)
    // Each of the 3000 places would try 40 × 3000 ways.
    let program = try program(String(repeating: ".*", count: 40) + "!|a(?=.*!)")
    scalars.withUnsafeBufferPointer { buffer in
      let text = ScalarSlice(buffer.baseAddress!, 0, buffer.count)
      #expect(program.search(text, stack) == nil)
      #expect(program.next(text, from: 7, nonEmpty: true, stack) == nil)
    }
  }

  /// Words of instructions, three each, and what is wrong with them.
  @Test(
    arguments: [
      ([3, 0, 0, 0, 0, 0], "expected a loop that consumes something, found another at 0"),
      ([2, 0, 1, 0, 0, 0], "expected a loop that consumes something, found another at 0"),
      ([7, 0, 0, 3, 0, 0, 0, 0, 0], "expected a loop that consumes something, found another at 0"),
      ([6, 3, 1, 3, 0, 0, 0, 0, 0, 0, 0, 0], "expected a jump within its look-around, found another at 1"),
      (
        [6, 2, 1, 1, 0, 0, 0, 0, 0],
        "expected look-arounds that end in a match, at most 100 in each other, found another at 0"
      ),
    ] as [([UInt32], String)])
  func `a program that may run for ever is refused`(words: [UInt32], message: String) throws {
    var writer = PipelineFileWriter()
    var compiler = RegexCompiler()
    compiler.add(try RegexSyntax("a", file: "tokenizer", field: "pattern"), as: "other", to: &writer)
    compiler.writeSets(as: "sets", to: &writer)
    writer.add("r.program", words: words)
    writer.add("r.branches", words: [0, 0, 0, 0, RegexCompiler.endless, 0])
    writer.add("r.gates", words: [0, 0, 0])
    let file = try PipelineFile(writer.bytes(fingerprint: 0), name: "memory")
    let fault = #expect(throws: PipelineError.self) {
      try RegexProgram("r", sets: ScalarSets("sets", in: file), in: file)
    }
    #expect(fault?.description.hasSuffix(message) == true, "\(String(describing: fault))")
  }
}
