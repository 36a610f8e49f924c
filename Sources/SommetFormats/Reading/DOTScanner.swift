import SommetText
import SommetXML

/// Parts a DOT file into tokens, piece by piece.
///
/// Source: the lexical rules of <https://graphviz.org/doc/info/lang.html>, and where these are silent Graphviz' own
/// scanner: a `#` at the beginning of a line begins a comment; a backslash stays in a string but before a quote or at
/// the end of a line; strings are joined by `+`.
struct DOTScanner {
  enum Token: Equatable {
    /// A name, number or string; its text is in `word`.
    case word
    case html
    case strict, graph, digraph, node, edge, subgraph
    case open, close, openList, closeList, semicolon, comma, equals, colon
    case arrow, line
    case end

    var description: String {
      switch self {
      case .word: "a name"
      case .html: "an HTML string"
      case .strict: "'strict'"
      case .graph: "'graph'"
      case .digraph: "'digraph'"
      case .node: "'node'"
      case .edge: "'edge'"
      case .subgraph: "'subgraph'"
      case .open: "'{'"
      case .close: "'}'"
      case .openList: "'['"
      case .closeList: "']'"
      case .semicolon: "';'"
      case .comma: "','"
      case .equals: "'='"
      case .colon: "':'"
      case .arrow: "'->'"
      case .line: "'--'"
      case .end: "the end of the file"
      }
    }
  }

  let file: String
  private let pieces: FilePieces
  private var buffer: [UInt8]
  private var next = 0
  private var count = 0
  private var isAtEnd = false
  private var line = 1
  /// Of the next byte, in bytes.
  private var column = 1

  private(set) var token = Token.end
  /// Where the token begins.
  private(set) var place = XMLPlace(line: 1, column: 1)
  /// The text of a word or HTML string.
  private(set) var word: [UInt8] = []
  /// A byte that no token begins with was met where the token is.
  private(set) var strange: UInt8?

  init(_ source: GraphSource) throws(FormatError) {
    file = source.name
    pieces = try source.pieces()
    buffer = [UInt8](repeating: 0, count: 1 << 18)
    try fill()
    if count >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { next = 3 }
    try advance()
  }

  // MARK: - Bytes

  private mutating func fill() throws(FormatError) {
    count = try pieces.fill(&buffer)
    next = 0
    isAtEnd = count == 0
  }

  @inline(__always)
  private mutating func peek() throws(FormatError) -> UInt8? {
    if next == count {
      if isAtEnd { return nil }
      try fill()
      if isAtEnd { return nil }
    }
    return buffer[next]
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8) {
    next += 1
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else {
      column += 1
    }
  }

  func fault(_ place: XMLPlace? = nil, _ message: String) -> FormatError {
    let place = place ?? self.place
    return FormatError(file: file, line: place.line, column: place.column, message)
  }

  func expected(_ what: String) -> FormatError {
    if let strange { return fault(nil, "expected \(what), found \(Self.shown(strange))") }
    let found =
      token == .word
      ? "'\(String(decoding: word.prefix(40), as: UTF8.self))'" : token.description
    return fault(nil, "expected \(what), found \(found)")
  }

  private static func shown(_ byte: UInt8) -> String {
    byte < 0x20 || byte > 0x7E
      ? "the byte 0x" + String(byte, radix: 16, uppercase: true) : "'\(Character(Unicode.Scalar(byte)))'"
  }

  // MARK: - Tokens

