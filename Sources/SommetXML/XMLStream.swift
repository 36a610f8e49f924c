import CLibXML2

/// Reads an XML document as a stream of tags and text, without copying: for documents of a gigabyte.
///
///     struct Counter: XMLStreamHandler { … }
///     try XMLStream.read(path: "graph.gexf", names: ["node", "id"], namespaces: [], into: &counter)
///
/// Names are handed over as numbers: places in the lists that the caller gives. As in `XMLReader`, nothing outside the
/// document is ever loaded, and a document that declares entities of its own is refused. Memory does not grow with the
/// document.
///
/// Documents in UTF-8 without a document type are scanned by `XMLScanner`, all others by libxml2.
///
/// Source: libxml2's SAX2 interface, <https://gnome.pages.gitlab.gnome.org/libxml2/devhelp/libxml2-SAX2.html>.
public enum XMLStream {
  /// Elements inside each other, at most.
  public static let depthLimit = 200

  /// - Throws: `XMLError`, or what the handler throws.
  public static func read(
    path: String, names: [String], namespaces: [String], into handler: inout some XMLStreamHandler
  ) throws {
    try read(
      try ByteStream(reading: path), name: path, names: XMLNameTable(names),
      namespaces: XMLNameTable(namespaces), into: &handler)
  }

  /// - Parameter name: the file's, for messages.
  public static func read(
    _ bytes: [UInt8], name: String, names: [String], namespaces: [String],
    into handler: inout some XMLStreamHandler
  ) throws {
    try read(
      ByteStream(bytes), name: name, names: XMLNameTable(names), namespaces: XMLNameTable(namespaces),
      into: &handler)
  }

  private static func read(
    _ stream: ByteStream, name: String, names: XMLNameTable, namespaces: XMLNameTable,
    into handler: inout some XMLStreamHandler
  ) throws {
    var scanner = XMLScanner(stream, file: name, names: names, namespaces: namespaces)
    if try scanner.isForThis() { return try scanner.scan(into: &handler) }
    let whole = ByteStream(scanner.rest, before: stream)
    try parse(whole, name: name, names: names, namespaces: namespaces, into: &handler)
    if stream.failure != 0 { throw ByteStream.error(name, stream.failure) }
  }

  /// Reads by libxml2 whatever is a document. The same handler gets the same calls as from `XMLScanner`, but for places
  /// and for the pieces in which text comes.
  package static func parse(
    _ bytes: [UInt8], name: String, names: [String], namespaces: [String],
    into handler: inout some XMLStreamHandler
  ) throws {
    try parse(
      ByteStream(bytes), name: name, names: XMLNameTable(names), namespaces: XMLNameTable(namespaces),
      into: &handler)
  }

  private static func parse<Handler: XMLStreamHandler>(
    _ stream: ByteStream, name: String, names: XMLNameTable, namespaces: XMLNameTable,
    into handler: inout Handler
  ) throws {
    let collector = ErrorCollector(file: name)
    let run = XMLStreamRun(
      names: names, namespaces: namespaces, file: name, handler: handler)
    LibXML2.capturing(collector) {
      var callbacks = XMLStreamRun.callbacks()
      let context = xmlCreateIOParserCtxt(
        &callbacks, Unmanaged.passUnretained(run).toOpaque(),
        { context, buffer, count in
          guard let context, let buffer else { return -1 }
          return Int32(ByteStream.from(context).read(into: buffer, count: Int(count)))
        }, nil, stream.context, XML_CHAR_ENCODING_NONE)
      guard let context else { return }
      // Entities in values are replaced, but none can be declared.
      xmlCtxtUseOptions(
        context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_NOCDATA.rawValue))
      run.context = context
      xmlParseDocument(context)
      run.checkEnd()
      run.context = nil
      // Made by the parser for a declaration of an entity, and left to the caller.
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      context.pointee.myDoc = nil
      xmlFreeParserCtxt(context)
    }
    guard let filled = run.handler as? Handler else { preconditionFailure("a handler stays what it is") }
    handler = filled
    if let failure = run.failure { throw failure }
    if stream.failure != 0 { throw ByteStream.error(name, stream.failure) }
    guard let error = collector.fatal else {
      // Such as a prefix that is not declared: the parser went on.
      if !run.isRootRead {
        throw XMLError(file: name, message: "expected an element, found the end of the document")
      }
      return
    }
    // libxml2 speaks of "extra content" when there is none at all.
    if !run.isRootRead,
      error.message.hasPrefix("Extra content") || error.message.hasPrefix("Document is empty")
    {
      throw XMLError(
        file: name, line: error.line, column: error.column,
        message: "expected an element, found the end of the document")
    }
    throw error
  }
}

/// What takes the pieces of a document in their order. Pointers are good for the length of a call; the bytes behind them are
/// UTF-8, each piece on its own.
public protocol XMLStreamHandler {
  mutating func start(_ tag: borrowing XMLTag) throws
  /// The end of the innermost element that was started.
  mutating func end() throws
  /// A piece of character data; may come in any number of pieces.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
}

