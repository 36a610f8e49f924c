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

  /// Nil when the page cannot be parsed or holds no text.
  init?(_ page: String, file: String) {
    guard let nodes = try? HTMLDocument(page.utf8, name: file, encoding: "UTF-8").nodes() else { return nil }
    let tree = PageTree(nodes)
    let declarations = PageDeclarations(nodes)
    let paragraphs = tree.paragraphs
    let body = tree.body(paragraphs)
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
    let kept = Self.kept(paragraphs, tree, body: body, title: title)
    guard !kept.isEmpty else { return nil }
    for paragraph in kept {
      add(paragraph.text, paragraph.isHeading ? .heading : nil)
    }
    self.text = ScalarText(text)
    self.units = units
    var metadata = declarations.metadata
    let first = kept.first { Prose.isProse($0.text) } ?? kept[0]
    let head = PageHead(nodes, title: title?.node ?? body?.lowerBound, text: first.position)
    // A line that is part of the text is read there.
    let lines = Set(kept.map(\.text))
    metadata.dateCandidates.insert(
      contentsOf: head.candidates.filter { $0.rule != "page.line" || !lines.contains($0.words) },
      at: declarations.publications)
    self.metadata = metadata
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

  private static func kept(
    _ paragraphs: [PageTree.Paragraph], _ tree: PageTree, body: Range<Int>?, title: Title?
  ) -> [PageTree.Paragraph] {
    guard let body else { return [] }
    let start = title?.node ?? body.lowerBound
    let titleForm = title.map { LineForm.normal($0.text) }
    var kept = paragraphs.filter { paragraph in
      guard paragraph.position > start, paragraph.position < body.upperBound else { return false }
      if LineForm.normal(paragraph.text) == titleForm { return false }
      let isProse = Prose.isProse(paragraph.text)
      if !body.contains(paragraph.position) {
        // Between title and body stands the standfirst, among much else.
        return isProse && !paragraph.isHeading && paragraph.linkShare < 0.3
      }
      return paragraph.linkShare < (isProse ? 0.8 : 0.5)
    }
    while kept.last?.isHeading == true { kept.removeLast() }
    return kept
  }
}