  /// Goes on to the next token.
  mutating func advance() throws(FormatError) {
    try skipBlanks()
    place = XMLPlace(line: line, column: column)
    strange = nil
    guard let byte = try peek() else {
      token = .end
      return
    }
    switch byte {
    case UInt8(ascii: "{"): single(.open)
    case UInt8(ascii: "}"): single(.close)
    case UInt8(ascii: "["): single(.openList)
    case UInt8(ascii: "]"): single(.closeList)
    case UInt8(ascii: ";"): single(.semicolon)
    case UInt8(ascii: ","): single(.comma)
    case UInt8(ascii: "="): single(.equals)
    case UInt8(ascii: ":"): single(.colon)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "<"): try html()
    case UInt8(ascii: "-"): try dash()
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
      word.removeAll(keepingCapacity: true)
      try number()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      0x80...:
      try name()
    default:
      strange = byte
      token = .end
    }
  }

  private mutating func single(_ token: Token) {
    next += 1
    column += 1
    self.token = token
  }

  private mutating func skipBlanks() throws(FormatError) {
    while let byte = try peek() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x0C, 0x0B: take(byte)
      case UInt8(ascii: "#") where column == 1: try skipLine()
      case UInt8(ascii: "/"):
        let start = XMLPlace(line: line, column: column)
        take(byte)
        switch try peek() {
        case UInt8(ascii: "/"): try skipLine()
        case UInt8(ascii: "*"): try skipComment(start)
        default: throw fault(start, "expected a statement, found '/'")
        }
      default: return
      }
    }
  }

  private mutating func skipLine() throws(FormatError) {
    while let byte = try peek(), byte != UInt8(ascii: "\n") { take(byte) }
  }

  private mutating func skipComment(_ start: XMLPlace) throws(FormatError) {
    take(UInt8(ascii: "*"))
    var isStar = false
    while let byte = try peek() {
      take(byte)
      if isStar, byte == UInt8(ascii: "/") { return }
      isStar = byte == UInt8(ascii: "*")
    }
    throw fault(start, "expected the end of the comment, found the end of the file")
  }

  private mutating func dash() throws(FormatError) {
    take(UInt8(ascii: "-"))
    switch try peek() {
    case UInt8(ascii: "-"): single(.line)
    case UInt8(ascii: ">"): single(.arrow)
    default:
      word.removeAll(keepingCapacity: true)
      word.append(UInt8(ascii: "-"))
      try number()
    }
  }

  /// `-?(\.[0-9]+|[0-9]+(\.[0-9]*)?)`, of which the sign was read.
  private mutating func number() throws(FormatError) {
    var hasDigits = false
    var hasPoint = false
    while let byte = try peek() {
      if (0x30...0x39).contains(byte) {
        hasDigits = true
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      word.append(byte)
      take(byte)
    }
    token = .word
    if !hasDigits {
      token = .end
      strange = word.first
    }
  }

  private mutating func name() throws(FormatError) {
    word.removeAll(keepingCapacity: true)
    while let byte = try peek() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        0x80...,
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        word.append(byte)
        next += 1
        column += 1
        continue
      default: break
      }
      break
    }
    token = word.count <= 8 ? Self.keyword(word) : .word
  }

  /// Keywords are known in any case.
  private static func keyword(_ word: [UInt8]) -> Token {
    switch String(decoding: word, as: UTF8.self).lowercased() {
    case "strict": .strict
    case "graph": .graph
    case "digraph": .digraph
    case "node": .node
    case "edge": .edge
    case "subgraph": .subgraph
    default: .word
    }
  }

  /// A string in quotes, and those that are joined to it.
  private mutating func string() throws(FormatError) {
    word.removeAll(keepingCapacity: true)
    let start = place
    while true {
      try quoted(start)
      try skipBlanks()
      guard try peek() == UInt8(ascii: "+") else { break }
      take(UInt8(ascii: "+"))
      try skipBlanks()
      guard try peek() == UInt8(ascii: "\"") else {
        throw fault(XMLPlace(line: line, column: column), "expected a string after '+'")
      }
    }
    token = .word
  }

  private mutating func quoted(_ start: XMLPlace) throws(FormatError) {
    take(UInt8(ascii: "\""))
    while let byte = try peek() {
      take(byte)
      switch byte {
      case UInt8(ascii: "\""): return
      case UInt8(ascii: "\\"):
        guard let escaped = try peek() else { break }
        take(escaped)
        switch escaped {
        case UInt8(ascii: "\""): word.append(escaped)
        case UInt8(ascii: "\n"): break
        case UInt8(ascii: "\r"):
          if try peek() == UInt8(ascii: "\n") { take(UInt8(ascii: "\n")) }
        default:
          word.append(byte)
          word.append(escaped)
        }
      default: word.append(byte)
      }
    }
    throw fault(start, "expected the end of the string, found the end of the file")
  }

  private mutating func html() throws(FormatError) {
    word.removeAll(keepingCapacity: true)
    let start = place
    var depth = 0
    while let byte = try peek() {
      take(byte)
      if byte == UInt8(ascii: "<") { depth += 1 }
      if byte == UInt8(ascii: ">") { depth -= 1 }
      if depth == 0 {
        word.removeFirst()
        token = .html
        return
      }
      word.append(byte)
      // A comment may hold brackets.
      if byte == UInt8(ascii: "-"), word.suffix(4).elementsEqual("<!--".utf8) {
        try htmlComment(start)
        depth -= 1
      }
    }
    throw fault(start, "expected the end of the HTML string, found the end of the file")
  }

  private mutating func htmlComment(_ start: XMLPlace) throws(FormatError) {
    while let byte = try peek() {
      take(byte)
      word.append(byte)
      if byte == UInt8(ascii: ">"), word.suffix(3).elementsEqual("-->".utf8) { return }
    }
    throw fault(start, "expected the end of the comment, found the end of the file")
  }
}
