/// A regular expression of Python's `re`, as a tree.
///
/// Groups are not remembered: the tokenizer asks only where a match begins and ends.
package indirect enum RegexSyntax: Sendable, Hashable {
  /// One scalar out of a set.
  case set(ScalarSet)
  case sequence([RegexSyntax])
  case alternation([RegexSyntax])
  /// `maximum` nil: without end.
  case repetition(RegexSyntax, minimum: Int, maximum: Int?, isGreedy: Bool)
  /// `^`
  case start
  /// `$`: the end, or before a line feed at the end.
  case end
  case look(RegexSyntax, isAhead: Bool, isNegative: Bool)

  /// Reads a regular expression.
  ///
  /// - Throws: `PipelineError.unsupported`, naming the construct, for what is not implemented: backreferences,
  ///   conditions, named, atomic and possessive groups, `\b`, `\A`, `\Z`, flags other than `i` and `u`.
  package init(_ source: String, file: String, field: String) throws(PipelineError) {
    var parser = RegexParser(source: Array(source.unicodeScalars), file: file, field: field)
    self = try parser.whole()
  }

  /// The least and the greatest number of scalars of a match; nil when there is no greatest.
  package var width: (minimum: Int, maximum: Int?) {
    switch self {
    case .set: return (1, 1)
    case .start, .end, .look: return (0, 0)
    case .sequence(let items):
      return items.reduce((0, 0)) { sum, item in
        let width = item.width
        return (sum.minimum + width.minimum, Self.sum(sum.maximum, width.maximum))
      }
    case .alternation(let branches):
      let widths = branches.map(\.width)
      let maxima = widths.compactMap(\.maximum)
      return (widths.map(\.minimum).min() ?? 0, maxima.count == widths.count ? maxima.max() ?? 0 : nil)
    case .repetition(let item, let minimum, let maximum, _):
      let width = item.width
      guard let maximum, let most = width.maximum else { return (width.minimum * minimum, nil) }
      return (width.minimum * minimum, most * maximum)
    }
  }

  /// How many instructions it is compiled to at the most; one when there are none.
  package var size: Int {
    switch self {
    case .set, .start, .end: 1
    case .sequence(let items): max(items.reduce(0) { $0 + $1.size }, 1)
    case .alternation(let branches): branches.reduce(0) { $0 + $1.size + 2 }
    case .look(let body, _, _): body.size + 2
    case .repetition(let item, let minimum, let maximum, _):
      (item.size + 1) * max(maximum ?? minimum + 1, 1) + 1
    }
  }

  private static func sum(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return nil }
    return a + b
  }
}

/// Reads the notation by recursive descent.
private struct RegexParser {
  /// Instructions of a repetition, which is written out as often as it is counted.
  static let largest = 100_000

  let source: [Unicode.Scalar]
  let file: String
  let field: String
  var offset = 0
  var ignoresCase = false
  var depth = 0
  /// Sets with the case closed over, since the same long classes come hundreds of times.
  var closed: [ScalarSet: ScalarSet] = [:]

  init(source: [Unicode.Scalar], file: String, field: String) {
    self.source = source
    self.file = file
    self.field = field
  }

  var place: String { "\(field), scalar \(offset)" }

  func malformed(_ expected: String) -> PipelineError {
    .malformed(
      file: file, field: place, expected: expected,
      found: offset < source.count ? "'\(source[offset])'" : "the end")
  }

  func unsupported(_ what: String) -> PipelineError { .unsupported(file: file, field: place, what: what) }

  var next: Unicode.Scalar? { offset < source.count ? source[offset] : nil }

  mutating func accept(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard source[offset...].starts(with: scalars) else { return false }
    offset += scalars.count
    return true
  }

  mutating func whole() throws(PipelineError) -> RegexSyntax {
    if accept("(?") {
      if let first = next, "aiLmsux".unicodeScalars.contains(first) {
        while let flag = next, flag != ")" {
          switch flag {
          case "i": ignoresCase = true
          case "u": break
          default: throw unsupported("the flag '\(flag)'")
          }
          offset += 1
        }
        guard accept(")") else { throw malformed("')'") }
      } else {
        offset = 0
      }
    }
    let syntax = try alternation()
    guard offset == source.count else { throw malformed("the end") }
    return syntax
  }

