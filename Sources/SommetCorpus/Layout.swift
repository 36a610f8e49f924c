import SommetText

/// Decides which units of a text are the article: title, headings, paragraphs, quotations; the rest is dropped.
///
/// It goes by the shape of lines and by the phrases of `furniture.tsv`. In doubt a unit is kept.
struct Layout {
  enum Verdict: Hashable {
    case open
    case dropped(DroppedText.Reason, rule: String)
    case kept(Block.Role, author: String?, date: String?)
  }

  let text: ScalarText
  /// Whether the units come from an HTML page, which was cleaned already.
  let isPage: Bool
  var units: [TextUnit]
  var verdicts: [Verdict]
  /// Where the text tells days of publication, the first that counts first.
  var candidates: [DateCandidate] = []
  /// The days that quoted posts bear.
  var posts: [DateCandidate] = []
  var monthHint: String?
  var author: String?

  let tables = CorpusTables.shared

  init(text: ScalarText, units: [TextUnit], isPage: Bool) {
    self.text = text
    self.units = units
    self.isPage = isPage
    verdicts = Array(repeating: .open, count: units.count)
    for (index, unit) in units.enumerated() {
      if let role = unit.role { verdicts[index] = .kept(role, author: nil, date: nil) }
    }
    splitDatePrefix()
    let rules = matchRules()
    if !isPage {
      dropDuplicateTitle(rules)
      dropHeader(rules)
    }
    dropComments(rules)
    dropTails(rules)
    dropLines(rules)
    dropHead()
    chooseTitle()
    splitDatelines()
    readMetadataLines()
    keepQuotations()
    dropSignature()
    dropTrailingTeasers()
    keepRest()
  }

  /// A day that words of the text tell.
  func candidate(
    _ day: CalendarDay?, _ span: Span, _ rule: String, _ standing: DateCandidate.Standing = .second
  ) -> DateCandidate {
    DateCandidate(
      .text(span), words: String(text[span]).joinedLines, day: day, source: .text, rule: rule,
      standing: standing)
  }

  /// Whether the text has told a day of publication.
  var hasDate: Bool { candidates.contains { $0.day != nil && $0.standing == .second } }

  // MARK: - Shapes

  /// Words that make sentences: long, and with a full stop somewhere.
  func isProse(_ index: Int) -> Bool { units[index].isProse }

  /// A line such as titles and teasers are: no sentence, not long.
  func isTitleLike(_ index: Int) -> Bool {
    let text = units[index].text
    return !isProse(index) && text.unicodeScalars.count <= 220
      && !(text.hasSuffix(".") && !text.hasSuffix(".."))
  }

  func isOpen(_ index: Int) -> Bool {
    if case .dropped = verdicts[index] { false } else { true }
  }

  /// The characters of prose in units that are not dropped.
  func proseLength(_ range: Range<Int>) -> Int {
    range.reduce(0) { $0 + (isOpen($1) && isProse($1) ? units[$1].span.count : 0) }
  }

  mutating func drop(_ range: Range<Int>, _ reason: DroppedText.Reason, rule: String) {
    for index in range where isOpen(index) { verdicts[index] = .dropped(reason, rule: rule) }
  }

  // MARK: - Steps

  /// `date 2023-10 Il s'agit…`: what a scraper left before the first word.
  mutating func splitDatePrefix() {
    guard let first = units.first, first.role == nil else { return }
    guard tables.words.contains(first.text.prefix(while: \.isLetter).lowercased(), in: .date) else { return }
    let words = CalendarWords.words(first.text)
    guard words.count >= 4 else { return }
    let isColon = words[1].text == ":"
    let start = isColon ? 2 : 1
    var end = start
    while end < words.count, words[end].kind == .digits || words[end].text == "-" { end += 1 }
    let value = words[start..<end].map(\.text).joined()
    if let day = CalendarDay(iso: value) {
      candidates.append(candidate(day, first.span.prefix(words[end - 1].range.upperBound), "date.prefix"))
    } else if let day = CalendarDay(iso: value + "-01") {
      monthHint = day.yearAndMonth
    } else {
      return
    }
    split(0, at: end < words.count ? words[end].range.lowerBound : first.span.count)
    verdicts[0] = .dropped(.metadata, rule: "date.prefix")
  }

  /// Parts a unit in two; blanks before the cut belong to neither.
  mutating func split(_ index: Int, at offset: Int) {
    let unit = units[index]
    guard 0 < offset, offset < unit.span.count else { return }
    let scalars = Array(text[unit.span].unicodeScalars)
    var end = offset
    while end > 0, TextLines.isBlank(scalars[end - 1]) { end -= 1 }
    var start = offset
    while start < scalars.count, TextLines.isBlank(scalars[start]) { start += 1 }
    guard end > 0, start < scalars.count else { return }
    func part(_ range: Range<Int>, _ isAfterBlank: Bool) -> TextUnit {
      let span = Span(unit.span.start + range.lowerBound, unit.span.start + range.upperBound)
      return TextUnit(
        span: span, text: String(String.UnicodeScalarView(scalars[range])).joinedLines,
        isAfterBlank: isAfterBlank,
        role: unit.role)
    }
    units.replaceSubrange(
      index...index, with: [part(0..<end, unit.isAfterBlank), part(start..<scalars.count, false)])
    verdicts.insert(verdicts[index], at: index)
  }
}

extension String {
  /// The text with every run of blanks that holds a line end as one blank.
  var joinedLines: String {
    guard unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) else { return self }
    return split(whereSeparator: \.isNewline).map(\.trimmingBlanks).filter { !$0.isEmpty }.joined(
      separator: " ")
  }
}

extension Span {
  /// The first scalars of the span.
  func prefix(_ count: Int) -> Span { Span(start, min(end, start + count)) }
}
