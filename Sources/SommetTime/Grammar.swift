import SommetText

/// One rule of `rules.tsv`: a pattern over words and categories, and what it makes of them.
///
/// The pattern is a sequence of elements parted by spaces:
///
///     {day}       a category, captured; captures count from 1
///     le|la       one of some words
///     x?          an element that may be missing
///     ~x          an element that follows without a space
///     x_y         words in a row, where one of several choices has more than one
///     <x          an element that must be there but is no part of the expression
///
/// Prefixes combine in the order `<`, `~`. A word may hold an apostrophe or hyphen ("d'ici").
struct Rule: Sendable {
  let id: String
  let category: Int
  /// Whether the result can stand as an expression of its own.
  let isExpression: Bool
  let composition: Composition
  let style: TimeTagger.Style?
  let example: String
  let value: String

  /// Whether the expression is a single word or number that may be something else, so that its neighbours count.
  var isBare: Bool { id.hasPrefix("bare.") }
}

/// The rules, expanded into variants without options and indexed by their first element.
struct Grammar: Sendable {
  enum Match: Sendable {
    case words([Int32])
    case digits(Int)
    case category(Int)
  }

  struct Element: Sendable {
    var match: Match
    var isGlued = false
    var isContext = false
    /// Number of the capture, from 1; 0 for words.
    var capture = 0
  }

  struct Variant: Sendable {
    var rule: Int
    var elements: [Element]
    var style: TimeTagger.Style?
    var captureCount: Int
  }

  private(set) var rules: [Rule] = []
  private(set) var lexicon: Lexicon
  let numerals: Numerals
  /// Variants whose first element is a word, by word.
  private(set) var byWord: [[Variant]] = []
  /// Variants whose first element is a category, by category.
  private(set) var byCategory: [[Variant]] = []
  /// Categories of numbers, which the chart makes itself.
  let numberCategories: NumberCategories
  /// The word that parts whole numbers from decimals.
  let comma: Int32
  /// The word that joins others, which texts leave out at times.
  let hyphen: Int32
  /// The category of what looks like a time and is none.
  let noneCategory: Int
  /// Words that a rule writes without a space before certain digits: the "T" of "T3 2024".
  private(set) var leadsDigits: Set<Int32> = []

  static let ruleColumns = ["id", "result", "pattern", "action", "style", "example", "value"]

  struct NumberCategories: Sendable {
    let int, decimal, dig, day, month, hour, minute, year, shortYear, dayWord, minuteWord, hourWord,
      joined: Int
  }

  /// - Parameters:
  ///   - lexicon: tables of words with their senses.
  ///   - numbers: the table of numbers in words.
  ///   - rules: the table of rules.
  ///   - extra: more words to know, forms parted by bars.
  init(lexicon tables: [Table], numbers: Table, rules table: Table, extra: [String]) throws(TableError) {
    var lexicon = try Lexicon(tables: tables)
    numerals = try Numerals(numbers, lexicon: &lexicon)
    numberCategories = NumberCategories(
      int: lexicon.category("int"), decimal: lexicon.category("decimal"), dig: lexicon.category("dig"),
      day: lexicon.category("dom"), month: lexicon.category("mo"), hour: lexicon.category("hh"),
      minute: lexicon.category("mm"), year: lexicon.category("yyyy"), shortYear: lexicon.category("yy"),
      dayWord: lexicon.category("domw"), minuteWord: lexicon.category("mmw"),
      hourWord: lexicon.category("hhw"), joined: lexicon.category("hhmm"))
    noneCategory = lexicon.category("none")
    for forms in extra {
      for form in forms.split(separator: "|") {
        for word in Lexicon.words(String(form)) { _ = lexicon.number(of: word) }
      }
    }
    hyphen = lexicon.number(of: Lexicon.words("-")[0])
    comma = lexicon.number(of: Lexicon.words(",")[0])
    var ids: Set<Substring> = []
    var variants: [Variant] = []
    for row in table.rows {
      guard ids.insert(row["id"]).inserted else { throw row.error("id", expected: "an id of its own") }
      let result = row["result"]
      let isExpression = result.hasSuffix("!")
      let category = lexicon.category(String(isExpression ? result.dropLast() : result))
      let patterns = try Self.patterns(row, lexicon: &lexicon)
      let style: TimeTagger.Style? =
        switch row["style"] {
        case "": nil
        case "news": .news
        case "full": .full
        default: throw row.error("style", expected: "news, full or nothing")
        }
      rules.append(
        Rule(
          id: String(row["id"]), category: category, isExpression: isExpression,
          composition: try Composition(row), style: style, example: String(row["example"]),
          value: String(row["value"])))
      let number = rules.count - 1
      if isExpression {
        for pattern in patterns where pattern.allSatisfy({ $0.capture == 0 }) {
          if case .words(let words) = pattern[0].match { lexicon.markTriggers(words) }
        }
      }
      let captureCount = rules[number].composition.captureCount
      variants += patterns.map {
        Variant(rule: number, elements: $0, style: style, captureCount: captureCount)
      }
    }
    for elements in variants.lazy.map(\.elements) {
      for (word, next) in zip(elements, elements.dropFirst()) where next.isGlued {
        if case .words(let words) = word.match, case .digits = next.match { leadsDigits.formUnion(words) }
      }
    }
    self.lexicon = lexicon
    byWord = Array(repeating: [], count: lexicon.entries.count)
    byCategory = Array(repeating: [], count: lexicon.categories.count)
    for variant in variants {
      switch variant.elements[0].match {
      case .words(let words): for word in words { byWord[Int(word)].append(variant) }
      case .category(let category): byCategory[category].append(variant)
      case .digits: preconditionFailure("patterns that begin with digits were refused")
      }
    }
  }

  private static func patterns(_ row: Table.Row, lexicon: inout Lexicon) throws(TableError) -> [[Element]] {
    var sequences: [[Element]] = [[]]
    var capture = 0
    for text in row["pattern"].split(separator: " ") {
      var text = text
      let isOptional = text.hasSuffix("?")
      if isOptional { text = text.dropLast() }
      let isContext = text.hasPrefix("<")
      if isContext { text = text.dropFirst() }
      let isGlued = text.count > 1 && text.hasPrefix("~")
      if isGlued { text = text.dropFirst() }
      var choices: [[Element]] = []
      if text.hasPrefix("{") {
        guard text.hasSuffix("}") else { throw row.error("pattern", expected: "a category in braces") }
        capture += 1
        let category = lexicon.category(String(text.dropFirst().dropLast()))
        choices = [[Element(match: .category(category), capture: capture)]]
      } else {
        var single: [Int32] = []
        for form in text.split(separator: "|") {
          if let digits = Int(form) {
            choices.append([Element(match: .digits(digits))])
            continue
          }
          let spaced = String(form.map { $0 == "_" ? " " : $0 })
          let words = Lexicon.words(spaced).map { lexicon.number(of: $0) }
          if words.count == 1 {
            single.append(words[0])
          } else {
            choices.append(words.map { Element(match: .words([$0])) })
          }
        }
        if !single.isEmpty { choices.append([Element(match: .words(single))]) }
      }
      for index in choices.indices {
        for position in choices[index].indices { choices[index][position].isContext = isContext }
        choices[index][0].isGlued = isGlued
      }
      sequences = sequences.flatMap { sequence in
        (isOptional ? [sequence] : []) + choices.map { sequence + $0 }
      }
    }
    let filled = sequences.filter { !$0.isEmpty }
    for elements in filled {
      if case .digits = elements[0].match {
        throw row.error("pattern", expected: "a word or a category at the beginning")
      }
    }
    return filled
  }
}
