/// A word, number or sign of a query.
struct Token: Hashable {
  enum Kind: Hashable {
    /// A name or a keyword: which of them, only the place tells.
    case word(String)
    /// A name between backquotes, which is never a keyword.
    case quotedName(String)
    /// A number without sign, as far as 64 bits go.
    case integer(UInt64)
    case float(Double)
    case string(String)
    case parameter(String)
    case sign(String)
    case end
  }

  let kind: Kind
  let position: QueryPosition
  /// How messages show it.
  let text: String

  /// Whether it is a keyword, written in any case.
  func isKeyword(_ keyword: String) -> Bool {
    if case .word(let word) = kind { word.uppercased() == keyword } else { false }
  }

  func isSign(_ sign: String) -> Bool { kind == .sign(sign) }

  /// What the token names, when it can be a name.
  var name: String? {
    switch kind {
    case .word(let name), .quotedName(let name): name
    default: nil
    }
  }

  /// Whether an expression or a pattern could begin here.
  var beginsOperand: Bool {
    switch kind {
    case .word(let word):
      !["AS", "IN", "IS", "AND", "OR", "XOR", "STARTS", "ENDS", "CONTAINS", "ASC", "DESC"]
        .contains(word.uppercased())
    case .quotedName, .integer, .float, .string, .parameter, .sign("*"): true
    default: false
    }
  }

  var shown: String {
    switch kind {
    case .end: "the end of the query"
    default: "'\(text.count > 40 ? text.prefix(40) + "…" : text)'"
    }
  }
}
