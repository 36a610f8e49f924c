import SommetText

/// A bottom-up left-corner chart over one run of words that the grammar knows.
///
/// Start positions are filled from right to left, so that whatever may follow an element is complete when the
/// element is met. Cost grows with the length of the run, not with that of the text.
struct Chart {
  struct Edge {
    var category: Int
    /// Index after the last atom.
    var end: Int
    /// The expression's own atoms, without words of context.
    var core: Range<Int>
    var meaning: Meaning
    /// Index of the rule; -1 for words and numbers.
    var rule: Int
  }

  private let grammar: Grammar
  private let atoms: ArraySlice<Atom>
  private let style: TimeTagger.Style
  /// Edges by start, counted from the run's first atom.
  private var edges: [[Edge]]
  /// Places in `edges` of the readings that can stand alone, by start.
  private var expressions: [[Int]]

  /// More readings than this of one beginning are not followed up: a run of numbers, not a date.
  private static let limit = 160

  init(_ atoms: ArraySlice<Atom>, grammar: Grammar, style: TimeTagger.Style) {
    self.grammar = grammar
    self.atoms = atoms
    self.style = style
    edges = Array(repeating: [], count: atoms.count + 1)
    expressions = Array(repeating: [], count: atoms.count + 1)
    for index in atoms.indices.reversed() { fill(index) }
  }

  private mutating func fill(_ start: Int) {
    lexical(start)
    let word = atoms[start].word
    if word >= 0 {
      for variant in grammar.byWord[Int(word)] { extend(variant, from: start, end: start + 1, first: nil) }
    }
    let row = start - atoms.startIndex
    var next = 0
    while next < edges[row].count, edges[row].count < Self.limit {
      let edge = edges[row][next]
      next += 1
      for variant in grammar.byCategory[edge.category] {
        extend(variant, from: start, end: edge.end, first: edge)
      }
    }
  }

  // MARK: Words and numbers

  private mutating func lexical(_ start: Int) {
    let atom = atoms[start]
    if atom.isNumber {
      number(start)
      return
    }
    guard atom.word >= 0 else { return }
    for entry in grammar.lexicon.entries[Int(atom.word)] {
      var end = start + 1
      guard
        entry.rest.allSatisfy({ word in
          if end < atoms.endIndex, atoms[end].word == word {
            end += 1
            return true
          }
          // "avant hier" is "avant-hier".
          return word == grammar.hyphen
        })
      else { continue }
      for sense in entry.senses { add(sense.category, start, end, sense.meaning) }
    }
    let categories = grammar.numberCategories
    for (value, end) in grammar.numerals.numbers(in: atoms, from: start) {
      add(categories.int, start, end, .number(value, digits: 0))
      // The first of a month is "premier"; "un" is mostly an article.
      if 2...31 ~= value {
        add(categories.day, start, end, .number(value, digits: 0))
        add(categories.dayWord, start, end, .number(value, digits: 0))
      }
      if 0...24 ~= value {
        add(categories.hour, start, end, .number(value, digits: 0))
        add(categories.hourWord, start, end, .number(value, digits: 0))
      }
      if 1...59 ~= value { add(categories.minuteWord, start, end, .number(value, digits: 0)) }
      if 1000...2199 ~= value { add(categories.year, start, end, .number(value, digits: 0)) }
    }
  }

  private mutating func number(_ start: Int) {
    let atom = atoms[start]
    guard atom.number >= 0, !isPartOfLongNumber(start) else { return }
    let categories = grammar.numberCategories
    let value = Meaning.number(atom.number, digits: atom.count)
    if start + 2 < atoms.endIndex, atoms[start + 1].gap == .none,
      atoms[start + 1].word == grammar.comma, atoms[start + 2].isNumber, atoms[start + 2].gap == .none
    {
      let text = "\(atom.number).\(String(atoms[start + 2].number))"
      if let decimal = Double(text) { add(categories.decimal, start, start + 3, .decimal(decimal)) }
      return
    }
    if start - 2 >= atoms.startIndex, atom.gap == .none, atoms[start - 1].word == grammar.comma,
      atoms[start - 1].gap == .none, atoms[start - 2].isNumber
    {
      return
    }
    add(categories.int, start, start + 1, value)
    add(categories.dig, start, start + 1, value)
    if atom.count <= 2 {
      if 1...31 ~= atom.number { add(categories.day, start, start + 1, value) }
      if 1...12 ~= atom.number { add(categories.month, start, start + 1, value) }
      if 0...24 ~= atom.number { add(categories.hour, start, start + 1, value) }
      if atom.count == 2, 0...59 ~= atom.number { add(categories.minute, start, start + 1, value) }
      if atom.count == 2 { add(categories.shortYear, start, start + 1, value) }
    }
    if 3...4 ~= atom.count, atom.number < 2400, atom.number % 100 < 60 {
      add(categories.joined, start, start + 1, value)
    }
    if atom.count == 4, 1000...2199 ~= atom.number { add(categories.year, start, start + 1, value) }
  }

  /// Whether a number is a group of a longer one: 12 000, 2 500 000.
  private func isPartOfLongNumber(_ index: Int) -> Bool {
    func joins(_ left: Int, _ right: Int) -> Bool {
      atoms[left].isNumber && atoms[right].isNumber && atoms[left].count <= 3 && atoms[right].count == 3
        && atoms[right].gap == .space
    }
    return index + 1 < atoms.endIndex && joins(index, index + 1)
      || index > atoms.startIndex && joins(index - 1, index)
  }

