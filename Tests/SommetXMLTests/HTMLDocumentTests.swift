import SommetXML
import Testing

@Suite struct HTMLDocumentTests {
  private func trace(_ nodes: [HTMLNode]) -> String {
    var trace = ""
    var open: [Int] = []
    for (index, node) in nodes.enumerated() {
      while let last = open.last, nodes[last].end <= index {
        trace += ")"
        open.removeLast()
      }
      if let text = node.text {
        trace += text
      } else {
        trace += "\(node.name ?? "")("
        open.append(index)
      }
    }
    return trace + String(repeating: ")", count: open.count)
  }

  private func parsed(_ page: String) throws -> [HTMLNode] {
    try HTMLDocument(page.utf8, name: "p.html", encoding: "UTF-8").nodes()
  }

  @Test(arguments: [
    ("<p>un<p>deux", "html(body(p(un)p(deux)))"),
    ("<P CLASS=x>a<BR>b</P>", "html(body(p(abr()b)))"),
    ("<article><h1>T</h1><p>é &amp; &eacute;&nbsp;!</article>", "html(body(article(h1(T)p(é & é\u{A0}!))))"),
    ("<div><!-- rien --><b>a</div>", "html(body(div(b(a))))"),
    ("texte", "html(body(p(texte)))"),
  ])
  func `mends a page and gives its nodes in order`(page: String, expected: String) throws {
    #expect(trace(try parsed(page)) == expected)
  }

  @Test func `parents and ends bracket the tree`() throws {
    let nodes = try parsed("<div><p>a</p><p>b<i>c</i></p></div><div>d</div>")
    for (index, node) in nodes.enumerated() {
      #expect(node.end > index)
      if let parent = node.parent {
        #expect(parent < index && nodes[parent].end >= node.end)
      }
    }
  }

  @Test func `attributes are found by name`() throws {
    let nodes = try parsed("<a HREF='/é?a=1&amp;b=2' class=lien>x</a>")
    let link = try #require(nodes.first { $0.name == "a" })
    #expect(link["href"] == "/é?a=1&b=2")
    #expect(link["class"] == "lien")
    #expect(link["id"] == nil)
  }

  @Test func `an encoding the caller knows beats the page's own`() throws {
    let page = "<meta charset=iso-8859-1><p>é</p>"
    #expect(trace(try HTMLDocument(page.utf8, name: "p", encoding: "UTF-8").nodes()).contains("p(é)"))
    let latin = Array("<meta charset=iso-8859-1><p>".utf8) + [0xE9]
    #expect(trace(try HTMLDocument(latin, name: "p").nodes()).contains("p(é)"))
  }

  @Test func `a very deep page does not exhaust the stack`() throws {
    let nodes = try parsed(String(repeating: "<div>", count: 200_000) + "fin")
    #expect(nodes.count > 100)
  }

  @Test func `an empty page is an error`() {
    let error = #expect(throws: XMLError.self) { _ = try HTMLDocument([], name: "vide.html") }
    #expect(error?.file == "vide.html")
  }
}
