import SommetXML

/// The days that a page shows around the title of its article, outside the text that is taken from it.
struct PageHead {
  /// `<time>` elements first, then lines such as "Publié le 20 août 2025"; those of changes with that standing.
  let candidates: [DateCandidate]

  /// Nodes above the title that are looked at.
  private static let reach = 80
  /// Nodes and scalars of the largest element that is read as a line.
  private static let longestLine = (nodes: 16, scalars: 160)

  /// - Parameters:
  ///   - title: the node of the title, or of the body when the page has no title.
  ///   - text: the node of the first words of the article.
  init(_ nodes: [HTMLNode], title: Int?, text: Int?) {
    guard let title, let text, title <= text else {
      candidates = []
      return
    }
    // What stands above the title belongs to it within the same article element only.
    let start = Self.holder(of: title, in: nodes).map { max($0, title - Self.reach) } ?? title
    var times: [DateCandidate] = []
    var lines: [DateCandidate] = []
    var index = start
    while index < text {
      let node = nodes[index]
      if node.name == "time" {
        if let time = Self.time(index, nodes) { times.append(time) }
        index += 1
      } else if node.name != nil, node.end <= text, let found = Self.line(index, nodes) {
        lines += found
        index = node.end
      } else {
        index += 1
      }
    }
    candidates = times + lines
  }

  private static func holder(of node: Int, in nodes: [HTMLNode]) -> Int? {
    var current: Int? = node
    while let index = current {
      if nodes[index].name == "article" || nodes[index].name == "main" { return index }
      current = nodes[index].parent
    }
    return nil
  }

  /// `<time datetime="2025-08-20T10:00:00+02:00">`, or a day written out in it.
  private static func time(_ index: Int, _ nodes: [HTMLNode]) -> DateCandidate? {
    let node = nodes[index]
    let words = PageTree.collapsed(nodes[index..<node.end].compactMap(\.text).joined())
    let value = node["datetime"] ?? words
    let day = CalendarDay(beginning: value) ?? CorpusTables.shared.calendar.firstDay(in: value)
    guard day != nil || node["datetime"] != nil else { return nil }
    let marks = [node["itemprop"], node["class"]].compactMap { $0?.lowercased() }.joined(separator: " ")
    let isPublication = node["pubdate"] != nil || marks.contains("publi")
    let before = precedingText(index, nodes)
    let tables = CorpusTables.shared
    let isChange =
      !isPublication
      && (["modif", "updat", "maj"].contains(where: marks.contains)
        || CalendarWords.words(before).contains { tables.words.tellsChange($0.text.lowercased()) }
          && !CalendarWords.words(before).contains { tables.words.tellsPublication($0.text.lowercased()) })
    return DateCandidate(
      .field("<time>"), words: value, day: day, source: .metadata, rule: "page.time",
      standing: isChange ? .change : .second)
  }

  /// The text right before a node in the same element: "Mis à jour le ".
  private static func precedingText(_ index: Int, _ nodes: [HTMLNode]) -> String {
    guard index > 0, nodes[index - 1].parent == nodes[index].parent else { return "" }
    return nodes[index - 1].text ?? ""
  }

  /// The days of a small element that says "publié" or "mis à jour" and holds no smaller one; nil when it is none.
  private static func line(_ index: Int, _ nodes: [HTMLNode]) -> [DateCandidate]? {
    let node = nodes[index]
    guard node.end - index <= longestLine.nodes, node.name != "script", node.name != "style",
      !nodes[index..<node.end].contains(where: { $0.name == "time" }), let words = datedWords(index, nodes),
      !(index + 1..<node.end).contains(where: { nodes[$0].name != nil && datedWords($0, nodes) != nil })
    else { return nil }
    let days = CorpusTables.shared.datesOfLine(words)
    return days.map { day in
      DateCandidate(
        .field("the line above the text"), words: words, day: day.day, source: .text, rule: "page.line",
        standing: day.isChange ? .change : .second)
    }
  }

  /// The words of an element that tells of publication or change, with a day.
  private static func datedWords(_ index: Int, _ nodes: [HTMLNode]) -> String? {
    let words = PageTree.collapsed(nodes[index..<nodes[index].end].compactMap(\.text).joined(separator: " "))
    let tables = CorpusTables.shared
    guard words.unicodeScalars.count <= longestLine.scalars, LineForm.holdsDigit(words),
      CalendarWords.words(words).contains(where: {
        tables.words.tellsPublication($0.text.lowercased())
          || tables.words.tellsChange($0.text.lowercased())
      }), !tables.datesOfLine(words).isEmpty
    else { return nil }
    return words
  }
}