  private mutating func add(_ category: Int, _ start: Int, _ end: Int, _ meaning: Meaning) {
    edges[start - atoms.startIndex].append(
      Edge(category: category, end: end, core: start..<end, meaning: meaning, rule: -1))
  }

  // MARK: Rules

  /// Matches the elements of a variant after its first, and adds what the rule makes of every match.
  private mutating func extend(_ variant: Grammar.Variant, from start: Int, end: Int, first: Edge?) {
    if let only = variant.style, only != style { return }
    if variant.elements.count > 1, !mayBegin(variant.elements[1], at: end) { return }
    var captures: [Edge?] = Array(repeating: nil, count: variant.captureCount + 1)
    if let first, variant.elements[0].capture < captures.count {
      captures[variant.elements[0].capture] = first
    }
    let isContext = variant.elements[0].isContext
    let core = isContext ? nil : (first?.core ?? start..<end)
    match(variant, 1, at: end, from: start, core: core, captures: captures)
  }

  /// Whether an element may match at an atom: a cheap look before anything is kept.
  private func mayBegin(_ element: Grammar.Element, at index: Int) -> Bool {
    guard index < atoms.endIndex, !element.isGlued || atoms[index].gap == .none else { return false }
    switch element.match {
    case .words(let words): return words.contains(atoms[index].word)
    case .digits(let digits): return atoms[index].isNumber && atoms[index].number == digits
    case .category(let category): return edges[index - atoms.startIndex].contains { $0.category == category }
    }
  }

  private mutating func match(
    _ variant: Grammar.Variant, _ position: Int, at index: Int, from start: Int, core: Range<Int>?,
    captures: [Edge?]
  ) {
    guard position < variant.elements.count else {
      finish(variant.rule, from: start, end: index, core: core, captures: captures)
      return
    }
    guard index < atoms.endIndex else { return }
    let element = variant.elements[position]
    if element.isGlued, atoms[index].gap != .none { return }
    func joined(_ other: Range<Int>) -> Range<Int> {
      core.map { min($0.lowerBound, other.lowerBound)..<max($0.upperBound, other.upperBound) } ?? other
    }
    switch element.match {
    case .words(let words):
      guard words.contains(atoms[index].word) else { return }
      match(
        variant, position + 1, at: index + 1, from: start,
        core: element.isContext ? core : joined(index..<index + 1), captures: captures)
    case .digits(let digits):
      guard atoms[index].isNumber, atoms[index].number == digits else { return }
      match(
        variant, position + 1, at: index + 1, from: start,
        core: element.isContext ? core : joined(index..<index + 1), captures: captures)
    case .category(let category):
      for edge in edges[index - atoms.startIndex] where edge.category == category {
        var captures = captures
        if element.capture < captures.count { captures[element.capture] = edge }
        match(
          variant, position + 1, at: edge.end, from: start,
          core: element.isContext ? core : joined(edge.core),
          captures: captures)
      }
    }
  }

  private mutating func finish(_ number: Int, from start: Int, end: Int, core: Range<Int>?, captures: [Edge?])
  {
    let rule = grammar.rules[number]
    guard let core, let meaning = rule.composition.meaning(captures.map { $0?.meaning }) else { return }
    let row = start - atoms.startIndex
    for edge in edges[row] where edge.category == rule.category && edge.end == end && edge.meaning == meaning
    {
      return
    }
    // A rule that only passes its capture on keeps the rule behind it.
    var origin = number
    if rule.composition.isPass, !rule.isBare, let first = captures.dropFirst().compactMap({ $0 }).first,
      first.rule >= 0
    {
      origin = first.rule
    }
    edges[row].append(Edge(category: rule.category, end: end, core: core, meaning: meaning, rule: origin))
    if rule.isExpression {
      expressions[row].append(edges[row].count - 1)
    }
  }

  // MARK: Choice

  /// The expressions of the run from left to right, not overlapping, each the longest at its place; of two as long
  /// the one that saw more words around it wins, then the earlier rule of the table.
  ///
  /// - Parameter light: words that lead an expression and do not count in its place ("la veille" against "veille de").
  func expressions(light: Set<Int32>, where isFit: (Edge) -> Bool) -> [Edge] {
    var candidates: [(edge: Edge, start: Int, width: Int)] = []
    for (row, numbers) in expressions.enumerated() {
      for number in numbers {
        let edge = edges[row][number]
        let start = edge.core.first { !light.contains(atoms[$0].word) } ?? edge.core.lowerBound
        candidates.append((edge, start, edge.end - row - atoms.startIndex))
      }
    }
    candidates.sort { a, b in
      (a.start, -a.edge.core.upperBound, -a.width, a.edge.core.lowerBound, a.edge.rule)
        < (b.start, -b.edge.core.upperBound, -b.width, b.edge.core.lowerBound, b.edge.rule)
    }
    var found: [Edge] = []
    for candidate in candidates
    where candidate.edge.core.lowerBound >= found.last?.core.upperBound ?? 0 && isFit(candidate.edge) {
      found.append(candidate.edge)
    }
    return found
  }
}