  mutating func alternation() throws(PipelineError) -> RegexSyntax {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw unsupported("nesting beyond 100 levels") }
    var branches = [try sequence()]
    while accept("|") { branches.append(try sequence()) }
    if branches.count == 1 { return branches[0] }
    // The order of branches of one scalar each does not show.
    var union: [ClosedRange<UInt32>] = []
    for branch in branches {
      guard case .set(let set) = branch else { return .alternation(branches) }
      union += set.ranges
    }
    return .set(ScalarSet(union))
  }

  mutating func sequence() throws(PipelineError) -> RegexSyntax {
    var items: [RegexSyntax] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      items.append(try repeated(try item()))
    }
    return items.count == 1 ? items[0] : .sequence(items)
  }

  mutating func repeated(_ item: RegexSyntax) throws(PipelineError) -> RegexSyntax {
    var minimum = 0
    var maximum: Int?
    let start = offset
    switch next {
    case "*": offset += 1
    case "+":
      minimum = 1
      offset += 1
    case "?":
      maximum = 1
      offset += 1
    case "{":
      offset += 1
      let low = number()
      var high = low
      if accept(",") { high = number() }
      // As in Python, braces that are no quantifier stand for themselves.
      guard accept("}"), source[start + 1] != "}" else {
        offset = start
        return item
      }
      minimum = low ?? 0
      maximum = high
      if let maximum, maximum < minimum { throw malformed("a maximum of at least \(minimum)") }
    default: return item
    }
    var isGreedy = true
    if accept("?") {
      isGreedy = false
    } else if accept("+") {
      throw unsupported("a possessive quantifier")
    }
    if let again = next, "*+?".unicodeScalars.contains(again) { throw malformed("one quantifier") }
    guard max(minimum, maximum ?? 0) <= 1000 else { throw unsupported("a count over 1000") }
    if maximum == nil, item.width.minimum == 0 {
      throw unsupported("endless repetition of what may be empty")
    }
    let repetition = RegexSyntax.repetition(item, minimum: minimum, maximum: maximum, isGreedy: isGreedy)
    guard repetition.size <= Self.largest else {
      throw unsupported("a repetition of more than \(Self.largest) instructions")
    }
    return repetition
  }

  mutating func number() -> Int? {
    var value: Int?
    while let digit = next, ("0"..."9").contains(digit) {
      value = min((value ?? 0) * 10 + Int(digit.value - 0x30), 1_000_000)
      offset += 1
    }
    return value
  }

  mutating func item() throws(PipelineError) -> RegexSyntax {
    guard let scalar = next else { throw malformed("an item") }
    switch scalar {
    case "(": return try group()
    case "[": return .set(try characterClass())
    case "^":
      offset += 1
      return .start
    case "$":
      offset += 1
      return .end
    case ".":
      offset += 1
      return .set(ScalarSet(0x0A).complement)
    case "*", "+", "?": throw malformed("something to repeat")
    case "\\": return .set(try folded(escape()))
    default:
      offset += 1
      return .set(folded(ScalarSet(scalar.value)))
    }
  }

  mutating func folded(_ set: ScalarSet) -> ScalarSet {
    guard ignoresCase else { return set }
    if let known = closed[set] { return known }
    let result = set.ignoringCase
    closed[set] = result
    return result
  }

  mutating func group() throws(PipelineError) -> RegexSyntax {
    let start = offset
    offset += 1
    var look: (isAhead: Bool, isNegative: Bool)?
    if accept("?") {
      if accept(":") {
      } else if accept("=") {
        look = (true, false)
      } else if accept("!") {
        look = (true, true)
      } else if accept("<=") {
        look = (false, false)
      } else if accept("<!") {
        look = (false, true)
      } else {
        throw unsupported("the group '(?\(next.map(String.init) ?? "")'")
      }
    }
    let body = try alternation()
    guard accept(")") else { throw malformed("')'") }
    guard let look else { return body }
    if !look.isAhead, body.width.maximum != body.width.minimum {
      offset = start
      throw unsupported("look-behind of no fixed width")
    }
    return .look(body, isAhead: look.isAhead, isNegative: look.isNegative)
  }

  /// What follows a backslash, inside a class or outside.
  mutating func escape() throws(PipelineError) -> ScalarSet {
    offset += 1
    guard let scalar = next else { throw malformed("an escape") }
    offset += 1
    switch scalar {
    case "d": return .digits
    case "D": return ScalarSet.digits.complement
    case "w": return .words
    case "W": return ScalarSet.words.complement
    case "s": return .spaces
    case "S": return ScalarSet.spaces.complement
    case "n": return ScalarSet(0x0A)
    case "t": return ScalarSet(0x09)
    case "r": return ScalarSet(0x0D)
    case "f": return ScalarSet(0x0C)
    case "v": return ScalarSet(0x0B)
    case "a": return ScalarSet(0x07)
    case "x": return ScalarSet(try hexadecimal(2))
    case "u": return ScalarSet(try hexadecimal(4))
    case "U": return ScalarSet(try hexadecimal(8))
    default:
      if PythonCharacters.isAlpha(scalar) && scalar.isASCII || PythonCharacters.isDigit(scalar) {
        offset -= 1
        throw unsupported("the escape '\\\(scalar)'")
      }
      return ScalarSet(scalar.value)
    }
  }

  mutating func hexadecimal(_ count: Int) throws(PipelineError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = next, digit.properties.isASCIIHexDigit, let number = UInt32(String(digit), radix: 16),
        value <= ScalarSet.last
      else { throw malformed("\(count) hexadecimal digits") }
      value = value << 4 | number
      offset += 1
    }
    guard value <= ScalarSet.last else { throw malformed("a scalar of Unicode") }
    return value
  }

  mutating func characterClass() throws(PipelineError) -> ScalarSet {
    offset += 1
    let isNegative = accept("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while true {
      guard let scalar = next else { throw malformed("']'") }
      if scalar == "]", !isFirst { break }
      isFirst = false
      let low = try member()
      guard next == "-", offset + 1 < source.count, source[offset + 1] != "]" else {
        ranges += low.ranges
        continue
      }
      offset += 1
      let high = try member()
      guard low.count == 1, high.count == 1, let first = low.ranges.first?.lowerBound,
        let last = high.ranges.first?.lowerBound, first <= last
      else { throw malformed("a range from low to high before this") }
      ranges.append(first...last)
    }
    offset += 1
    let set = folded(ScalarSet(ranges))
    return isNegative ? set.complement : set
  }

  mutating func member() throws(PipelineError) -> ScalarSet {
    guard let scalar = next else { throw malformed("']'") }
    if scalar == "\\" { return try escape() }
    offset += 1
    return ScalarSet(scalar.value)
  }
}
