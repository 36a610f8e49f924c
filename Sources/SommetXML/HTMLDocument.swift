import CLibXML2

/// A parsed HTML page, owner of libxml2's tree.
///
/// The parser mends what is broken; a page never fails for being untidy.
public struct HTMLDocument: ~Copyable {
  private let tree: htmlDocPtr

  /// Parses a page.
  ///
  /// - Parameters:
  ///   - bytes: the whole page.
  ///   - name: stands for a file in messages.
  ///   - encoding: the page's encoding when the caller knows better than the page ("UTF-8"); nil lets libxml2 go by
  ///     byte order mark and `<meta>`.
  public init(_ bytes: some Collection<UInt8>, name: String, encoding: String? = nil) throws(XMLError) {
    var options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue
    if encoding != nil { options |= HTML_PARSE_IGNORE_ENC.rawValue }
    let bytes = bytes.map { CChar(bitPattern: $0) }
    guard bytes.count <= Int(Int32.max) else { throw XMLError(file: name, message: "larger than 2 GB") }
    let collector = ErrorCollector(file: name)
    let tree = LibXML2.capturing(collector) {
      htmlReadMemory(bytes, Int32(bytes.count), nil, encoding, Int32(options))
    }
    guard let tree else {
      throw collector.errors.first ?? XMLError(file: name, message: "expected an HTML page, found nothing")
    }
    self.tree = tree
  }

  deinit { xmlFreeDoc(tree) }

  /// The elements and texts of the page in document order, comments left out.
  ///
  /// - Parameter limit: at most so many are given.
  public func nodes(limit: Int = 4_000_000) -> [HTMLNode] {
    var nodes: [HTMLNode] = []
    var parents: [Int] = []
    var current = tree.pointee.children
    while let node = current, nodes.count < limit {
      if let content = Self.content(of: node) {
        nodes.append(HTMLNode(content: content, parent: parents.last, end: nodes.count + 1))
        if case .element = content, let child = node.pointee.children {
          parents.append(nodes.count - 1)
          current = child
          continue
        }
      }
      current = Self.following(node, closing: &parents, of: &nodes)
    }
    for parent in parents { nodes[parent].end = nodes.count }
    return nodes
  }

  /// The next sibling, or that of the nearest ancestor that has one; ancestors left behind are closed.
  private static func following(
    _ node: xmlNodePtr, closing parents: inout [Int], of nodes: inout [HTMLNode]
  ) -> xmlNodePtr? {
    var node = node
    while true {
      if let next = node.pointee.next { return next }
      guard let parent = parents.popLast(), let above = node.pointee.parent else { return nil }
      nodes[parent].end = nodes.count
      node = above
    }
  }

  private static func content(of node: xmlNodePtr) -> HTMLNode.Content? {
    switch node.pointee.type {
    case XML_ELEMENT_NODE:
      .element(name: string(node.pointee.name).lowercased(), attributes: attributes(of: node))
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      .text(string(node.pointee.content))
    default:
      nil
    }
  }

  private static func attributes(of node: xmlNodePtr) -> [HTMLNode.Attribute] {
    var found: [HTMLNode.Attribute] = []
    var current = node.pointee.properties
    while let attribute = current {
      let value = xmlNodeListGetString(node.pointee.doc, attribute.pointee.children, 1)
      defer { if let value { sommet_xml_free(value) } }
      found.append(.init(name: string(attribute.pointee.name).lowercased(), value: string(value)))
      current = attribute.pointee.next
    }
    return found
  }

  private static func string(_ characters: UnsafePointer<xmlChar>?) -> String {
    characters.map { String(cString: $0) } ?? ""
  }
}
