import SommetText

// What belongs to the article: title, date lines, the author's name, quotations, headings.

extension Layout {
  mutating func chooseTitle() {
    if units.contains(where: { $0.role == .title }) { return }
    guard let first = units.indices.first(where: isOpen), isTitleLike(first), units[first].role == nil else {
      return
    }
    let words = units[first].wordCount
    let isDate =
      tables.calendar.isDateLine(units[first].text)
      || Dateline.day(alone: units[first].text, tables: tables) != nil
    let next = (first + 1..<units.count).first(where: isOpen)
    if isDate || isByline(first) { return titleAfter(first) }
    if words < 1 { return }
    // A section's name above the title.
    if words <= 3, let next, next == first + 1, isTitleLike(next), !isByline(next),
      tables.calendar.firstDay(in: units[next].text) == nil, units[next].wordCount >= 5,
      !units[first].text.contains(":"), !Prose.endsSentence(units[first].text)
    {
      verdicts[first] = .kept(.heading, author: nil, date: nil)
      verdicts[next] = .kept(.title, author: nil, date: nil)
      return
    }
    guard units.count > 1 || words <= 30 else { return }
    verdicts[first] = .kept(.title, author: nil, date: nil)
  }

  /// A title below a date line or the author's name.
  mutating func titleAfter(_ index: Int) {
    for next in units.indices.dropFirst(index + 1).prefix(4) where isOpen(next) {
      if isProse(next) { return }
      if isByline(next) || tables.calendar.isDateLine(units[next].text) { continue }
      if isTitleLike(next), units[next].wordCount >= 4 {
        verdicts[next] = .kept(.title, author: nil, date: nil)
      }
      return
    }
  }

  /// A date line before the first sentence becomes a unit of its own, or is dropped when it tells the day only.
  mutating func splitDatelines() {
    var seen = 0
    var index = 0
    while index < units.count, seen < 3 {
      defer { index += 1 }
      guard verdicts[index] == .open else { continue }
      seen += isProse(index) ? 1 : 0
      if let day = Dateline.day(alone: units[index].text, tables: tables) {
        candidates.append(candidate(day, units[index].span, "dateline"))
        verdicts[index] = .kept(.heading, author: nil, date: nil)
        return
      }
      guard let line = Dateline(units[index].text, tables: tables) else { continue }
      if let day = line.day {
        candidates.append(candidate(day, units[index].span.prefix(line.trimmedLength), "dateline"))
      }
      split(index, at: line.length)
      verdicts[index] =
        line.hasWords
        ? .kept(.heading, author: nil, date: nil) : .dropped(.metadata, rule: "dateline")
      return
    }
  }

  /// Lines that tell day and author: before the second sentence, or those that a rule has dropped.
  mutating func readMetadataLines() {
    var prose = 0
    let lastProse = units.indices.last { isOpen($0) && isProse($0) } ?? units.count
    var isElsewhere = false
    for index in units.indices {
      isElsewhere = isElsewhere || index > lastProse && isOfOthers(index)
      if isOpen(index), isProse(index) { prose += 1 }
      let unit = units[index]
      if case .dropped(.metadata, let rule) = verdicts[index] {
        if rule.hasPrefix("meta") { readDays(unit, isElsewhere: isElsewhere) }
        if author == nil { author = name(inByline: unit.text) }
      } else if verdicts[index] == .open, prose <= 1, unit.role == nil {
        if let day = tables.calendar.day(ofDateLine: unit.text) {
          candidates.append(candidate(day, unit.span, "date.line"))
          drop(index..<index + 1, .metadata, rule: "date.line")
        } else if prose == 0, isDateWithHour(index) {
          readDays(unit, isElsewhere: false)
          drop(index..<index + 1, .metadata, rule: "date.hour")
        } else if isByline(index) || (prose == 0 && isNameLine(index)) {
          readDays(unit, isElsewhere: false)
          if author == nil { author = name(inByline: unit.text) }
          drop(index..<index + 1, .metadata, rule: "byline")
        }
      } else if verdicts[index] == .open, isByline(index), !isProse(index), unit.role == nil {
        if author == nil { author = name(inByline: unit.text) }
        drop(index..<index + 1, .metadata, rule: "byline")
      }
    }
  }

