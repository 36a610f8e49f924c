import SommetXML

// Which element holds the article's text.

extension PageTree {
  /// The nodes of the element that holds the article's text; nil when the page holds no text.
  ///
  /// Every paragraph weighs for or against the elements around it: prose for, links and short lines against; the
  /// element with the greatest sum holds the body, the smallest one of several. What the page declares goes before
  /// (`itemprop="articleBody"`), or widens the choice (`<article>`), when it holds most of that prose.
  ///
  /// - Parameter declared: the text that the page's JSON-LD gives as the article's body.
  func body(_ paragraphs: [Paragraph], declared: String? = nil) -> Range<Int>? {
    guard !paragraphs.isEmpty else { return nil }
    var known = declared.map(DeclaredBody.init)
    if let body = known, !body.isOf(paragraphs) { known = nil }
    let weights = paragraphs.map { Self.weight($0, known) }
    guard weights.contains(where: { $0 > 0 }) else { return paragraphs[0].node..<nodes.count }
    let sums = sums(paragraphs, weights)
    // Descendants come after their ancestors: the last of equal ones is the innermost.
    var best = 0
    for index in nodes.indices where sums[index] >= sums[best] { best = index }
    best = cell(of: best, sums)
    let prose = self.sums(paragraphs, weights.map { max($0, 0) })
    if let found = articleBody(prose), prose[found] * 5 >= prose[best] * 2 { return found..<nodes[found].end }
    let found = articleInside(best, prose) ?? articleAround(best) ?? best
    return found..<nodes[found].end
  }

  /// How much a paragraph speaks for the elements that hold it, in characters.
  private static func weight(_ paragraph: Paragraph, _ declared: DeclaredBody?) -> Int {
    let length = paragraph.text.unicodeScalars.count
    if let declared, declared.holds(paragraph.text) { return length }
    if paragraph.linkShare >= 0.5 { return -length - 10 }
    if paragraph.isHeading { return 0 }
    guard Prose.isProse(paragraph.text) else { return -length / 4 - 5 }
    // A third of links is as much a list of other articles as it is prose.
    let worth = Int(Double(length) * (1 - 3 * paragraph.linkShare))
    return declared == nil ? worth : -length / 4
  }

  /// By node: the sum of the weights of the paragraphs that it holds.
  private func sums(_ paragraphs: [Paragraph], _ weights: [Int]) -> [Int] {
    var sums = [Int](repeating: 0, count: nodes.count)
    for (paragraph, weight) in zip(paragraphs, weights) { sums[paragraph.node] += weight }
    for index in nodes.indices.reversed() {
      if let parent = nodes[index].parent { sums[parent] += sums[index] }
    }
    return sums
  }

  /// The cell that holds nearly all of a table or row: columns side by side are no one text.
  private func cell(of node: Int, _ sums: [Int]) -> Int {
    guard ["table", "tbody", "tr"].contains(nodes[node].name) else { return node }
    return (node + 1..<nodes[node].end).last { nodes[$0].name == "td" && sums[$0] * 5 >= sums[node] * 4 }
      ?? node
  }

  /// The element that is declared as the article's body; the fullest of several.
  private func articleBody(_ prose: [Int]) -> Int? {
    nodes.indices.filter { nodes[$0]["itemprop"]?.contains("articleBody") == true && !isExcluded[$0] }
      .max { (prose[$0], -$0) < (prose[$1], -$1) }
  }

  /// The one article element that holds nearly all the prose of a larger element.
  private func articleInside(_ node: Int, _ prose: [Int]) -> Int? {
    (node..<nodes[node].end).filter { isArticle($0) && !isExcluded[$0] && prose[$0] * 5 >= prose[node] * 4 }
      .last
  }

  /// The nearest article element around a node.
  private func articleAround(_ node: Int) -> Int? {
    var current: Int? = node
    while let index = current {
      if isArticle(index) { return index }
      current = nodes[index].parent
    }
    return nil
  }

  private func isArticle(_ node: Int) -> Bool {
    nodes[node].name == "article" || nodes[node]["role"] == "article"
  }
}

/// The text that JSON-LD gives as an article's body, to know its paragraphs by.
struct DeclaredBody {
  private let form: String

  init(_ text: String) { form = Self.form(text) }

  /// Letters and digits only, in lower case.
  private static func form(_ text: String) -> String {
    LineForm.lowercased(
      String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.isLetter || $0.isNumeric })))
  }

  /// Whether it holds a good part of a page's prose.
  func isOf(_ paragraphs: [PageTree.Paragraph]) -> Bool {
    let prose = paragraphs.filter { Prose.isProse($0.text) }
    let all = prose.reduce(0) { $0 + $1.text.utf8.count }
    return prose.filter { holds($0.text) }.reduce(0) { $0 + $1.text.utf8.count } * 8 >= max(all, 1)
  }

  /// Whether a paragraph of some length stands in the text.
  func holds(_ paragraph: String) -> Bool {
    let part = Self.form(paragraph)
    return part.utf8.count >= 20 && form.holds(part)
  }
}
