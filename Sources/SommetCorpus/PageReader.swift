import SommetText
import SommetXML

/// Takes the article out of an HTML page: title, standfirst, paragraphs, headings, embedded posts.
///
/// What the page declares goes first (`itemprop`, `<article>`, Open Graph, JSON-LD); else the element with the most
/// prose in it is the body. Menus, asides, captions, comments and lists of links are left out by element, by words
/// of class and id (`classes.tsv`) and by the share of links.
struct PageReader {
  /// Title first, then paragraphs, parted by blank lines.
  let text: ScalarText
  let units: [TextUnit]
  let metadata: ArticleMetadata
  /// What was left out of the page.
  let omitted: [OmittedElement]

  /// Nil when the page cannot be parsed or holds no text.
  init?(_ page: String, file: String) {
    guard let nodes = try? HTMLDocument(page.utf8, name: file, encoding: "UTF-8").nodes() else { return nil }
    let tree = PageTree(nodes)
    let declarations = PageDeclarations(nodes)
    let paragraphs = tree.paragraphs
    let body = tree.body(paragraphs, declared: declarations.articleBody)
    let title = Self.title(tree, declarations, body: body)
    var text = ""
    var count = 0
    var units: [TextUnit] = []
    func add(_ words: String, _ role: Block.Role?) {
      if !units.isEmpty {
        text += "\n\n"
        count += 2
      }
      let length = words.unicodeScalars.count
      units.append(
        TextUnit(span: Span(count, count + length), text: words, isAfterBlank: true, role: role))
      text += words
      count += length
    }
    if let title { add(title.text, .title) }
    let omissions = Self.omissions(paragraphs, body: body, title: title)
    let kept = zip(paragraphs, omissions).filter { $1 == nil }.map(\.0)
    let hiddenBody = Self.hiddenBody(declarations, kept)
    guard !kept.isEmpty || !hiddenBody.isEmpty else { return nil }
    omitted = Self.omitted(tree, paragraphs, omissions, title: title)
    if hiddenBody.isEmpty {
      for paragraph in kept { add(paragraph.text, paragraph.isHeading ? .heading : nil) }
    } else {
      for words in hiddenBody { add(words, nil) }
    }
    self.text = ScalarText(text)
    self.units = units
    var metadata = declarations.metadata
    let first = kept.first { Prose.isProse($0.text) } ?? kept.first
    let head = PageHead(nodes, title: title?.node ?? body?.lowerBound, text: first?.position)
    // A line that is part of the text is read there.
    let lines = Set(kept.map(\.text))
    metadata.dateCandidates.insert(
      contentsOf: head.candidates.filter { $0.rule != "page.line" || !lines.contains($0.words) },
      at: declarations.publications)
    self.metadata = metadata
  }

  /// The paragraphs of the body that JSON-LD gives, when the page itself shows next to none of it.
  private static func hiddenBody(_ declared: PageDeclarations, _ kept: [PageTree.Paragraph]) -> [String] {
    guard let body = declared.articleBody else { return [] }
    let shown = kept.reduce(0) { $0 + $1.text.utf8.count }
    guard shown * 4 < body.utf8.count else { return [] }
    return body.split(whereSeparator: \.isNewline).map { PageTree.collapsed(String($0)) }.filter {
      !$0.isEmpty
    }
  }

  private struct Title {
    let text: String
    /// The element that holds it; nil when it is known from the head only.
    let node: Int?
  }

  private static func title(_ tree: PageTree, _ declared: PageDeclarations, body: Range<Int>?) -> Title? {
    let names = [declared.socialTitle, declared.pageTitle].compactMap { $0.map(LineForm.normal) }
    let headlines = tree.headlines.map { (node: $0, text: tree.text(in: $0)) }.filter { !$0.text.isEmpty }
    let matching = headlines.first { headline in
      let form = LineForm.normal(headline.text)
      return names.contains { $0.hasPrefix(form) || form.hasPrefix($0) }
    }
    if let found = matching { return Title(text: found.text, node: found.node) }
    if let social = declared.socialTitle { return Title(text: social, node: headlines.last?.node) }
    let long = headlines.filter { LineForm.wordCount($0.text) >= 3 }
    if let found = long.last(where: { body == nil || $0.node < body!.upperBound }) ?? long.first {
      return Title(text: found.text, node: found.node)
    }
    return declared.pageTitle.map { Title(text: withoutSite($0), node: nil) }
  }

  /// `La ville rouvre ses écoles | Le Courrier` without the name of the site.
  private static func withoutSite(_ title: String) -> String {
    for mark in [" | ", " – ", " — ", " - ", " · ", " : "] {
      guard let cut = title.ranges(of: mark).last else { continue }
      let (before, after) = (title[..<cut.lowerBound], title[cut.upperBound...])
      if LineForm.wordCount(before) >= 4, LineForm.wordCount(after) <= 4 {
        return before.trimmingBlanks
      }
    }
    return title
  }

  /// Why each paragraph is left out; nil for those of the article.
  private static func omissions(
    _ paragraphs: [PageTree.Paragraph], body: Range<Int>?, title: Title?
  ) -> [Omission?] {
    guard let body else { return paragraphs.map { _ in Omission(.outside, "outside.body") } }
    let start = title?.node ?? body.lowerBound
    let titleForm = title.map { LineForm.normal($0.text) }
    var omissions = paragraphs.map { paragraph -> Omission? in
      guard paragraph.position > start, paragraph.position < body.upperBound else {
        return Omission(.outside, "outside.body")
      }
      if LineForm.normal(paragraph.text) == titleForm { return Omission(.duplicate, "title.repeated") }
      let isProse = Prose.isProse(paragraph.text)
      if !body.contains(paragraph.position) {
        // Between title and body stands the standfirst, among much else.
        let isStandfirst = isProse && !paragraph.isHeading && paragraph.linkShare < 0.3
        return isStandfirst ? nil : Omission(.outside, "above.body")
      }
      return paragraph.linkShare < (isProse ? 0.8 : 0.5) ? nil : Omission(.navigation, "links")
    }
    while let last = omissions.lastIndex(where: { $0 == nil }), paragraphs[last].isHeading {
      omissions[last] = Omission(.teaser, "heading.last")
    }
    return omissions
  }

  private struct Omission {
    let reason: DroppedText.Reason
    let rule: String

    init(_ reason: DroppedText.Reason, _ rule: String) {
      self.reason = reason
      self.rule = rule
    }
  }

  /// What was left out by element and by paragraph, in document order.
  private static func omitted(
    _ tree: PageTree, _ paragraphs: [PageTree.Paragraph], _ omissions: [Omission?], title: Title?
  ) -> [OmittedElement] {
    var found: [(position: Int, element: OmittedElement)] = []
    for exclusion in tree.exclusions {
      let text = tree.words(in: exclusion.node)
      guard !text.isEmpty else { continue }
      let element = OmittedElement(
        element: OmittedElement.name(of: tree.nodes[exclusion.node]), text: text, reason: exclusion.reason,
        rule: exclusion.rule)
      found.append((exclusion.node, element))
    }
    for (paragraph, omission) in zip(paragraphs, omissions) {
      guard let omission, paragraph.node != title?.node else { continue }
      let element = OmittedElement(
        element: OmittedElement.name(of: tree.nodes[paragraph.node]), text: paragraph.text,
        reason: omission.reason, rule: omission.rule)
      found.append((paragraph.position, element))
    }
    return found.sorted { $0.position < $1.position }.map(\.element)
  }
}
