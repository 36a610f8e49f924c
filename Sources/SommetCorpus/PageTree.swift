import SommetText
import SommetXML

/// The elements of a page, with those marked that hold no body text.
struct PageTree {
  /// A paragraph, heading, list item or other run of text without a block element inside.
  struct Paragraph {
    var text: String
    /// The element that holds it.
    var node: Int
    /// Its first text.
    var position: Int
    var isHeading: Bool
    /// The share of its characters that stand in links.
    var linkShare: Double
  }

  let nodes: [HTMLNode]
  /// By node: whether it, or an element above it, is no part of the body.
  let isExcluded: [Bool]
  /// The topmost of those that a reader of the page may see.
  let exclusions: [Exclusion]

  init(_ nodes: [HTMLNode]) {
    self.nodes = nodes
    (exclusions, isExcluded) = Self.exclusions(nodes)
  }

  /// `h1` and what is declared as headline, in document order; excluded ones left out.
  var headlines: [Int] {
    nodes.indices.filter {
      !isExcluded[$0] && (nodes[$0].name == "h1" || nodes[$0]["itemprop"] == "headline")
    }
    .filter { nodes[$0].name != "meta" }
  }

  /// All text in an element, blanks collapsed.
  func text(in node: Int) -> String {
    let pieces = nodes[node..<nodes[node].end].compactMap { $0.name == "br" ? " " : $0.text }
    return Self.collapsed(pieces.joined())
  }

  /// The same with a blank between any two pieces, for people.
  func words(in node: Int) -> String {
    Self.collapsed(nodes[node..<nodes[node].end].compactMap(\.text).joined(separator: " "))
  }

  // MARK: - Exclusion

