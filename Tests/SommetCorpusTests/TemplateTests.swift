import Foundation
import SommetCorpus
import SommetTesting
import SommetText
import Testing

/// A page of `Templates`: how paragraphs, headings and quotations are written, what stands between them, and the page
/// around them. All furniture is invented.
struct PageTemplate {
  let name: String
  private var parts: [String: String] = [:]

  init(_ url: URL) throws {
    name = url.deletingPathExtension().lastPathComponent
    let text = try String(contentsOf: url, encoding: .utf8)
    for part in text.components(separatedBy: "<!-- ").dropFirst() {
      let pieces = part.components(separatedBy: " -->")
      parts[pieces[0]] = pieces.dropFirst().joined(separator: " -->").trimmingCharacters(in: .newlines)
    }
  }

  /// For texts that have none.
  static let title = "Ce que l'on sait ce soir à Belmont"

  static func all() throws -> [PageTemplate] {
    try LayoutCase.folder("Templates").map(PageTemplate.init)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// The page around an article's title and blocks.
  func page(_ article: Article) -> String {
    func text(_ block: TextBlock) -> String { Self.escaped(String(article.text[block.span])) }
    let title = article.blocks.first { $0.role == .title }.map(text) ?? Self.title
    let blocks = article.blocks.filter { $0.role != .title }
    var body: [String] = []
    for (index, block) in blocks.enumerated() {
      let form =
        switch block.role {
        case .heading: parts["heading"]!
        case .quotation: parts["quotation"]!
        case .paragraph, .title: parts["paragraph"]!
        }
      body.append(form.replacing("{{text}}", with: text(block)))
      if index == blocks.count / 2, block.role == .paragraph { body.append(parts["inserted"]!) }
    }
    return parts["page"]!.replacing("{{title}}", with: title)
      .replacing("{{body}}", with: body.joined(separator: "\n"))
  }
}

@Suite struct TemplateTests {
  /// Letters and digits only: what a reader would call the same words. The title first, as in the pages.
  private func words(_ article: Article) -> [String] {
    let blocks = article.blocks.filter { $0.role == .title } + article.blocks.filter { $0.role != .title }
    let texts = blocks.map { String(article.text[$0.span]) }
    return (blocks.first?.role == .title ? texts : [PageTemplate.title] + texts)
      .map { $0.filter { $0.isLetter || $0.isNumber } }.filter { !$0.isEmpty }
  }

  /// What is lost from an article and what is added to it in the five pages.
  private func differences(_ article: Article) throws -> [String] {
    var differences: [String] = []
    let expected = words(article)
    for template in try PageTemplate.all() {
      guard let page = try? ArticleSource.article(page: template.page(article), id: article.id) else {
        differences.append("\(template.name) \(article.id): no article")
        continue
      }
      let found = words(page)
      // A page may cut a text in other places than its lines; the words must be the same.
      if found.joined() == expected.joined() { continue }
      for change in found.difference(from: expected) {
        switch change {
        case .insert(_, let text, _): differences.append("\(template.name) \(article.id): kept \(text)")
        case .remove(_, let text, _): differences.append("\(template.name) \(article.id): lost \(text)")
        }
      }
    }
    return differences
  }

  @Test func `there are five pages of different make`() throws {
    #expect(try PageTemplate.all().count == 5)
  }

  @Test func `the body of our own articles is found in every page, whole and alone`() throws {
    // Of a line or two nobody can say what is the article and what its surroundings.
    let articles = try LayoutCase.all().map { ArticleSource.article(text: $0.text, id: $0.name) }
      .filter { $0.blocks.reduce(0) { $0 + $1.span.count } >= 250 }
    #expect(articles.count >= 20)
    for article in articles {
      let differences = try differences(article)
      #expect(differences == [], "\(differences.joined(separator: "\n"))")
    }
  }

  @Test func `the body of every seed is found in every page, whole and alone`() throws {
    for source in Corpus([ProjectFolder.seeds]).sources {
      let differences = try differences(source.read())
      #expect(differences == [], "\(differences.joined(separator: "\n"))")
    }
  }

  @Test(arguments: ["gold/written", "gold/wikinews2016"])
  func `the body of every gold text is found in every page, whole and alone`(folder: String) throws {
    guard let url = ProjectFolder.shared(folder, for: "five pages around the texts of \(folder)") else {
      return
    }
    for source in Corpus([url.path]).sources where source.path.hasSuffix(".txt") {
      let differences = try differences(source.read())
      #expect(differences == [], "\(differences.joined(separator: "\n"))")
    }
  }
}
