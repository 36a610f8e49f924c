/// A pattern over the dependency tree, in the manner of Semgrex.
///
///     {lemma:mettre;pos:VERB} >obl* {form:table} !>nsubj {ent:none}
///
/// A node is `{key:value|value;key!:value}`, optionally named by `=name`, or in short `lemma|lemma/POS`. Keys are
/// `lemma`, `form` (lowercase), `pos`, `deprel`, `ent` (`person`, `organization`, `country`, `place`, `actor`,
/// `any`, `none`) and every morphological feature (`Tense:Past`, `Reflex:Yes`). A value ending in `*` stands for
/// everything that begins with it, `_` in it for a blank.
///
/// A relation links the pattern's first node to another: `>` a dependent, `<` the head, `>>` and `<<` the same by
/// one step or more, `>*` and `<*` by none or more, `.` the next token, `..` a later token of the sentence. The
/// name of the dependency may follow at once (`>obl*`, `>>conj|appos`). `!` before a relation forbids it, `?`
/// makes it optional. A node in parentheses may have relations of its own; 32 parentheses may stand in each other.
///
/// Source: Chambers et al. 2007, <https://nlp.stanford.edu/nlp/javadoc/javanlp/edu/stanford/nlp/semgraph/semgrex/SemgrexPattern.html>.
package struct Pattern: Sendable, Hashable {
  /// A test of one token.
  package struct Constraint: Sendable, Hashable {
    package enum Key: Sendable, Hashable {
      case lemma, form, pos, deprel, entity
      case feature(String)
    }

    package var key: Key
    package var values: [Value]
    package var isNegated: Bool
  }

  /// A string to be equal to, or to begin with.
  package struct Value: Sendable, Hashable {
    package var text: String
    package var isPrefix: Bool

    init(_ text: Substring) {
      isPrefix = text.utf8.last == UInt8(ascii: "*") && text.utf8.count > 1
      self.text = String(isPrefix ? text.dropLast() : text).replacing("_", with: " ")
    }

    package func matches(_ other: some StringProtocol) -> Bool {
      isPrefix ? other.hasPrefix(text) : other == text
    }
  }

  package enum Step: String, Sendable, Hashable {
    case child = ">"
    case descendant = ">>"
    case selfOrDescendant = ">*"
    case head = "<"
    case ancestor = "<<"
    case selfOrAncestor = "<*"
    case next = "."
    case later = ".."
  }

  package enum Need: Sendable, Hashable { case required, optional, forbidden }

  package struct Relation: Sendable, Hashable {
    package var need: Need
    package var step: Step
    /// Names of the dependency; any when empty.
    package var deprels: [Value]
    package var target: Pattern
  }

  package var constraints: [Constraint]
  package var name: String?
  package var relations: [Relation]

  /// Whether the pattern's first node may be a noun.
  package var isNominal: Bool {
    constraints.contains { $0.key == .pos && !$0.isNegated && $0.values.contains { $0.text == "NOUN" } }
  }

  /// The names of its nodes.
  package var names: Set<String> {
    relations.reduce(into: name.map { [$0] } ?? []) { $0.formUnion($1.target.names) }
  }

  /// The lemmas that the pattern's first node may have; empty when it does not say.
  package var triggerLemmas: [String] {
    for constraint in constraints where constraint.key == .lemma && !constraint.isNegated {
      if constraint.values.allSatisfy({ !$0.isPrefix }) { return constraint.values.map(\.text) }
    }
    return []
  }
}

/// A fault in a pattern; the column is counted from 1 within it.
package struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
  package let column: Int
  package let expected: String
  package let found: String

  package var description: String { "\(column): expected \(expected), found \(found)" }
}

extension Pattern {
  package init(_ text: some StringProtocol) throws(PatternError) {
    var parser = PatternParser(String(text))
    self = try parser.whole()
  }
}

/// Reads a pattern by recursive descent.
private struct PatternParser {
  /// Each takes some of the stack, here and wherever the pattern is walked.
  private static let deepest = 32

  private let characters: [Character]
  private var index = 0
  /// Parentheses that are open.
  private var depth = 0

  init(_ text: String) { characters = Array(text) }

  mutating func whole() throws(PatternError) -> Pattern {
    let pattern = try self.pattern()
    skipBlanks()
    guard index == characters.count else { throw error("a relation or the end") }
    return pattern
  }

  private mutating func pattern() throws(PatternError) -> Pattern {
    var pattern = try node()
    while true {
      skipBlanks()
      guard let relation = try relation() else { return pattern }
      pattern.relations.append(relation)
    }
  }

  private mutating func node() throws(PatternError) -> Pattern {
    skipBlanks()
    guard let first = current else { throw error("a node") }
    if first == "(" {
      guard depth < Self.deepest else { throw error("at most \(Self.deepest) parentheses in each other") }
      index += 1
      depth += 1
      let inner = try pattern()
      skipBlanks()
      guard take(")") else { throw error("')'") }
      depth -= 1
      return inner
    }
    var pattern = Pattern(constraints: [], name: nil, relations: [])
    if first == "{" {
      index += 1
      skipBlanks()
      while !take("}") {
        pattern.constraints.append(try constraint())
        skipBlanks()
        if take(";") {
          skipBlanks()
        } else if current != "}" {
          throw error("';' or '}'")
        }
      }
    } else {
      pattern.constraints = try shortNode()
    }
    if take("=") {
      let name = word()
      guard !name.isEmpty else { throw error("a name after '='") }
      pattern.name = String(name)
    }
    return pattern
  }