  private static let never: Set<String> = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "head", "button", "select",
    "textarea",
    "input", "label", "audio", "video", "picture", "canvas", "map", "math", "title",
  ]
  /// Elements beside the body. HTML Living Standard, 4.3 and 4.4.
  private static let outside: [String: DroppedText.Reason] = [
    "nav": .navigation, "aside": .teaser, "footer": .notice, "form": .promotion, "figure": .caption,
    "figcaption": .caption, "dialog": .notice, "menu": .navigation, "address": .metadata,
  ]
  /// Roles of such elements. WAI-ARIA 1.2, 5.3.
  private static let roles: [String: DroppedText.Reason] = [
    "navigation": .navigation, "complementary": .teaser, "contentinfo": .notice, "search": .navigation,
    "menu": .navigation, "menubar": .navigation, "dialog": .notice, "alertdialog": .notice,
    "toolbar": .navigation, "tablist": .navigation,
  ]

  /// Why a node and all below it is no part of the body.
  struct Exclusion {
    let node: Int
    let reason: DroppedText.Reason
    let rule: String
  }

  /// The topmost excluded nodes that a reader would see, in document order; and by node whether it is excluded.
  private static func exclusions(_ nodes: [HTMLNode]) -> (found: [Exclusion], isExcluded: [Bool]) {
    var found: [Exclusion] = []
    var isExcluded = [Bool](repeating: false, count: nodes.count)
    let anchors = nodes.map { $0.name == "h1" || $0["itemprop"] == "articleBody" ? 1 : 0 }
    // Characters in paragraphs, summed up to each node.
    var prose = [0]
    var anchorSums = [0]
    prose.reserveCapacity(nodes.count + 1)
    for (index, node) in nodes.enumerated() {
      let isParagraph = node.text != nil && node.parent.map { nodes[$0].name == "p" } == true
      prose.append(prose[index] + (isParagraph ? node.text!.utf8.count : 0))
      anchorSums.append(anchorSums[index] + anchors[index])
    }
    for (index, node) in nodes.enumerated() {
      if let parent = node.parent, isExcluded[parent] {
        isExcluded[index] = true
        continue
      }
      guard let name = node.name else { continue }
      if never.contains(name) {
        isExcluded[index] = true
        continue
      }
      if name == "html" || name == "body" || name == "main" { continue }
      let holdsAnchor = anchorSums[node.end] > anchorSums[index]
      let holdsBulk = (prose[node.end] - prose[index]) * 5 > prose[nodes.count] * 2
      guard let (reason, rule) = exclusion(node, holdsAnchor: holdsAnchor, holdsBulk: holdsBulk) else {
        continue
      }
      isExcluded[index] = true
      found.append(Exclusion(node: index, reason: reason, rule: rule))
    }
    return (found, isExcluded)
  }

  /// Why an element is left out; nil when it is not. What holds the title, or most of the page's prose, is not left
  /// out by its name or class; comments are.
  private static func exclusion(_ node: HTMLNode, holdsAnchor: Bool, holdsBulk: Bool)
    -> (DroppedText.Reason, String)?
  {
    if isHidden(node), !holdsBulk { return (.hidden, "hidden") }
    if holdsAnchor { return nil }
    let named = reason(node)
    if !holdsBulk {
      if let named { return named }
      let name = node.name ?? ""
      if let reason = outside[name] { return (reason, "element.\(name)") }
      if let role = node["role"], let reason = roles[role] { return (reason, "role.\(role)") }
    }
    return named?.reason == .comments ? named : nil
  }

  private static func isHidden(_ node: HTMLNode) -> Bool {
    if node["hidden"] != nil || node["aria-hidden"] == "true" { return true }
    let style = (node["style"] ?? "").filter { $0 != " " }
    return style.contains("display:none") || style.contains("visibility:hidden")
  }

  /// Why an element is no body text, by its class, id and label.
  private static func reason(_ node: HTMLNode) -> (reason: DroppedText.Reason, rule: String)? {
    let tables = CorpusTables.shared
    for attribute in ["class", "id"] {
      guard let value = node[attribute], !(node["itemprop"] ?? "").contains("articleBody") else { continue }
      for name in value.split(whereSeparator: \.isWhitespace) {
        let words = words(of: name)
        for (index, word) in words.enumerated() {
          if let reason = tables.classes[word] { return (reason, "class.\(word)") }
          if index + 1 < words.count, let reason = tables.classes[word + words[index + 1]] {
            return (reason, "class.\(word)\(words[index + 1])")
          }
        }
      }
    }
    if let label = node["aria-label"] {
      let form = LineForm.normal(label)
      if let rule = tables.furniture.rule(for: form, wordCount: LineForm.wordCount(form)), rule.scope != .weak
      {
        return (rule.reason, rule.id)
      }
    }
    return nil
  }

  /// `relatedPosts-box_2` → related, posts, box, 2.
  private static func words(of name: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    for character in name {
      if !character.isLetter && !character.isNumber
        || (character.isUppercase && word.last?.isLowercase == true)
      {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if character.isLetter || character.isNumber { word.append(character) }
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
  }

  // MARK: - Paragraphs

  private static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em",
    "font", "i",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u",
    "var", "wbr",
  ]

  /// The runs of text that are not excluded, in document order.
  var paragraphs: [Paragraph] {
    var found: [Paragraph] = []
    var text = ""
    var linked = 0
    var breaks = 0
    var position: Int?
    var blocks: [Int] = []
    var links = 0
    var linkEnds: [Int] = []
    var quoteEnd = 0

    func flush() {
      let words = Self.collapsed(text)
      if !words.isEmpty, let node = blocks.last {
        let name = nodes[node].name ?? ""
        let isHeading = name.count == 2 && name.first == "h" && name.last!.isNumber
        found.append(
          Paragraph(
            text: words, node: node, position: position ?? node, isHeading: isHeading,
            linkShare: Double(linked) / Double(max(words.unicodeScalars.count, 1))))
      }
      text = ""
      linked = 0
      breaks = 0
      position = nil
    }

    var index = 0
    while index < nodes.count {
      while let last = blocks.last, nodes[last].end <= index {
        if index >= quoteEnd { flush() } else { text += " " }
        blocks.removeLast()
      }
      while let end = linkEnds.last, end <= index {
        links -= 1
        linkEnds.removeLast()
      }
      let node = nodes[index]
      if isExcluded[index] {
        index = node.end
        continue
      }
      if let piece = node.text {
        text += piece
        if links > 0 { linked += Self.collapsed(piece).unicodeScalars.count }
        if piece.contains(where: { !$0.isWhitespace }) {
          breaks = 0
          position = position ?? index
        }
      } else if let name = node.name {
        if name == "br" {
          breaks += 1
          text += " "
          if breaks == 2, index >= quoteEnd { flush() }
        } else if name == "a" {
          links += 1
          linkEnds.append(node.end)
        } else if !Self.inline.contains(name) {
          if index >= quoteEnd { flush() } else { text += " " }
          blocks.append(index)
          if name == "blockquote", Self.isPost(node) { quoteEnd = node.end }
        }
      }
      index += 1
    }
    flush()
    return found
  }

  /// A post of a social network, kept in one piece with its signature.
  private static func isPost(_ node: HTMLNode) -> Bool {
    let name = node["class"] ?? ""
    return ["twitter-", "instagram-", "bluesky-", "mastodon-", "tiktok-", "telegram-"].contains(
      where: name.contains)
  }

  /// Runs of blanks as one blank; blanks that do not break stay.
  static func collapsed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if (scalar.value <= 0x20) || scalar == "\u{200B}" || scalar == "\u{FEFF}" || scalar == "\u{AD}" {
        if scalar.value <= 0x20, let last = result.last, last != " " { result.append(" ") }
      } else {
        result.append(scalar)
      }
    }
    return String(result).trimmingBlanks
  }
}
