import SommetText

// What stands above the title in a page that was saved as text: alerts, the site's name, menus.

extension Layout {
  /// Units from the top among which a title is looked for.
  private static let reach = 40

  mutating func dropHeader(_ rules: [Furniture.Rule?]) {
    if let title = titleBelowPath() ?? titleInThread(rules), title > 0 {
      drop(0..<title, .navigation, rule: "above.title")
    } else if let path = pathIndex(), proseLength(0..<path) * 2 <= proseLength(path..<units.count),
      // A path may stand below the title as well.
      (path + 1..<(units.indices.dropFirst(path).first { isOpen($0) && isProse($0) } ?? path + 1))
        .contains(where: { mayBeTitle($0, rules) })
    {
      drop(0..<path + 1, .navigation, rule: "above.path")
    }
    dropMenuLines(rules)
  }

  /// A path through the site that begins at its first page: `Accueil > Monde > Le pont rouvre`.
  private func pathIndex() -> Int? {
    units.indices.prefix(Self.reach).first { tables.menus.isPathFromHome(units[$0].text) }
  }

  /// The line that the path above it ends with.
  private func titleBelowPath() -> Int? {
    guard let path = pathIndex() else { return nil }
    let last = LineForm.normal(Menus.lastStep(units[path].text))
    guard LineForm.wordCount(last) >= 3 else { return nil }
    return units.indices.dropFirst(path + 1).prefix(10).first { LineForm.normal(units[$0].text) == last }
  }

  /// The line that the head of the readers' comments quotes: `3 réflexions au sujet de « Le pont rouvre »`.
  private func titleInThread(_ rules: [Furniture.Rule?]) -> Int? {
    for index in rules.indices {
      guard let rule = rules[index], rule.scope == .comments || rule.scope == .marked,
        let quoted = Self.quoted(units[index].text), LineForm.wordCount(quoted) >= 3
      else { continue }
      let form = LineForm.normal(quoted)
      return units.indices.prefix(min(Self.reach, index)).last { LineForm.normal(units[$0].text) == form }
    }
    return nil
  }

  /// What stands between the outer quotation marks of a line.
  private static func quoted(_ line: String) -> String? {
    guard let open = line.firstIndex(where: { "«“\"".contains($0) }),
      let close = line.lastIndex(where: { "»”\"".contains($0) }), open < close
    else { return nil }
    return line[line.index(after: open)..<close].trimmingBlanks
  }

  /// Short lines among those of a menu, above a line that may be the title.
  private mutating func dropMenuLines(_ rules: [Furniture.Rule?]) {
    let end = units.indices.first { isOpen($0) && isProse($0) && rules[$0] == nil } ?? units.count
    let known = (0..<end).filter {
      isOpen($0) && (rules[$0]?.reason == .navigation || tables.menus.isMenu(units[$0].text))
    }
    guard let last = known.last, known.count >= 3, (last + 1..<end).contains(where: { mayBeTitle($0, rules) })
    else { return }
    for index in 0..<last where isOpen(index) && !known.contains(index) && units[index].wordCount <= 5 {
      let after = known.filter { $0 > index }.count
      if after >= 3 || after >= 2 && after < known.count {
        drop(index..<index + 1, .navigation, rule: "menu.line")
      }
    }
  }

  private func mayBeTitle(_ index: Int, _ rules: [Furniture.Rule?]) -> Bool {
    isOpen(index) && isTitleLike(index) && rules[index] == nil && units[index].wordCount >= 4
  }
}