/// One reading of a document: what libxml2's callbacks lead to.
final class XMLStreamRun {
  let names: XMLNameTable
  let namespaces: XMLNameTable
  let file: String
  private(set) var handler: any XMLStreamHandler
  var context: xmlParserCtxtPtr?
  private(set) var failure: (any Error)?
  private(set) var isRootRead = false
  private var depth = 0
  private var attributes: [XMLAttribute] = []
  /// Where the last piece ended, which is where the next one begins.
  private var last = XMLPlace(line: 1, column: 1)

  init(names: XMLNameTable, namespaces: XMLNameTable, file: String, handler: any XMLStreamHandler) {
    self.names = names
    self.namespaces = namespaces
    self.file = file
    self.handler = handler
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> XMLStreamRun {
    Unmanaged<XMLStreamRun>.fromOpaque(context!).takeUnretainedValue()
  }

  static func callbacks() -> xmlSAXHandler {
    var callbacks = xmlSAXHandler()
    callbacks.initialized = UInt32(XML_SAX2_MAGIC)
    callbacks.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
      XMLStreamRun.from(context).start(name!, namespace, Int(count), attributes)
    }
    callbacks.endElementNs = { context, _, _, _ in XMLStreamRun.from(context).end() }
    callbacks.characters = { context, text, count in XMLStreamRun.from(context).text(text, count) }
    callbacks.ignorableWhitespace = callbacks.characters
    callbacks.cdataBlock = callbacks.characters
    callbacks.comment = { context, _ in XMLStreamRun.from(context).mark() }
    callbacks.processingInstruction = { context, _, _ in XMLStreamRun.from(context).mark() }
    callbacks.entityDecl = { context, _, _, _, _, _ in
      XMLStreamRun.from(context).fail("a document that declares its own entities is not read")
    }
    callbacks.reference = { context, name in
      let name = name.map { String(cString: $0) } ?? ""
      XMLStreamRun.from(context).fail("the entity '&\(name);' is not known")
    }
    return callbacks
  }

  // MARK: - Places

  private var here: XMLPlace {
    guard let input = context?.pointee.input else { return last }
    return XMLPlace(line: Int(input.pointee.line), column: Int(input.pointee.col))
  }

  private func mark() { last = here }

  /// libxml2 takes a NUL after the root element for the end of the document, and leaves the rest unread.
  func checkEnd() {
    guard let context, context.pointee.wellFormed != 0, let input = context.pointee.input,
      input.pointee.cur < input.pointee.end
    else { return }
    fail("expected the end of the document, found a NUL")
  }

  // MARK: - Pieces

  private func start(
    _ name: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard failure == nil else { return }
    isRootRead = true
    depth += 1
    if depth > XMLStream.depthLimit {
      return fail("elements are nested more than \(XMLStream.depthLimit) deep")
    }
    let localName = Self.bytes(name)
    readAttributes(count, attributes)
    for attribute in self.attributes where !isValid(attribute.value) { return }
    do {
      try self.attributes.withUnsafeBufferPointer { attributes in
        let tag = XMLTag(
          name: names.index(localName), namespace: namespace.map { namespaces.index(Self.bytes($0)) } ?? -1,
          hasNamespace: namespace != nil, place: last, localName: localName, attributes: attributes)
        try handler.start(tag)
      }
    } catch {
      stop(error)
    }
    mark()
    // The parser stands before the '>' still.
    last.column += 1
  }

  /// libxml2 has five pointers for each: local name, prefix, namespace, beginning and end of the value.
  private func readAttributes(_ count: Int, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    attributes.removeAll(keepingCapacity: true)
    for place in stride(from: 0, to: 5 * count, by: 5) {
      guard let list, let name = list[place], let start = list[place + 3], let end = list[place + 4] else {
        continue
      }
      let isPrefixed = list[place + 1] != nil
      let localName = Self.bytes(name)
      attributes.append(
        XMLAttribute(
          number: isPrefixed ? -1 : names.index(localName), isPrefixed: isPrefixed, localName: localName,
          value: UnsafeBufferPointer(start: start, count: end - start)))
    }
  }

  private static func bytes(_ name: UnsafePointer<xmlChar>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name)))
  }

  private func end() {
    guard failure == nil else { return }
    depth -= 1
    do { try handler.end() } catch { stop(error) }
    mark()
  }

  private func text(_ text: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard failure == nil else { return }
    let piece = UnsafeBufferPointer(start: text, count: Int(count))
    guard isValid(piece) else { return }
    do { try handler.text(piece) } catch { stop(error) }
    mark()
  }

  /// Whether bytes are UTF-8, as they are unless the parser goes on behind a fault; stops it when they are not.
  private func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if String(validating: bytes, as: UTF8.self) != nil { return true }
    fail("expected UTF-8 and characters that XML allows")
    return false
  }

  private func fail(_ message: String) {
    guard failure == nil else { return }
    stop(XMLError(file: file, line: here.line, column: here.column, message: message))
  }

  private func stop(_ error: any Error) {
    failure = error
    if let context { xmlStopParser(context) }
  }
}