  /// A name or an agency's initials alone in the last lines.
  mutating func dropSignature() {
    for index in units.indices.reversed().filter({ isOpen($0) }).prefix(3) {
      let text = units[index].text
      guard verdicts[index] == .open, units[index].role == nil, index > 0, proseBefore(index) else { return }
      if Self.isInitials(text) {
        drop(index..<index + 1, .metadata, rule: "initials")
      } else if let name = bareName(text), bareName(units[index - 1].text) == nil {
        if author == nil { author = name }
        drop(index..<index + 1, .metadata, rule: "signature")
      } else {
        return
      }
    }
  }

  private func proseBefore(_ index: Int) -> Bool { (0..<index).contains { isOpen($0) && isProse($0) } }

  /// `lm/cr`, `abc-de/fg`
  private static func isInitials(_ text: String) -> Bool {
    text.count <= 16 && text.contains("/")
      && text.allSatisfy { ($0.isLetter && $0.isLowercase) || "/-.".contains($0) }
  }

  /// Two to four capitalised words, all letters.
  private func bareName(_ text: String) -> String? {
    let words = text.split(separator: " ")
    guard (2...4).contains(words.count) else { return nil }
    let isName = words.allSatisfy { word in
      tables.words.contains(word, in: .nameLink)
        || (word.first!.isUppercase && word.allSatisfy { $0.isLetter || "-'’.".contains($0) }
          && !word.hasSuffix("."))
    }
    return isName && words[0].first!.isUppercase ? text : nil
  }

