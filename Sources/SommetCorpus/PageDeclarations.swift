import Foundation
import SommetXML

/// What a page says about itself in its head, in JSON-LD and in microdata.
struct PageDeclarations {
  private(set) var metadata = ArticleMetadata()
  /// `og:title` and the like.
  private(set) var socialTitle: String?
  /// How many of the date candidates tell the publication; those after them tell changes.
  private(set) var publications = 0
  /// JSON-LD's `articleBody`, when it is more than a summary.
  private(set) var articleBody: String?
  /// `<title>`
  private(set) var pageTitle: String?

  init(_ nodes: [HTMLNode]) {
    var meta: [String: String] = [:]
    var published: [DateCandidate] = []
    var writer: String?
    var linked: [String: Any] = [:]
    for (index, node) in nodes.enumerated() {
      switch node.name {
      case "html": metadata.language = node["lang"].flatMap(Self.language)
      case "title" where pageTitle == nil:
        let text = nodes[index..<node.end].compactMap(\.text).joined()
        pageTitle = PageTree.collapsed(text).isEmpty ? nil : PageTree.collapsed(text)
      case "meta":
        guard let key = (node["property"] ?? node["name"] ?? node["itemprop"])?.lowercased(),
          let value = node["content"]?.trimmingBlanks, !value.isEmpty, meta[key] == nil
        else { continue }
        meta[key] = value
      case "link" where node["rel"] == "canonical": metadata.url = node["href"]
      case "script" where node["type"]?.lowercased() == "application/ld+json":
        let text = nodes[index..<node.end].compactMap(\.text).joined()
        if linked.isEmpty, let found = Self.article(inJSON: text) { linked = found }
      default: break
      }
      if node["itemprop"] == "author", writer == nil {
        let name = PageTree.collapsed(nodes[index..<node.end].compactMap(\.text).joined())
        writer = name.isEmpty ? node["content"] : name
      }
      if node["itemprop"] == "datePublished", let value = node["datetime"] ?? node["content"] {
        published.append(DateCandidate(field: "itemprop datePublished", value: value, rule: "page.declared"))
      }
    }
    articleBody = (linked["articleBody"] as? String).flatMap { $0.utf8.count >= 400 ? $0 : nil }
    socialTitle = meta["og:title"] ?? meta["twitter:title"] ?? meta["dc.title"]
    var dates: [DateCandidate] = []
    if let value = linked["datePublished"] as? String {
      dates.append(DateCandidate(field: "JSON-LD datePublished", value: value, rule: "page.declared"))
    }
    for tag in Self.dateTags {
      guard let value = meta[tag] else { continue }
      dates.append(DateCandidate(field: tag, value: value, rule: "page.declared"))
    }
    dates += published.prefix(1)
    publications = dates.count
    metadata.dateCandidates = dates + Self.changes(linked, meta)
    metadata.source = Self.name(linked["publisher"]) ?? meta["og:site_name"]
    metadata.author = Self.name(linked["author"]) ?? writer ?? meta["author"] ?? meta["article:author"]
    if metadata.author?.contains("://") == true { metadata.author = nil }
    metadata.url = metadata.url ?? meta["og:url"]
  }

  /// Names of meta tags that tell the publication, in the order in which they count.
  private static let dateTags = [
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date",
    "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publish-date",
    "publication_date", "article.published", "sailthru.date", "parsely-pub-date",
  ]

  /// What tells a change of the article.
  private static func changes(_ linked: [String: Any], _ meta: [String: String]) -> [DateCandidate] {
    let values = [
      ("JSON-LD dateModified", linked["dateModified"] as? String),
      ("article:modified_time", meta["article:modified_time"]),
    ]
    return values.compactMap { field, value in
      guard let value, let day = CalendarDay(beginning: value) else { return nil }
      return DateCandidate(
        .field(field), words: value, day: day, source: .metadata, rule: "page.changed", standing: .change)
    }
  }

  /// `fr-FR` → fr
  private static func language(_ tag: String) -> String? {
    let code = tag.prefix { $0.isLetter }.lowercased()
    return code.count == 2 || code.count == 3 ? code : nil
  }

  /// The first object of JSON-LD that is an article.
  private static func article(inJSON text: String) -> [String: Any]? {
    guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else { return nil }
    return article(in: value, depth: 0)
  }

  private static func article(in value: Any, depth: Int) -> [String: Any]? {
    guard depth < 8 else { return nil }
    if let list = value as? [Any] {
      return list.lazy.compactMap { article(in: $0, depth: depth + 1) }.first
    }
    guard let object = value as? [String: Any] else { return nil }
    let types = (object["@type"] as? [String]) ?? [object["@type"] as? String].compactMap { $0 }
    if types.contains(where: { $0.hasSuffix("Article") || $0.hasSuffix("Posting") }) { return object }
    return ["@graph", "mainEntity", "mainEntityOfPage"].lazy
      .compactMap { object[$0].flatMap { article(in: $0, depth: depth + 1) } }.first
  }

  /// The name in `{"name": …}`, in a list of such, or the text itself.
  private static func name(_ value: Any?) -> String? {
    switch value {
    case let text as String: text.trimmingBlanks.isEmpty ? nil : text.trimmingBlanks
    case let object as [String: Any]: name(object["name"])
    case let list as [Any]:
      list.compactMap(name).isEmpty ? nil : list.compactMap(name).joined(separator: ", ")
    default: nil
    }
  }
}
