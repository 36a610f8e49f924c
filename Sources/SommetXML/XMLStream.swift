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
/// Source: libxml2's SAX2 interface, <https://gnome.pages.gitlab.gnome.org/libxml2/devhelp/libxml2-SAX2.html>.
public enum XMLStream {
  /// Elements inside each other, at most.
  public static let depthLimit = 200

  /// - Throws: `XMLError`, or what the handler throws.
  public static func read(
    path: String, names: [String], namespaces: [String], into handler: inout some XMLStreamHandler
  ) throws {
    let stream = try ByteStream(reading: path)
    try read(stream, name: path, names: names, namespaces: namespaces, into: &handler)
  }

  /// - Parameter name: the file's, for messages.
  public static func read(
    _ bytes: [UInt8], name: String, names: [String], namespaces: [String],
    into handler: inout some XMLStreamHandler
  ) throws {
    var offset = 0
    let stream = ByteStream { buffer in
      let count = min(buffer.count, bytes.count - offset)
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count]))
      }
      offset += count
      return count
    }
    try read(stream, name: name, names: names, namespaces: namespaces, into: &handler)
  }

  private static func read<Handler: XMLStreamHandler>(
    _ stream: ByteStream, name: String, names: [String], namespaces: [String], into handler: inout Handler
  ) throws {
    let collector = ErrorCollector(file: name)
    let run = XMLStreamRun(
      names: XMLNameTable(names), namespaces: XMLNameTable(namespaces), file: name, handler: handler)
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

/// What takes the pieces of a document in their order. Pointers are good for the length of a call.
public protocol XMLStreamHandler {
  mutating func start(_ tag: borrowing XMLTag) throws
  /// The end of the innermost element that was started.
  mutating func end(at place: XMLPlace) throws
  /// A piece of character data; may come in any number of pieces.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
}

/// A line and a column (in bytes), counted from 1.
public struct XMLPlace: Sendable, Hashable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A start tag.
public struct XMLTag: ~Copyable {
  /// Place of the local name in the list of names; -1 when it is not there.
  public let name: Int
  /// Place of the namespace in the list; -1 when it is not there, and for none.
  public let namespace: Int
  public let hasNamespace: Bool
  /// Where the tag begins.
  public let place: XMLPlace
  public let attributeCount: Int

  fileprivate let localName: UnsafePointer<xmlChar>
  fileprivate let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  fileprivate let names: XMLNameTable

  /// The element's name without its prefix.
  public var localNameText: String { String(cString: localName) }

  /// The attribute's name in the list; -1 when it is not there or has a prefix.
  public func attributeName(_ number: Int) -> Int {
    guard let attributes, attributes[5 * number + 1] == nil, let name = attributes[5 * number] else {
      return -1
    }
    return names.index(name)
  }

  /// Whether an attribute has a prefix.
  public func isPrefixed(_ number: Int) -> Bool { attributes?[5 * number + 1] != nil }

  public func attributeNameText(_ number: Int) -> String {
    attributes?[5 * number].map { String(cString: $0) } ?? ""
  }

  public func attributeValue(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    guard let attributes, let start = attributes[5 * number + 3], let end = attributes[5 * number + 4] else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: start, count: end - start)
  }
}

/// Names by number, found by the addresses under which libxml2 keeps them: one for each name and document. Used by one
/// thread at a time.
final class XMLNameTable {
  private let numbers: [String: Int]
  private let addresses: UnsafeMutablePointer<UnsafeRawPointer?>
  private let cached: UnsafeMutablePointer<Int>

  private static let size = 256

  init(_ names: [String]) {
    numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    addresses = .allocate(capacity: Self.size)
    addresses.initialize(repeating: nil, count: Self.size)
    cached = .allocate(capacity: Self.size)
    cached.initialize(repeating: -1, count: Self.size)
  }

  deinit {
    addresses.deallocate()
    cached.deallocate()
  }

  func index(_ name: UnsafePointer<xmlChar>) -> Int {
    let address = UnsafeRawPointer(name)
    let bits = UInt(bitPattern: address)
    let slot = Int((bits ^ (bits >> 8)) & UInt(Self.size - 1))
    if addresses[slot] == address { return cached[slot] }
    let number = numbers[String(cString: name)] ?? -1
    addresses[slot] = address
    cached[slot] = number
    return number
  }
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
    let tag = XMLTag(
      name: names.index(name), namespace: namespace.map { namespaces.index($0) } ?? -1,
      hasNamespace: namespace != nil, place: last, attributeCount: count, localName: name,
      attributes: attributes, names: names)
    do { try handler.start(tag) } catch { stop(error) }
    mark()
    // The parser stands before the '>' still.
    last.column += 1
  }

  private func end() {
    guard failure == nil else { return }
    depth -= 1
    do { try handler.end(at: last) } catch { stop(error) }
    mark()
  }

  private func text(_ text: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard failure == nil else { return }
    do { try handler.text(UnsafeBufferPointer(start: text, count: Int(count))) } catch { stop(error) }
    mark()
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
