import SommetDiff
import SommetGraph
import SommetText

/// A difference for people to read: what came, went and changed, by entity, with the sentences that say so.
public struct DiffText: Sendable {
  public enum Style: Sendable { case bold, faint, added, removed, changed }

  /// One line for each change, without sentences.
  public var isBrief: Bool
  /// Columns.
  public var width: Int
  /// Puts a stretch of text into a style.
  public var styled: @Sendable (String, Style) -> String

  public init(
    isBrief: Bool = false, width: Int = 100,
    styled: @escaping @Sendable (String, Style) -> String = { text, _ in text }
  ) {
    self.isBrief = isBrief
    self.width = width
    self.styled = styled
  }

  /// Nothing when nothing changed.
  public func text(of diff: GraphDiff) -> String {
    guard !diff.isEmpty else { return "" }
    let outline = DiffOutline(diff)
    var lines = [styled(DiffSummary(diff).words, .bold)]
    if !outline.articles.isEmpty {
      lines += ["", styled("ARTICLES", .faint)]
      lines += outline.articles.map(line)
    }
    if !outline.entities.isEmpty || outline.retold > 0 {
      lines += ["", styled("ENTITIES", .faint)]
      lines += outline.entities.flatMap(self.lines)
      if outline.retold > 0 {
        lines.append(
          styled(
            "  \(outline.retold) \(outline.retold == 1 ? "entity is" : "entities are") told of by more or fewer articles",
            .faint))
      }
    }
    if !outline.groups.isEmpty {
      lines += ["", styled("FACTS", .faint)]
      for (number, group) in outline.groups.enumerated() {
        if number > 0, !isBrief { lines.append("") }
        lines.append(head(of: group))
        lines += group.items.flatMap { self.lines(of: $0, diff) }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How much changed, as a table.
  public func table(of diff: GraphDiff) -> String {
    let summary = DiffSummary(diff)
    var rows: [(String, DiffSummary.Counts)] = [
      ("articles", summary.articles), ("entities", summary.entities),
    ]
    rows += summary.entityKinds.sorted { $0.key < $1.key }.map { ("  \($0.key.rawValue)", $0.value) }
    rows.append(("facts", summary.facts))
    rows += summary.relations.sorted { $0.key < $1.key }.map { ("  \($0.key.rawValue)", $0.value) }
    let names = rows.map(\.0) + summary.kinds.keys.map { "  \($0.words)" }
    let width = (names.map(\.count).max() ?? 0) + 2
    func cell(_ number: Int, _ style: Style) -> String {
      let text = Self.padded(number == 0 ? "·" : "\(number)", to: 9)
      return number == 0 ? styled(text, .faint) : styled(text, style)
    }
    func name(_ text: String) -> String { text + String(repeating: " ", count: width - text.count) }
    var lines = [
      styled(name("") + ["added", "removed", "changed"].map { Self.padded($0, to: 9) }.joined(), .bold)
    ]
    for (title, counts) in rows {
      lines.append(
        name(title) + cell(counts.added, .added) + cell(counts.removed, .removed)
          + cell(counts.changed, .changed))
    }
    if !summary.kinds.isEmpty { lines += ["", styled("changes", .bold)] }
    for (kind, count) in summary.kinds.sorted(by: { $0.key < $1.key }) {
      lines.append(name("  \(kind.words)") + Self.padded("\(count)", to: 9))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  // MARK: - Parts

  private func mark(_ effect: Effect) -> String {
    switch effect {
    case .added: styled("+", .added)
    case .removed: styled("−", .removed)
    case .changed: styled("~", .changed)
    case .same: " "
    }
  }

  private func line(_ change: ArticleChange) -> String {
    let (effect, note): (Effect, String?) =
      switch change.kind {
      case .added: (.added, nil)
      case .removed: (.removed, nil)
      case .edited: (.changed, "text edited")
      case .described: (.changed, "described otherwise")
      case .reread: (.changed, "the same text, read otherwise")
      }
    let info = change.new ?? change.old!
    let parts = [info.date, info.title.map { "« \($0) »" }].compactMap { $0 }
    return "  \(mark(effect)) " + ([info.id] + parts).joined(separator: "  ")
      + (note.map { styled("  (\($0))", .faint) } ?? "")
  }

  private func lines(_ change: EntityChange) -> [String] {
    let words = change.words
    let style: Style = change.effect == .added ? .added : change.effect == .removed ? .removed : .changed
    let kind = change.effect == .changed ? " (\(change.node.kind.rawValue))" : ""
    var lines = ["  \(mark(change.effect)) \(styled(words, style))\(styled(kind, .faint))"]
    if !isBrief, let reason = change.reason?.words, !reason.isEmpty {
      lines.append(styled("      by \(reason)", .faint))
    }
    return lines
  }

  private func head(of group: DiffOutline.Group) -> String {
    let note = group.effect == .added ? ", new" : group.effect == .removed ? ", gone" : ""
    return styled(group.name.label, .bold) + styled("  \(group.name.kind.rawValue)\(note)", .faint)
  }

  private func lines(of item: DiffOutline.Item, _ diff: GraphDiff) -> [String] {
    let fact = item.fact
    let words = ([item.words(in: diff)] + fact.circumstances(in: diff)).joined(
      separator: " · ")
    let style: Style = fact.effect == .added ? .added : fact.effect == .removed ? .removed : .changed
    let shown = fact.kinds.filter { ![.factNew, .factGone].contains($0) }.map(\.words).joined(separator: ", ")
    var line = "  \(mark(fact.effect)) \(styled(words, style))"
    if !shown.isEmpty { line += "  [\(shown)]" }
    guard !isBrief else { return [line] }
    let causes = fact.causes.map(\.words).joined(separator: "; ")
    var lines = [line]
    if !causes.isEmpty { lines.append(styled("      \(causes)", .faint)) }
    for field in fact.otherFields {
      lines += WrappedText(field.words).lines(opening: "      ", width: width) { text, _ in text }
    }
    let differing = fact.sentences.filter { $0.kind != .same }
    let told = differing.isEmpty ? Array(fact.sentences.prefix(1)) : differing
    return lines + told.flatMap(self.lines)
  }

  private func lines(_ sentence: SentenceChange) -> [String] {
    var text = WrappedText()
    let sign: String
    switch sentence.kind {
    case .added:
      sign = styled("+", .added)
      text.add("« \(sentence.new!.quote) »")
    case .removed:
      sign = styled("−", .removed)
      text.add("« \(sentence.old!.quote) »")
    case .same:
      sign = styled("=", .faint)
      text.add("« \(sentence.new!.quote) »")
    case .reworded:
      sign = styled("~", .changed)
      text.add("« ")
      for (number, piece) in sentence.words.enumerated() {
        if number > 0 { text.add(" ") }
        switch piece.kind {
        case .same: text.add(piece.text)
        case .removed: text.add("[−\(piece.text)−]", .bad)
        case .added: text.add("{+\(piece.text)+}", .good)
        }
      }
      text.add(" »")
    }
    let place = sentence.new ?? sentence.old!
    text.add("  ")
    text.add("\(place.article):\(place.start)–\(place.end)", .faint)
    var lines = text.lines(opening: "        ", width: width) { text, style in
      switch style {
      case .plain: text
      case .bold: styled(text, .bold)
      case .faint: styled(text, .faint)
      case .good: styled(text, .added)
      case .bad: styled(text, .removed)
      }
    }
    lines[0] = "      \(sign) " + lines[0].dropFirst(8)
    return lines
  }
}

extension DiffSummary {
  /// How much changed, in a line.
  ///
  ///     "2 articles added · 5 new facts · 1 modality changed"
  public var words: String {
    func count(_ number: Int, _ one: String, _ many: String) -> String? {
      number == 0 ? nil : "\(number) \(number == 1 ? one : many)"
    }
    let articles = [
      count(articles.added, "article added", "articles added"),
      count(articles.removed, "article removed", "articles removed"),
      count(articles.changed, "article changed", "articles changed"),
    ]
    let changes = kinds.sorted { $0.key < $1.key }.map { kind, number -> String? in
      switch kind {
      case .factNew: count(number, "new fact", "new facts")
      case .factGone: count(number, "fact gone", "facts gone")
      case .entityNew: count(number, "new entity", "new entities")
      case .entityGone: count(number, "entity gone", "entities gone")
      default: "\(number) × \(kind.words)"
      }
    }
    let words = (articles + changes).compactMap { $0 }.joined(separator: " · ")
    return words.isEmpty ? "nothing changed" : words
  }
}
