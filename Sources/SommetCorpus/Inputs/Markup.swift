import SommetXML

/// HTML that comes in pieces: in fields of records and in feeds.
enum Markup {
  /// Whether a text is HTML rather than prose.
  static func isMarkup(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return false }
    let start = text.prefix(2000).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.first == "<", let next = start.dropFirst().first, next.isLetter || next == "!" {
      return start.contains(">")
    }
    let lower = text.utf8.count <= 1 << 20 ? text.lowercased() : start.lowercased()
    return ["</p>", "<br>", "<br/>", "<br />", "</div>"].contains(where: lower.contains)
  }

  /// Whether it is a whole page.
  static func isPage(_ text: some StringProtocol) -> Bool {
    let start = text.prefix(300).drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }

  /// A page around a piece of HTML, so that the page reader finds title and text.
  static func page(title: String?, body: String, language: String?) -> String {
    if isPage(body) { return body }
    let heading = title.map { escaped($0) }
    let declared = language.map { " lang=\"\(escaped($0))\"" } ?? ""
    return "<!DOCTYPE html><html\(declared)><head><title>\(heading ?? "")</title></head><body><article>"
      + (heading.map { "<h1>\($0)</h1>" } ?? "")
      + "<div itemprop=\"articleBody\">\(body)</div></article></body></html>"
  }

  /// HTML of a plain text; blank lines part paragraphs.
  static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(\.trimmingBlanks)
      .split(separator: "").map { "<p>" + escaped($0.joined(separator: " ")) + "</p>" }.joined()
  }

  /// The words of a piece of HTML, such as a title with entities in it.
  static func words(_ html: String) -> String {
    guard html.contains("<") || html.contains("&"),
      let nodes = try? HTMLDocument(html.utf8, name: "-", encoding: "UTF-8").nodes()
    else { return PageTree.collapsed(html) }
    return PageTree.collapsed(nodes.compactMap(\.text).joined())
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// `fr-FR` → fr; nil for what is no tag.
  static func language(_ tag: String) -> String? {
    let code = tag.prefix { $0.isASCII && $0.isLetter }.lowercased()
    let rest = tag.dropFirst(code.count).first
    return (code.count == 2 || code.count == 3) && (rest == nil || rest == "-" || rest == "_") ? code : nil
  }
}
