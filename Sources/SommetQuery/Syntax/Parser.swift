/// Reads a query into its syntax tree: a read-only part of openCypher.
///
/// Source: the grammar of openCypher 9. Clauses that write are refused by name.
struct Parser {
  private let tokens: [Token]
  private let text: [Unicode.Scalar]
  var next = 0
  /// Expressions around the next token.
  private var depth = 0
  /// Clauses, patterns and relationships so far.
  private var stepCount = 0
  /// Where patterns were looked for in vain, by this parser or one that reads ahead.
  let misses = Misses()

  /// Expressions inside each other, operators behind one another, and steps of the whole query: each takes a piece of the stack when it is
  /// compiled and run.
  private static let depthLimit = 100
  private static let chainLimit = 1000
  private static let stepLimit = 1000

  init(_ text: String) throws(QueryError) {
    tokens = try Lexer.tokens(text)
    self.text = Array(text.unicodeScalars)
  }

  /// A whole query.
  static func query(_ text: String) throws(QueryError) -> Query {
    var parser = try Parser(text)
    let query = try parser.query(isNested: false)
    parser.skip(";")
    guard parser.token.kind == .end else {
      throw parser.unexpected("a clause or the end of the query")
    }
    return query
  }

  /// A single expression, such as the value of a parameter.
  static func expression(_ text: String) throws(QueryError) -> Expression {
    var parser = try Parser(text)
    let expression = try parser.expression()
    guard parser.token.kind == .end else { throw parser.unexpected("the end of the expression") }
    return expression
  }

  /// Numbers of the tokens that are brackets of something else.
  final class Misses {
    var brackets: Set<Int> = []
  }

  // MARK: Limits

  /// Reads a part of the grammar that may hold itself.
  mutating func nested<T>(
    _ part: (inout Parser) throws(QueryError) -> T
  ) throws(QueryError) -> T {
    guard depth < Self.depthLimit else {
      throw .syntax(
        .unexpectedSyntax, token.position,
        "expected at most \(Self.depthLimit) expressions inside each other, found more")
    }
    depth += 1
    defer { depth -= 1 }
    return try part(&self)
  }

  /// - Parameter count: operators that were read one behind the other.
  func checkChain(_ count: Int) throws(QueryError) {
    guard count > Self.chainLimit else { return }
    throw .syntax(
      .unexpectedSyntax, token.position,
      "expected at most \(Self.chainLimit) operators behind one another, found more")
  }

  /// Counts a clause, a pattern or a relationship that begins at the next token.
  mutating func countStep() throws(QueryError) {
    stepCount += 1
    guard stepCount > Self.stepLimit else { return }
    throw .syntax(
      .unexpectedSyntax, token.position,
      "expected at most \(Self.stepLimit) clauses, patterns and relationships, found more")
  }

  // MARK: Tokens

  var token: Token { tokens[next] }

  func token(ahead count: Int) -> Token { tokens[min(next + count, tokens.count - 1)] }

  mutating func skip(_ sign: String) {
    if token.isSign(sign) { next += 1 }
  }

  /// Takes a sign when it is next.
  mutating func take(_ sign: String) -> Bool {
    guard token.isSign(sign) else { return false }
    next += 1
    return true
  }

  /// Takes some keywords when they are next.
  mutating func take(keywords: String...) -> Bool {
    for (offset, keyword) in keywords.enumerated() where !token(ahead: offset).isKeyword(keyword) {
      return false
    }
    next += keywords.count
    return true
  }

  mutating func expect(_ sign: String, _ place: String) throws(QueryError) {
    guard take(sign) else { throw unexpected("'\(sign)' \(place)") }
  }

  mutating func expect(keyword: String, _ place: String) throws(QueryError) {
    guard take(keywords: keyword) else { throw unexpected("\(keyword) \(place)") }
  }

  mutating func name(_ what: String) throws(QueryError) -> String {
    guard let name = token.name else { throw unexpected(what) }
    next += 1
    return name
  }

  /// - Parameter words: what a misspelt word may have been meant for.
  func unexpected(_ expected: String, words: [String] = []) -> QueryError {
    var hint = ""
    if case .word(let word) = token.kind {
      hint =
        (Self.others[word.uppercased()] ?? Suggestion.nearest(to: word, among: words)).map {
          "; did you mean '\($0)'?"
        } ?? ""
    }
    return .syntax(.unexpectedSyntax, token.position, "expected \(expected), found \(token.shown)\(hint)")
  }

  /// Words of other languages, and what says the same here.
  private static let others = [
    "SELECT": "RETURN", "FROM": "MATCH", "GROUP": "count(…) beside a key", "HAVING": "WITH … WHERE",
    "LIKE": "CONTAINS", "ILIKE": "CONTAINS", "OFFSET": "SKIP",
  ]

  /// The words from one token up to another, without the blanks around them.
  func words(from first: Int, to end: Int) -> String {
    let start = offset(tokens[first].position)
    var stop = offset(tokens[end].position)
    while stop > start, text[stop - 1].properties.isWhitespace { stop -= 1 }
    var words = String.UnicodeScalarView()
    words.append(contentsOf: text[start..<stop])
    return String(words)
  }

  private func offset(_ position: QueryPosition) -> Int {
    var line = 1
    var start = 0
    while line < position.line {
      if text[start] == "\n" { line += 1 }
      start += 1
    }
    return start + position.column - 1
  }
}