  /// `lemma|lemma/POS|POS`.
  private mutating func shortNode() throws(PatternError) -> [Pattern.Constraint] {
    let lemmas = try values()
    var constraints = [Pattern.Constraint(key: .lemma, values: lemmas, isNegated: false)]
    if take("/") {
      let parts = try values(of: "a part of speech", where: UniversalNames.isPartOfSpeech)
      constraints.append(.init(key: .pos, values: parts, isNegated: false))
    }
    return constraints
  }

  private mutating func constraint() throws(PatternError) -> Pattern.Constraint {
    let start = index
    let name = word()
    let isNegated = take("!")
    guard !name.isEmpty, take(":") else { throw error("a key and ':'") }
    let key: Pattern.Constraint.Key
    let values: [Pattern.Value]
    switch name {
    case "lemma": (key, values) = (.lemma, try self.values())
    case "form": (key, values) = (.form, try self.values())
    case "pos":
      (key, values) = (.pos, try self.values(of: "a part of speech", where: UniversalNames.isPartOfSpeech))
    case "deprel":
      (key, values) = (.deprel, try self.values(of: "a dependency", where: UniversalNames.isRelation))
    case "ent":
      (key, values) = (
        .entity,
        try self.values(of: "a kind of entity, actor, any or none") {
          UniversalNames.entities.contains($0.text)
        }
      )
    default:
      guard UniversalNames.features.contains(String(name)) else {
        index = start
        throw error("a key: lemma, form, pos, deprel, ent or a feature")
      }
      (key, values) = (.feature(String(name)), try self.values())
    }
    return .init(key: key, values: values, isNegated: isNegated)
  }

  private mutating func relation() throws(PatternError) -> Pattern.Relation? {
    guard let first = current, first != ")" else { return nil }
    var need = Pattern.Need.required
    if first == "!" || first == "?" {
      need = first == "!" ? .forbidden : .optional
      index += 1
    }
    var sign = ""
    while let next = current, sign.count < 2,
      ["<", ">", "."].contains(next) || (next == "*" && sign.count == 1)
    {
      sign.append(next)
      index += 1
    }
    guard let step = Pattern.Step(rawValue: sign) else { throw error("a relation: > >> >* < << <* . ..") }
    let isNamed = current.map { $0.isLetter } ?? false
    let deprels =
      isNamed && !isShortNode() ? try values(of: "a dependency", where: UniversalNames.isRelation) : []
    return .init(need: need, step: step, deprels: deprels, target: try node())
  }

  /// Whether the word here is a node in short and not the name of a dependency: no blank and a node follow it.
  private func isShortNode() -> Bool {
    var ahead = index
    while ahead < characters.count, !characters[ahead].isWhitespace, characters[ahead] != "{",
      characters[ahead] != "("
    {
      ahead += 1
    }
    while ahead < characters.count, characters[ahead].isWhitespace { ahead += 1 }
    guard ahead < characters.count else { return true }
    return !(characters[ahead] == "{" || characters[ahead] == "(" || characters[ahead].isLetter)
  }

  /// Words parted by `|`.
  ///
  /// - Parameters:
  ///   - expected: what the words must be, for the error.
  ///   - isKnown: whether one is.
  private mutating func values(
    of expected: String = "a word", where isKnown: (Pattern.Value) -> Bool = { _ in true }
  ) throws(PatternError) -> [Pattern.Value] {
    var values: [Pattern.Value] = []
    repeat {
      let start = index
      let text = word()
      guard !text.isEmpty else { throw error(expected) }
      let value = Pattern.Value(text)
      guard isKnown(value) else {
        throw PatternError(column: start + 1, expected: expected, found: "'\(text)'")
      }
      values.append(value)
    } while take("|")
    return values
  }

  private mutating func word() -> Substring {
    let start = index
    while let next = current, next.isLetter || next.isNumber || "-_'’:*".contains(next) {
      if next == ":" {
        // A colon belongs to a dependency's name (`nsubj:pass`), not to a key.
        let ahead = index + 1
        let isInside = ahead < characters.count && characters[ahead].isLetter && isSubtypeAhead(start)
        guard isInside else { break }
      }
      index += 1
    }
    return Substring(String(characters[start..<index]))
  }

  /// Universal Dependencies' names that carry subtypes after a colon.
  private func isSubtypeAhead(_ start: Int) -> Bool {
    ["nsubj", "aux", "obl", "acl", "expl", "flat", "nmod"].contains(String(characters[start..<index]))
  }

  private var current: Character? { index < characters.count ? characters[index] : nil }

  private mutating func take(_ character: Character) -> Bool {
    guard current == character else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while let next = current, next.isWhitespace { index += 1 }
  }

  private func error(_ expected: String) -> PatternError {
    PatternError(
      column: index + 1, expected: expected, found: current.map { "'\($0)'" } ?? "the end")
  }
}
