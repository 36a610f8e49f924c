import SommetDiff
import SommetGraph

/// A difference in Markdown, as a comment on a change of the corpus: a table of what changed, then every change with its
/// sentences.
public enum DiffMarkdown {
  /// - Parameters:
  ///   - title: the heading.
  ///   - isBrief: whether sentences are left out.
  public static func text(of diff: GraphDiff, title: String = "What changed", isBrief: Bool = false) -> String
  {
    let outline = DiffOutline(diff)
    let summary = DiffSummary(diff)
    var lines = ["# \(escaped(title))", ""]
    guard !diff.isEmpty else { return (lines + ["Nothing changed.", ""]).joined(separator: "\n") }
    lines += ["| | added | removed | changed |", "|---|--:|--:|--:|"]
    for (name, counts) in [
      ("articles", summary.articles), ("entities", summary.entities), ("facts", summary.facts),
    ] { lines.append("| \(name) | \(counts.added) | \(counts.removed) | \(counts.changed) |") }
    lines.append("")
    if !outline.articles.isEmpty {
      lines += ["## Articles", ""]
      for change in outline.articles {
        let info = change.new ?? change.old!
        let title = info.title.map { ", “\(escaped($0))”" } ?? ""
        lines.append("- **\(word(change.kind))** `\(info.id)`\(info.date.map { ", \($0)" } ?? "")\(title)")
      }
      lines.append("")
    }
    if !outline.entities.isEmpty {
      lines += ["## Entities", ""]
      for change in outline.entities {
        let reason = change.reason.map { $0.words.isEmpty ? "" : " — by \(escaped($0.words))" } ?? ""
        lines.append("- **\(change.kinds[0].words)**: \(escaped(change.words))\(reason)")
      }
      lines.append("")
    }
    if !outline.groups.isEmpty { lines += ["## Facts", ""] }
    for group in outline.groups {
      let note = group.effect == .added ? ", new" : group.effect == .removed ? ", gone" : ""
      lines += ["### \(escaped(group.name.label)) (\(group.name.kind.rawValue)\(note))", ""]
      for item in group.items {
        lines.append(line(of: item, diff))
        if !isBrief { lines += sentences(of: item.fact) }
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  private static func word(_ kind: ArticleChange.Kind) -> String {
    switch kind {
    case .added: "added"
    case .removed: "removed"
    case .edited: "edited"
    case .described: "described otherwise"
    case .reread: "read otherwise"
    }
  }

  private static func line(of item: DiffOutline.Item, _ diff: GraphDiff) -> String {
    let fact = item.fact
    let words = ([item.words(in: diff)] + fact.circumstances(in: diff)).joined(
      separator: " · ")
    let fields = fact.otherFields.map(\.words).joined(separator: "; ")
    let causes = fact.causes.map(\.words).joined(separator: "; ")
    return "- **\(fact.kinds.map(\.words).joined(separator: ", "))**: \(escaped(words))"
      + (fields.isEmpty ? "" : " (\(escaped(fields)))") + (causes.isEmpty ? "" : " — \(escaped(causes))")
  }

  private static func sentences(of fact: FactChange) -> [String] {
    let differing = fact.sentences.filter { $0.kind != .same }
    return (differing.isEmpty ? Array(fact.sentences.prefix(1)) : differing).map { sentence in
      let place = sentence.new ?? sentence.old!
      let quote: String
      switch sentence.kind {
      case .added: quote = "＋ \(escaped(flat(place.quote)))"
      case .removed: quote = "－ \(escaped(flat(place.quote)))"
      case .same: quote = escaped(flat(place.quote))
      case .reworded:
        quote = sentence.words.map { piece in
          switch piece.kind {
          case .same: escaped(piece.text)
          case .removed: "~~\(escaped(piece.text))~~"
          case .added: "**\(escaped(piece.text))**"
          }
        }.joined(separator: " ")
      }
      return "  > \(quote) `\(place.article):\(place.start)–\(place.end)`\n"
    }
  }

  private static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Text in which nothing is taken for markup.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "~": escaped += "\\\(character)"
      case _ where character.isNewline: escaped += " "
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
