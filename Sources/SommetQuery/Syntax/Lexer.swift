import Foundation

/// Cuts a query into tokens.
///
/// Source: the grammar of openCypher 9. Comments (`//`, `/* */`) and blanks part tokens and are left out.
struct Lexer {
  private let scalars: [Unicode.Scalar]
  private var next = 0
  private var line = 1
  private var lineStart = 0

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  static func tokens(_ text: String) throws(QueryError) -> [Token] {
    var lexer = Lexer(text)
    var tokens: [Token] = []
    while true {
      let token = try lexer.token()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private var position: QueryPosition { QueryPosition(line: line, column: next - lineStart + 1) }

  private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    next + offset < scalars.count ? scalars[next + offset] : nil
  }

  private mutating func advance() {
    if scalars[next] == "\n" {
      line += 1
      lineStart = next + 1
    }
    next += 1
  }

  private mutating func token() throws(QueryError) -> Token {
    try skipBlanks()
    let start = next
    let position = position
    func token(_ kind: Token.Kind) -> Token {
      Token(kind: kind, position: position, text: text(start..<next))
    }
    guard let first = peek() else { return Token(kind: .end, position: position, text: "") }
    if Self.isNameStart(first) {
      skipName()
      return token(.word(text(start..<next)))
    }
    if Self.isDigit(first) || (first == "." && peek(1).map(Self.isDigit) ?? false) {
      return token(try number())
    }
    switch first {
    case "'", "\"": return token(.string(try string()))
    case "`": return token(.quotedName(try quotedName()))
    case "$":
      next += 1
      if peek() == "`" { return token(.parameter(try quotedName())) }
      skipName()
      guard next > start + 1 else {
        throw .syntax(.unexpectedSyntax, position, "expected the name of a parameter after '$'")
      }
      return token(.parameter(text(start + 1..<next)))
    default: break
    }
    for sign in Self.longSigns where sign.elementsEqual(scalars[next...].prefix(sign.count)) {
      next += sign.count
      return token(.sign(text(start..<next)))
    }
    guard Self.signs.contains(first) else {
      throw .syntax(
        first.isASCII ? .unexpectedSyntax : .invalidUnicodeCharacter, position,
        "expected a part of a query, found '\(Character(first))'")
    }
    next += 1
    return token(.sign(text(start..<next)))
  }

  private static let longSigns: [[Unicode.Scalar]] = ["<>", "<=", ">=", "=~", "..", "+="].map {
    Array($0.unicodeScalars)
  }
  private static let signs = Set("()[]{},.:;|+-*/%^=<>!&".unicodeScalars)

  private func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isXIDStart || scalar == "_"
  }

  private mutating func skipName() {
    while let scalar = peek(), scalar.properties.isXIDContinue { next += 1 }
  }

  private mutating func skipBlanks() throws(QueryError) {
    while let scalar = peek() {
      if scalar.properties.isWhitespace {
        advance()
      } else if scalar == "/", peek(1) == "/" {
        while let scalar = peek(), scalar != "\n" { next += 1 }
      } else if scalar == "/", peek(1) == "*" {
        let start = position
        next += 2
        while !(peek() == "*" && peek(1) == "/") {
          guard peek() != nil else {
            throw .syntax(
              .unexpectedSyntax, start, "expected '*/' after the comment, found the end of the query")
          }
          advance()
        }
        next += 2
      } else {
        return
      }
    }
  }

  // MARK: Numbers

  private mutating func number() throws(QueryError) -> Token.Kind {
    let start = next
    let position = position
    func fault(_ detail: QueryError.Detail, _ message: String) -> QueryError {
      .syntax(detail, position, message)
    }
    if peek() == "0", let letter = peek(1), letter == "x" || letter == "o" || letter == "X" {
      next += 2
      let digits = next
      skipName()
      let text = text(digits..<next)
      let radix = letter == "o" ? 8 : 16
      guard !text.isEmpty, text.allSatisfy({ $0.isASCII && Int(String($0), radix: radix) != nil }) else {
        throw fault(.invalidNumberLiteral, "expected a number, found '\(self.text(start..<next))'")
      }
      guard let value = UInt64(text, radix: radix) else {
        throw fault(.integerOverflow, "the number \(self.text(start..<next)) does not fit into 64 bits")
      }
      return .integer(value)
    }
    var isFloat = false
    skipDigits()
    if peek() == ".", peek(1).map(Self.isDigit) ?? false {
      isFloat = true
      next += 1
      skipDigits()
    }
    if let letter = peek(), letter == "e" || letter == "E" {
      let sign = peek(1) == "-" || peek(1) == "+" ? 1 : 0
      if peek(1 + sign).map(Self.isDigit) ?? false {
        isFloat = true
        next += 1 + sign
        skipDigits()
      }
    }
    if let scalar = peek(), scalar.properties.isXIDContinue {
      skipName()
      throw fault(.invalidNumberLiteral, "expected a number, found '\(text(start..<next))'")
    }
    let text = text(start..<next)
    if isFloat {
      guard let value = Double(text), value.isFinite else {
        throw fault(.floatingPointOverflow, "the number \(text) is larger than any floating-point number")
      }
      return .float(value)
    }
    guard let value = UInt64(text) else {
      throw fault(.integerOverflow, "the number \(text) does not fit into 64 bits")
    }
    return .integer(value)
  }

  private mutating func skipDigits() {
    while let scalar = peek(), Self.isDigit(scalar) { next += 1 }
  }

  // MARK: Strings

  private mutating func quotedName() throws(QueryError) -> String {
    let start = position
    var name = String.UnicodeScalarView()
    next += 1
    while let scalar = peek() {
      if scalar == "`" {
        next += 1
        guard peek() == "`" else { return String(name) }
      }
      name.append(scalar)
      advance()
    }
    throw .syntax(.unexpectedSyntax, start, "expected '`' after the name, found the end of the query")
  }

  private mutating func string() throws(QueryError) -> String {
    let start = position
    let quote = scalars[next]
    var text = String.UnicodeScalarView()
    next += 1
    while let scalar = peek() {
      if scalar == quote {
        next += 1
        return String(text)
      }
      if scalar == "\\" {
        text.append(try escape())
      } else {
        text.append(scalar)
        advance()
      }
    }
    throw .syntax(
      .unexpectedSyntax, start, "expected \(quote) after the string, found the end of the query")
  }

  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "\\": "\\", "'": "'", "\"": "\"", "n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "f": "\u{C}", "`": "`",
  ]

  private mutating func escape() throws(QueryError) -> Unicode.Scalar {
    let place = position
    next += 1
    guard let letter = peek() else {
      throw .syntax(.unexpectedSyntax, place, "expected a character after '\\', found the end of the query")
    }
    next += 1
    if let scalar = Self.escapes[letter] { return scalar }
    let length = letter == "u" ? 4 : letter == "U" ? 8 : 0
    let digits = text(next..<min(next + length, scalars.count))
    guard length > 0, digits.unicodeScalars.count == length, let value = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(value)
    else {
      throw .syntax(
        .invalidUnicodeLiteral, place,
        "expected an escape such as \\n or \\u00e9, found '\\\(letter)\(digits)'")
    }
    next += length
    return scalar
  }
}