  mutating func keepQuotations() {
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
      if let day = post.date {
        let isInMonth = monthHint.map(day.hasPrefix) == true
        posts.append(
          DateCandidate(
            .text(units[max(0, min(index, units.count - 1))].span), words: post.author + ", " + day,
            day: CalendarDay(iso: day),
            source: .inferred, rule: "post", standing: isInMonth ? .second : .quoted))
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

  mutating func keepRest() {
    for index in units.indices where verdicts[index] == .open {
      verdicts[index] = .kept(isHeading(index) ? .heading : .paragraph, author: nil, date: nil)
    }
  }

  func isHeading(_ index: Int) -> Bool {
    let text = units[index].text
    let words = units[index].wordCount
    guard !isProse(index), words <= 20, let last = text.last, !".,;…!".contains(last)
    else {
      return false
    }
    // What announces a list.
    if text.hasSuffix(":"), words > 4 { return false }
    // A few quoted words may head a part of the article, a quoted sentence does not.
    let isQuotedHead =
      Self.isQuotedWhole(text) && words <= 8 && !Prose.endsSentence(text)
    if let first = text.first, "•-–—*«\"“(".contains(first), !isQuotedHead { return false }
    guard let next = (index + 1..<units.count).first(where: isOpen) else { return false }
    if verdicts[next] != .open || isProse(next) || !isTitleLike(next) { return true }
    // A heading under a heading.
    return (next + 1..<units.count).first(where: isOpen).map(isProse) == true
  }

  // MARK: - Small readings

  /// `Par Camille Roux`, `Par Camille Roux et Léa Petit, à Lyon`.
  func isByline(_ index: Int) -> Bool {
    let text = units[index].text
    let words = units[index].wordCount
    // "Par Camille Roux Publié le 3 avril 2024 à 18h12, modifié le 4 avril 2024 à 07h30 Temps de lecture : 3 min."
    guard words <= 32, name(inByline: text) != nil else { return false }
    let isDated = !tables.datesOfLine(text).isEmpty && tellsPublication(text)
    guard words <= 16 || isDated else { return false }
    return words <= 8 || isDated || !Prose.endsSentence(text)
  }

  private func tellsPublication(_ text: String) -> Bool {
    CalendarWords.words(text).contains { tables.words.tellsPublication($0.text.lowercased()) }
  }

  /// `Rédaction de Belmont 03/04/2024 à 18:12`: some words with a day and an hour, below the title.
  private func isDateWithHour(_ index: Int) -> Bool {
    let text = units[index].text
    guard units[index].wordCount <= 12, !Prose.endsSentence(text),
      verdicts[..<index].contains(.kept(.title, author: nil, date: nil))
    else { return false }
    let words = CalendarWords.words(text)
    guard tables.calendar.days(in: words).count == 1 else { return false }
    return words.indices.dropFirst().dropLast().contains { middle in
      ["h", "H", ":"].contains(words[middle].text) && words[middle - 1].kind == .digits
        && words[middle + 1].kind == .digits
    }
  }

  /// Capitalised words only, below the title: `Le Courrier Camille ROUX.`
  private func isNameLine(_ index: Int) -> Bool {
    let words = units[index].text.split(separator: " ")
    return (2...6).contains(words.count) && verdicts[..<index].contains(.kept(.title, author: nil, date: nil))
      && words.allSatisfy { $0.first!.isUppercase && $0.allSatisfy { $0.isLetter || "-'’.".contains($0) } }
  }

  func name(inByline text: String) -> String? {
    let opening = LineForm.firstWord(text)
    guard tables.words.contains(opening.lowercased(), in: .byline) else { return nil }
    let words = text[opening.endIndex...].split(whereSeparator: \.isWhitespace)
    var name: [Substring] = []
    for word in words {
      let bare = word.trimmingSuffix { ",–—-|(:;".contains($0) }
      let isName =
        bare.first?.isUppercase == true
        || tables.words.contains(bare, in: .bylineLink)
      guard isName, name.count < 8 else { break }
      name.append(bare)
      if bare.count < word.count { break }
    }
    while let last = name.last, last.first?.isLowercase == true { name.removeLast() }
    guard name.count >= 2 else { return nil }
    return name.joined(separator: " ")
  }

  /// Notes the days of a line about the article: the one after "publié" counts, the one after "mis à jour" does
  /// not, and "il y a 3 heures" is none.
  private mutating func readDays(_ unit: TextUnit, isElsewhere: Bool) {
    let days = tables.datesOfLine(unit.text)
    for day in days {
      let standing: DateCandidate.Standing =
        day.isChange ? .change : isElsewhere ? .elsewhere : .second
      candidates.append(
        candidate(
          day.day, unit.span, day.isChange ? "changed.line" : "published.line", standing))
    }
    if days.isEmpty, tellsPublication(unit.text) {
      candidates.append(candidate(nil, unit.span, "published.line"))
    }
  }

  /// Whether a unit was dropped as part of other articles or of what readers wrote.
  private func isOfOthers(_ index: Int) -> Bool {
    guard case .dropped(let reason, _) = verdicts[index] else { return false }
    return [.teaser, .comments, .promotion, .advertisement].contains(reason)
  }

  static func isQuotedWhole(_ text: String) -> Bool {
    let trimmed = text.trimmingBlanks
    guard let first = trimmed.first, let last = trimmed.last else { return false }
    return (first == "«" && last == "»" && trimmed.filter { $0 == "«" }.count == 1)
      || (first == "“" && last == "”" && trimmed.filter { $0 == "“" }.count == 1)
      || (first == "\"" && last == "\"" && trimmed.filter { $0 == "\"" }.count == 2)
  }

  /// The name in `— Camille Roux, maire de la ville` or `Camille Roux, maire de la ville`.
  func signature(_ text: String) -> String? {
    guard LineForm.wordCount(text) <= 20, !Prose.endsSentence(text) else { return nil }
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

extension Substring {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, isDropped(last) { text = text.dropLast() }
    return text
  }
}
