import SommetText

// What belongs to the page: the title's repetition, menus, lists of other articles, comments, single lines.

extension Layout {
  /// A page's title comes first, then its menus, then the title again.
  mutating func dropDuplicateTitle(_ rules: [Furniture.Rule?]) {
    guard let first = units.first, isOpen(0), isTitleLike(0), first.wordCount >= 3 else {
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
      // A list of other articles may hold the title as well.
      if isProse(index) || rules[index]?.reason == .teaser { return }
    }
  }

  func matchRules() -> [Furniture.Rule?] {
    units.indices.map { index in
      guard units[index].role == nil || units[index].role == .heading else { return nil }
      return tables.furniture.rule(for: units[index])
    }
  }

  /// A thread of comments runs to the end.
  mutating func dropComments(_ rules: [Furniture.Rule?]) {
    let marks = rules.indices.filter { rules[$0]?.scope == .comment }
    for index in rules.indices {
      guard let rule = rules[index], rule.scope == .comments || rule.scope == .marked else { continue }
      let before = proseLength(0..<index)
      let isFollowed = index + 1 < rules.count && rules[index + 1]?.reason == .comments
      let isMarked = isFollowed || marks.contains { $0 > index }
      if before < 200 {
        if rule.scope == .comments { drop(index..<index + 1, .comments, rule: rule.id) }
      } else if isMarked || (rule.scope == .comments && proseLength(index + 1..<units.count) <= before) {
        return drop(index..<units.count, .comments, rule: rule.id)
      } else if rule.scope == .comments || index == units.count - 1 {
        drop(index..<index + 1, .comments, rule: rule.id)
      }
    }
    guard marks.count >= 2, let first = marks.first, let rule = rules[first] else { return }
    // Without a head: from the first mark, or from the short line that it stands under.
    let isUnderName = rule.match == .line && first > 0 && !isProse(first - 1)
    let start = isUnderName ? first - 1 : first
    if proseLength(0..<start) >= 200 { drop(start..<units.count, .comments, rule: rule.id) }
  }

  /// Lists of other articles, and what follows them.
  mutating func dropTails(_ rules: [Furniture.Rule?]) {
    for index in rules.indices where isOpen(index) {
      guard let rule = rules[index] else { continue }
      let before = proseLength(0..<index)
      let after = proseLength(index + 1..<units.count)
      switch rule.scope {
      case .tail where before >= 200 && after * 3 <= before:
        return drop(index..<units.count, rule.reason, rule: rule.id)
      case .tail, .list:
        // A sentence may begin with such words.
        if rule.match != .line, !isTitleLike(index) { continue }
        dropList(index, rules, isLast: after == 0)
      case .weak:
        let next = (index + 1..<units.count).first(where: isOpen)
        if before > 0, next == nil || (isTitleLike(next!) && after == 0) {
          dropList(index, rules, isLast: after == 0)
        } else if next.map({ !units[$0].isAfterBlank && isTitleLike($0) }) == true {
          dropList(index, rules, isLast: false)
        }
      default: break
      }
    }
  }

  /// A head and the lines like titles below it, up to a blank line; at the end of the article all of them.
  mutating func dropList(_ head: Int, _ rules: [Furniture.Rule?], isLast: Bool) {
    guard let rule = rules[head] else { return }
    drop(head..<head + 1, rule.reason, rule: rule.id)
    for index in head + 1..<units.count {
      // Another list has a head of its own.
      guard isOpen(index), ![.list, .tail, .comments].contains(rules[index]?.scope) else { break }
      if !isLast, units[index].isAfterBlank, index > head + 1 { break }
      // A short text right below the head of a box that sells something belongs to it.
      let isOfBox =
        rule.reason == .promotion && index == head + 1 && !units[index].isAfterBlank
        && units[index].span.count < 300
      // A box that sells something ends at a blank line.
      if rule.reason == .promotion, units[index].isAfterBlank, !isLast { break }
      guard isOfBox || (isLast ? !isProse(index) : isTitleLike(index)) else { break }
      drop(index..<index + 1, rule.reason, rule: rule.id)
    }
  }

  mutating func dropLines(_ rules: [Furniture.Rule?]) {
    for index in units.indices where isOpen(index) && Self.isAddress(units[index].text) {
      drop(index..<index + 1, .sharing, rule: "address")
    }
    for index in units.indices.dropFirst()
    where isOpen(index)
      && (Self.isCredited(units[index].text) || Self.isSigned(units[index].text))
    {
      drop(index..<index + 1, .caption, rule: "credit")
    }
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
  mutating func dropHead() {
    let firstProse = units.indices.first { isOpen($0) && isProse($0) } ?? units.count
    for index in units.indices where isOpen(index) && units[index].role == nil {
      let line = units[index].text
      guard tables.menus.isMenu(line) else { continue }
      let isLong = units[index].wordCount >= 3
      if index < firstProse || isLong { drop(index..<index + 1, .navigation, rule: "menu") }
    }
  }

  /// Three and more lines like titles at the very end are teasers of other articles.
  mutating func dropTrailingTeasers() {
    var start = units.count
    var index = units.count - 1
    var count = 0
    while index >= 0 {
      if isOpen(index) {
        let words = units[index].wordCount
        guard verdicts[index] == .open, units[index].role == nil, isTitleLike(index),
          (4...25).contains(words),
          units[index].text.first?.isLetter == true,
          !Prose.endsSentence(units[index].text)
            || units[index].text.hasSuffix("?")
        else { break }
        start = index
        count += 1
      }
      index -= 1
    }
    if count >= 3, proseLength(0..<start) >= 250 {
      drop(start..<units.count, .teaser, rule: "trailing.titles")
    }
  }

  /// `The market is closed. LÉA PETIT / LE COURRIER`: a caption with those who made it.
  private static func isSigned(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "/")), LineForm.wordCount(text) <= 40,
      let stop = text.ranges(of: ". ").last
    else { return false }
    let owner = text[stop.upperBound...]
    return owner.contains(" / ") && owner.count <= 50 && LineForm.wordCount(owner) >= 2
      && owner.uppercased() == owner && owner.allSatisfy { !$0.isNumber }
  }

  /// `The market is closed. | LE COURRIER`: a caption with its owner.
  private static func isCredited(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "|")), let bar = text.ranges(of: " | ").last else { return false }
    let owner = text[bar.upperBound...]
    return LineForm.wordCount(text) <= 40 && owner.contains(where: \.isLetter) && owner.count <= 40
      && owner.uppercased() == owner
  }

  /// Nothing but addresses of pages and pictures.
  static func isAddress(_ text: String) -> Bool {
    isAddress(word: LineForm.firstWord(text))
      && text.split(whereSeparator: \.isWhitespace).allSatisfy(isAddress)
  }

  private static func isAddress(word: Substring) -> Bool {
    ["http://", "https://", "www.", "pic.twitter.com/"].contains(where: word.hasPrefix)
  }
}
