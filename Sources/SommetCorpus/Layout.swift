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
  private(set) var date: CalendarDay?
  private(set) var monthHint: String?
  private(set) var author: String?

  private let tables = CorpusTables.shared

  init(text: ScalarText, units: [TextUnit], isPage: Bool) {
    self.text = text
    self.units = units
    self.isPage = isPage
    verdicts = Array(repeating: .open, count: units.count)
    for (index, unit) in units.enumerated() {
      if let role = unit.role { verdicts[index] = .kept(role, author: nil, date: nil) }
    }
    splitDatePrefix()
    if !isPage { dropDuplicateTitle() }
    let rules = matchRules()
    dropComments(rules)
    dropTails(rules)
    dropLines(rules)
    dropHead()
    chooseTitle()
    splitDatelines()
    readMetadataLines()
    keepQuotations()
    dropTrailingTeasers()
    keepRest()
  }

  // MARK: - Shapes

  /// Words that make sentences: long, and with a full stop somewhere.
  func isProse(_ index: Int) -> Bool { Self.isProse(units[index].text) }

  static func isProse(_ text: String) -> Bool {
    let words = LineForm.wordCount(text)
    if words >= 35 { return true }
    if words < 10 { return false }
    if TextLines.endsSentence(text) { return !isTitleLength(words) || endsWithFullStop(text) }
    return holdsSentenceEnd(text)
  }

  /// Titles may end with a question mark or with dots of suspension, so short lines that do are no prose yet.
  private static func isTitleLength(_ words: Int) -> Bool { words <= 20 }

  private static func endsWithFullStop(_ text: String) -> Bool {
    for scalar in text.unicodeScalars.reversed() {
      if TextLines.isBlank(scalar) || "»\"”’')]".unicodeScalars.contains(scalar) { continue }
      return scalar == "." || scalar == "!"
    }
    return false
  }

  /// A full stop after a word of four letters and before a capital.
  private static func holdsSentenceEnd(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    return zip(words, words.dropFirst()).contains { word, next in
      word.count >= 5 && ".!?".contains(word.last!) && next.first!.isUppercase
        && word.dropLast().last?.isLowercase == true
    }
  }

  /// A line such as titles and teasers are: no sentence, not long.
  func isTitleLike(_ index: Int) -> Bool {
    let text = units[index].text
    return !isProse(index) && text.unicodeScalars.count <= 220
      && !(text.hasSuffix(".") && !text.hasSuffix(".."))
  }

  private func isOpen(_ index: Int) -> Bool {
    if case .dropped = verdicts[index] { false } else { true }
  }

  /// The characters of prose in units that are not dropped.
  private func proseLength(_ range: Range<Int>) -> Int {
    range.reduce(0) { $0 + (isOpen($1) && isProse($1) ? units[$1].span.count : 0) }
  }

  private mutating func drop(_ range: Range<Int>, _ reason: DroppedText.Reason, rule: String) {
    for index in range where isOpen(index) { verdicts[index] = .dropped(reason, rule: rule) }
  }

  // MARK: - Steps

  /// `date 2023-10 Il s'agit…`: what a scraper left before the first word.
  private mutating func splitDatePrefix() {
    guard let first = units.first, first.role == nil else { return }
    let words = CalendarWords.words(first.text)
    guard words.count >= 4, words[0].text.lowercased() == "date" else { return }
    let isColon = words[1].text == ":"
    let start = isColon ? 2 : 1
    var end = start
    while end < words.count, words[end].kind == .digits || words[end].text == "-" { end += 1 }
    let value = words[start..<end].map(\.text).joined()
    if let day = CalendarDay(iso: value) {
      date = day
    } else if let day = CalendarDay(iso: value + "-01") {
      monthHint = day.yearAndMonth
    } else {
      return
    }
    split(0, at: end < words.count ? words[end].range.lowerBound : first.span.count)
    verdicts[0] = .dropped(.metadata, rule: "date.prefix")
  }

  /// Parts a unit in two; blanks before the cut belong to neither.
  private mutating func split(_ index: Int, at offset: Int) {
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

  /// A page's title comes first, then its menus, then the title again.
  private mutating func dropDuplicateTitle() {
    guard let first = units.first(where: { _ in true }), LineForm.wordCount(first.text) >= 3, isTitleLike(0)
    else {
      return
    }
    let whole = LineForm.normal(first.text)
    for index in units.indices.dropFirst().prefix(40) {
      let again = LineForm.normal(units[index].text)
      // The page's title may go on with the name of the site.
      let isSame = again == whole || (LineForm.wordCount(again) >= 4 && whole.hasPrefix(again))
      if isSame {
        drop(0..<1, .duplicate, rule: "title.repeated")
        for between in 1..<index where isTitleLike(between) {
          drop(between..<between + 1, .navigation, rule: "before.title")
        }
        return
      }
      if isProse(index) { return }
    }
  }

  private func matchRules() -> [Furniture.Rule?] {
    units.indices.map { index in
      guard units[index].role == nil || units[index].role == .heading else { return nil }
      return tables.furniture.rule(
        for: LineForm.normal(units[index].text), wordCount: LineForm.wordCount(units[index].text))
    }
  }

  /// A thread of comments runs to the end.
  private mutating func dropComments(_ rules: [Furniture.Rule?]) {
    let marks = rules.indices.filter { rules[$0]?.scope == .comment }
    for index in rules.indices {
      guard let rule = rules[index], rule.scope == .comments || rule.scope == .marked else { continue }
      let before = proseLength(0..<index)
      let isMarked = marks.contains { $0 > index }
      if before < 200 {
        if rule.scope == .comments { drop(index..<index + 1, .comments, rule: rule.id) }
      } else if isMarked || (rule.scope == .comments && proseLength(index + 1..<units.count) <= before) {
        return drop(index..<units.count, .comments, rule: rule.id)
      } else if rule.scope == .comments || index == units.count - 1 {
        drop(index..<index + 1, .comments, rule: rule.id)
      }
    }
    guard marks.count >= 2, let first = marks.first, let rule = rules[first] else { return }
    // Without a head: from the first mark, or from what the first "Répondre" stands under.
    let start = rule.match == .end ? first : max(first - 1, 0)
    if proseLength(0..<start) >= 200 { drop(start..<units.count, .comments, rule: rule.id) }
  }

  /// Lists of other articles, and what follows them.
  private mutating func dropTails(_ rules: [Furniture.Rule?]) {
    for index in rules.indices where isOpen(index) {
      guard let rule = rules[index] else { continue }
      let before = proseLength(0..<index)
      let after = proseLength(index + 1..<units.count)
      switch rule.scope {
      case .tail where before >= 200 && after * 3 <= before:
        return drop(index..<units.count, rule.reason, rule: rule.id)
      case .tail, .list:
        dropList(index, rule, isLast: after == 0)
      case .weak:
        let next = (index + 1..<units.count).first(where: isOpen)
        if before > 0, next == nil || (isTitleLike(next!) && after == 0) {
          dropList(index, rule, isLast: after == 0)
        } else if next.map({ !units[$0].isAfterBlank && isTitleLike($0) }) == true {
          dropList(index, rule, isLast: false)
        }
      default: break
      }
    }
  }

  /// A head and the lines like titles below it: those that follow without a blank line, or else one; at the end all.
  private mutating func dropList(_ head: Int, _ rule: Furniture.Rule, isLast: Bool) {
    drop(head..<head + 1, rule.reason, rule: rule.id)
    var index = head + 1
    var count = 0
    while index < units.count, isOpen(index),
      isTitleLike(index)
        || (!isLast && !units[index].isAfterBlank && count == 0 && units[index].span.count < 300)
    {
      if !isLast, units[index].isAfterBlank, count > 0 { break }
      drop(index..<index + 1, rule.reason, rule: rule.id)
      let wasAfterBlank = units[index].isAfterBlank
      index += 1
      count += 1
      if !isLast, wasAfterBlank { break }
    }
  }

  private mutating func dropLines(_ rules: [Furniture.Rule?]) {
    for index in rules.indices where isOpen(index) {
      guard let rule = rules[index] else { continue }
      switch rule.scope {
      case .line, .comment:
        if rule.reason == .teaser, proseLength(0..<index) == 0 { continue }
        if rule.match != .line, units[index].span.count > 400 { continue }
        drop(index..<index + 1, rule.reason, rule: rule.id)
      case .comments, .marked, .list, .weak, .tail: continue
      }
    }
  }

  /// Menus anywhere that no sentence has begun, and one-word menus there only.
  private mutating func dropHead() {
    let firstProse = units.indices.first { isOpen($0) && isProse($0) } ?? units.count
    for index in units.indices where isOpen(index) && units[index].role == nil {
      let line = units[index].text
      guard tables.menus.isMenu(line) else { continue }
      let isLong = LineForm.wordCount(line) >= 3
      if index < firstProse || isLong { drop(index..<index + 1, .navigation, rule: "menu") }
    }
  }

  private mutating func chooseTitle() {
    if units.contains(where: { $0.role == .title }) { return }
    guard let first = units.indices.first(where: isOpen), isTitleLike(first), units[first].role == nil else {
      return
    }
    let words = LineForm.wordCount(units[first].text)
    let isDate = tables.calendar.isDateLine(CalendarWords.words(units[first].text))
    let next = (first + 1..<units.count).first(where: isOpen)
    if isDate || isByline(first) { return titleAfter(first) }
    if words < 1 { return }
    // A section's name above the title.
    if words <= 3, let next, next == first + 1, isTitleLike(next), LineForm.wordCount(units[next].text) >= 5,
      !units[first].text.contains(":"), !TextLines.endsSentence(units[first].text)
    {
      verdicts[first] = .kept(.heading, author: nil, date: nil)
      verdicts[next] = .kept(.title, author: nil, date: nil)
      return
    }
    guard units.count > 1 || words <= 30 else { return }
    verdicts[first] = .kept(.title, author: nil, date: nil)
  }

  /// A title below a date line or the author's name.
  private mutating func titleAfter(_ index: Int) {
    for next in units.indices.dropFirst(index + 1).prefix(4) where isOpen(next) {
      if isProse(next) { return }
      if isByline(next) || tables.calendar.isDateLine(CalendarWords.words(units[next].text)) { continue }
      if isTitleLike(next), LineForm.wordCount(units[next].text) >= 4 {
        verdicts[next] = .kept(.title, author: nil, date: nil)
      }
      return
    }
  }

  /// A date line before the first sentence becomes a unit of its own, or is dropped when it tells the day only.
  private mutating func splitDatelines() {
    var seen = 0
    var index = 0
    while index < units.count, seen < 3 {
      defer { index += 1 }
      guard verdicts[index] == .open else { continue }
      seen += isProse(index) ? 1 : 0
      guard let line = Dateline(units[index].text, tables: tables) else { continue }
      if date == nil { date = line.day }
      split(index, at: line.length)
      verdicts[index] =
        line.hasWords
        ? .kept(.heading, author: nil, date: nil) : .dropped(.metadata, rule: "dateline")
      return
    }
  }

  /// Lines that tell day and author: before the second sentence, or those that a rule has dropped.
  private mutating func readMetadataLines() {
    var prose = 0
    for index in units.indices {
      if isOpen(index), isProse(index) { prose += 1 }
      let unit = units[index]
      if case .dropped(.metadata, let rule) = verdicts[index] {
        if rule.hasPrefix("meta"), date == nil { date = publicationDay(unit.text) }
        if author == nil { author = name(inByline: unit.text) }
      } else if verdicts[index] == .open, prose <= 1, unit.role == nil {
        let words = CalendarWords.words(unit.text)
        if tables.calendar.isDateLine(words) {
          if date == nil { date = tables.calendar.days(in: words).first?.day }
          drop(index..<index + 1, .metadata, rule: "date.line")
        } else if isByline(index) {
          if date == nil { date = publicationDay(unit.text) }
          if author == nil { author = name(inByline: unit.text) }
          drop(index..<index + 1, .metadata, rule: "byline")
        }
      } else if verdicts[index] == .open, isByline(index), !isProse(index), unit.role == nil {
        if author == nil { author = name(inByline: unit.text) }
        drop(index..<index + 1, .metadata, rule: "byline")
      }
    }
  }

  private mutating func keepQuotations() {
    var index = 0
    while index < units.count {
      defer { index += 1 }
      guard isOpen(index), let post = EmbeddedPost(units[index].text, calendar: tables.calendar) else {
        continue
      }
      let quotation = Verdict.kept(.quotation, author: post.author, date: post.date)
      if post.isSignatureOnly, index > 0, verdicts[index - 1] == .open {
        // The signature of the paragraph before it.
        let span = units[index - 1].span.union(units[index].span)
        units[index - 1] = TextUnit(
          span: span, text: units[index - 1].text + " " + units[index].text,
          isAfterBlank: units[index - 1].isAfterBlank, role: units[index - 1].role)
        verdicts[index - 1] = quotation
        units.remove(at: index)
        verdicts.remove(at: index)
        index -= 1
      } else {
        verdicts[index] = quotation
      }
      if let day = post.date, date == nil, let monthHint, day.hasPrefix(monthHint), inferred == nil {
        inferred = CalendarDay(iso: day)
      }
    }
    for index in units.indices.dropLast() where verdicts[index] == .open && verdicts[index + 1] == .open {
      guard Self.isQuotedWhole(units[index].text), let name = signature(units[index + 1].text) else {
        continue
      }
      verdicts[index] = .kept(.quotation, author: name, date: nil)
      verdicts[index + 1] = .kept(.paragraph, author: nil, date: nil)
    }
  }

  /// The day that an embedded post bears, when it lies in the month that the text tells.
  private(set) var inferred: CalendarDay?

  /// Three and more lines like titles at the very end are teasers of other articles.
  private mutating func dropTrailingTeasers() {
    var start = units.count
    var index = units.count - 1
    var count = 0
    while index >= 0 {
      if isOpen(index) {
        let words = LineForm.wordCount(units[index].text)
        guard verdicts[index] == .open, units[index].role == nil, isTitleLike(index),
          (4...25).contains(words),
          units[index].text.first?.isLetter == true,
          !TextLines.endsSentence(units[index].text)
            || units[index].text.hasSuffix("?")
        else { break }
        start = index
        count += 1
      }
      index -= 1
    }
    if count >= 3, proseLength(0..<start) >= 400 {
      drop(start..<units.count, .teaser, rule: "trailing.titles")
    }
  }

  private mutating func keepRest() {
    for index in units.indices where verdicts[index] == .open {
      verdicts[index] = .kept(isHeading(index) ? .heading : .paragraph, author: nil, date: nil)
    }
  }

  private func isHeading(_ index: Int) -> Bool {
    let text = units[index].text
    guard !isProse(index), LineForm.wordCount(text) <= 20, let last = text.last, !".,;…!".contains(last)
    else {
      return false
    }
    if let first = text.first, "•-–—*«\"“(".contains(first) { return false }
    // Something of the article follows.
    return (index + 1..<units.count).contains { isOpen($0) }
  }

  // MARK: - Small readings

  /// `Par Camille Roux`, `Par Camille Roux et Léa Petit, à Lyon`.
  private func isByline(_ index: Int) -> Bool {
    let text = units[index].text
    return name(inByline: text) != nil && LineForm.wordCount(text) <= 16
      && (!TextLines.endsSentence(text) || LineForm.wordCount(text) <= 8)
  }

  private func name(inByline text: String) -> String? {
    var words = text.split(whereSeparator: \.isWhitespace)[...]
    guard let par = words.popFirst(), ["par", "de"].contains(par.lowercased()), par.lowercased() == "par"
    else {
      return nil
    }
    var name: [Substring] = []
    for word in words {
      let bare = word.trimmingSuffix { ",–—-|(:;".contains($0) }
      let isName =
        bare.first?.isUppercase == true
        || ["de", "du", "et", "la", "le", "van", "von", "ben", "d'"].contains(bare)
      guard isName, name.count < 8 else { break }
      name.append(bare)
      if bare.count < word.count { break }
    }
    while let last = name.last, last.first?.isLowercase == true { name.removeLast() }
    guard name.count >= 2 else { return nil }
    return name.joined(separator: " ")
  }

  /// The day after "publié", not the one after "mis à jour".
  private func publicationDay(_ text: String) -> CalendarDay? {
    let words = CalendarWords.words(text)
    let days = tables.calendar.days(in: words)
    for (day, range) in days {
      let before = words[..<range.lowerBound].reversed().lazy.map { $0.text.lowercased() }
      let verb = before.first {
        $0.hasPrefix("publi") || $0.hasPrefix("post") || $0 == "ligne" || $0.hasPrefix("mis") || $0 == "jour"
          || $0.hasPrefix("modif") || $0.hasPrefix("actual") || $0.hasPrefix("rédig")
      }
      if verb == "jour" || verb?.hasPrefix("mis") == true || verb?.hasPrefix("modif") == true
        || verb?.hasPrefix("actual") == true
      {
        continue
      }
      return day
    }
    return nil
  }

  private static func isQuotedWhole(_ text: String) -> Bool {
    let trimmed = text.trimmingBlanks
    guard let first = trimmed.first, let last = trimmed.last else { return false }
    return (first == "«" && last == "»" && trimmed.filter { $0 == "«" }.count == 1)
      || (first == "“" && last == "”" && trimmed.filter { $0 == "“" }.count == 1)
      || (first == "\"" && last == "\"" && trimmed.filter { $0 == "\"" }.count == 2)
  }

  /// The name in `— Camille Roux, maire de la ville` or `Camille Roux, maire de la ville`.
  private func signature(_ text: String) -> String? {
    guard LineForm.wordCount(text) <= 20, !TextLines.endsSentence(text) else { return nil }
    let hasDash = text.first.map { "—–-".contains($0) } == true
    let rest = hasDash ? text.dropFirst().trimmingBlanks : text
    let name = rest.prefix { !",(".contains($0) }.trimmingBlanks
    let words = name.split(whereSeparator: \.isWhitespace)
    guard (2...5).contains(words.count), words.first?.first?.isUppercase == true,
      words.last?.first?.isUppercase == true, hasDash || rest.contains(",")
    else { return nil }
    return name
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

extension Substring {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, isDropped(last) { text = text.dropLast() }
    return text
  }
}
