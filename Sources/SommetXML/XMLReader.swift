import CLibXML2

/// Reads an XML document piece by piece, forward only; owner of libxml2's `xmlTextReader`.
///
///     var reader = try XMLReader(path: "graph.graphml")
///     while let piece = try reader.next() {
///       if piece == .start, reader.localName == "node" { print(reader.attribute("id") ?? "") }
///     }
///
/// Elements that close themselves give a `.start` and an `.end`. Comments and processing instructions are passed
/// over; character data may come in several pieces. Nothing outside the document is ever loaded, and a document
/// that declares entities of its own is refused, so that none can blow up.
public struct XMLReader: ~Copyable {
  public enum Piece: Sendable { case start, end, text }

  public struct Limits: Sendable {
    /// Elements inside each other; libxml2 allows no more than 256.
    public var depth: Int

    public init(depth: Int = 256) { self.depth = depth }
  }

  private let reader: xmlTextReaderPtr
  private let stream: ByteStream?
  private let memory: UnsafeMutableRawPointer?
  private let collector: ErrorCollector
  private let limits: Limits
  private var isEndOwed = false
  private var isRootRead = false
  private var failed: XMLError?
  /// Faults after which the parser went on, such as a prefix that is not declared.
  public private(set) var warnings: [XMLError] = []

  private static let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue)

  public init(path: String, limits: Limits = Limits()) throws(XMLError) {
    try self.init(stream: try ByteStream(reading: path), name: path, limits: limits)
  }

  /// Reads from an open descriptor, which stays open.
  public init(fileDescriptor: Int32, name: String, limits: Limits = Limits()) throws(XMLError) {
    try self.init(stream: ByteStream(descriptor: fileDescriptor), name: name, limits: limits)
  }

  /// Reads what a function gives.
  ///
  /// - Parameter source: fills the beginning of a buffer and gives the number of bytes; 0 at the end, -1 on failure,
  ///   which the reader then throws without knowing its cause.
  public init(
    name: String, limits: Limits = Limits(), source: @escaping (UnsafeMutableRawBufferPointer) -> Int
  ) throws(XMLError) {
    try self.init(stream: ByteStream(source), name: name, limits: limits)
  }

  private init(stream: ByteStream, name: String, limits: Limits) throws(XMLError) {
    let collector = ErrorCollector(file: name)
    let reader = LibXML2.capturing(collector) {
      xmlReaderForIO(
        { context, buffer, count in
          guard let context, let buffer else { return -1 }
          return Int32(ByteStream.from(context).read(into: buffer, count: Int(count)))
        }, nil, stream.context, nil, nil, Self.options)
    }
    if stream.failure != 0 {
      xmlFreeTextReader(reader)
      throw ByteStream.error(name, stream.failure)
    }
    guard let reader else {
      throw collector.errors.first ?? XMLError(file: name, message: "the document cannot be read")
    }
    self.reader = reader
    self.stream = stream
    memory = nil
    self.collector = collector
    self.limits = limits
  }

  /// Reads bytes that are in memory; `name` stands for a file in messages.
  public init(_ bytes: some Collection<UInt8>, name: String, limits: Limits = Limits()) throws(XMLError) {
    let count = bytes.count
    guard count <= Int(Int32.max) else { throw XMLError(file: name, message: "larger than 2 GB") }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 1)
    UnsafeMutableRawBufferPointer(start: memory, count: count).copyBytes(from: bytes)
    let collector = ErrorCollector(file: name)
    let reader = LibXML2.capturing(collector) {
      xmlReaderForMemory(memory.assumingMemoryBound(to: CChar.self), Int32(count), nil, nil, Self.options)
    }
    guard let reader else {
      memory.deallocate()
      throw collector.errors.first ?? XMLError(file: name, message: "the document cannot be read")
    }
    self.reader = reader
    self.memory = memory
    stream = nil
    self.collector = collector
    self.limits = limits
  }

  deinit {
    LibXML2.capturing(collector) { xmlFreeTextReader(reader) }
    memory?.deallocate()
    withExtendedLifetime(stream) {}
  }

  // MARK: - Going forward

  /// Goes on to the next start, end or text; nil at the end of the document.
  public mutating func next() throws(XMLError) -> Piece? {
    if let failed { throw failed }
    if isEndOwed {
      isEndOwed = false
      return .end
    }
    while true {
      let status = LibXML2.capturing(collector) { xmlTextReaderRead(reader) }
      if let code = stream?.failure, code != 0 { throw fail(ByteStream.error(collector.file, code)) }
      if status < 0 || (status == 0 && collector.fatal != nil) { throw fail(broken()) }
      // The parser runs ahead: a fatal error may be known while pieces before it are still to come.
      if collector.fatal == nil, !collector.errors.isEmpty { warnings += collector.drain() }
      if status == 0 { return nil }
      if let piece = try piece() { return piece }
    }
  }

  private mutating func piece() throws(XMLError) -> Piece? {
    switch xmlReaderTypes(rawValue: numericCast(xmlTextReaderNodeType(reader))) {
    case XML_READER_TYPE_ELEMENT:
      if depth >= limits.depth { throw fail(here("elements are nested more than \(limits.depth) deep")) }
      isRootRead = true
      isEndOwed = xmlTextReaderIsEmptyElement(reader) == 1
      return .start
    case XML_READER_TYPE_END_ELEMENT:
      return .end
    case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA, XML_READER_TYPE_WHITESPACE,
      XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      return .text
    case XML_READER_TYPE_DOCUMENT_TYPE:
      try refuseEntities()
      return nil
    case XML_READER_TYPE_ENTITY_REFERENCE:
      throw fail(here("the entity '&\(localName);' is not known"))
    default:
      return nil
    }
  }

  private mutating func refuseEntities() throws(XMLError) {
    guard let node = xmlTextReaderCurrentNode(reader) else { return }
    let declaresEntities = UnsafeRawPointer(node).assumingMemoryBound(to: xmlDtd.self).pointee
    if declaresEntities.entities != nil || declaresEntities.pentities != nil {
      throw fail(here("a document that declares its own entities is not read"))
    }
  }

  private func broken() -> XMLError {
    let error = collector.fatal ?? collector.errors.last
    if let error, isRootRead { return error }
    // libxml2 speaks of "extra content" when there is none at all.
    guard let error, !error.message.hasPrefix("Extra content") else {
      return XMLError(
        file: collector.file, line: error?.line, column: error?.column,
        message: "expected an element, found the end of the document")
    }
    return error
  }

  private mutating func fail(_ error: XMLError) -> XMLError {
    failed = error
    return error
  }

  /// An error at the current piece.
  public func here(_ message: String) -> XMLError {
    XMLError(file: collector.file, line: line, message: message)
  }

  // MARK: - The current piece

  /// The element's name without its prefix.
  public var localName: String { string(xmlTextReaderConstLocalName(reader)) }

  /// The element's prefix; empty when it has none.
  public var prefix: String { string(xmlTextReaderConstPrefix(reader)) }

  /// The element's namespace; empty when it is in none.
  public var namespace: String { string(xmlTextReaderConstNamespaceUri(reader)) }

  /// How many elements hold this one.
  public var depth: Int { Int(xmlTextReaderDepth(reader)) }

  /// The line on which the element's start tag ends, or the text begins, counted from 1.
  public var line: Int {
    let known = xmlTextReaderCurrentNode(reader).map { xmlGetLineNo($0) } ?? 0
    // Nodes keep their line in 16 bits; the parser, which runs ahead a little, knows better after that.
    return 0 < known && known < 0xFFFF ? known : Int(xmlTextReaderGetParserLineNumber(reader))
  }

  /// The character data of a `.text` piece.
  public var text: String { string(xmlTextReaderConstValue(reader)) }

  /// The value of an attribute without prefix; nil when the element does not carry it.
  public func attribute(_ name: String) -> String? {
    guard let value = xmlTextReaderGetAttribute(reader, name) else { return nil }
    defer { sommet_xml_free(value) }
    return String(cString: value)
  }

  /// All attributes with their full names, in document order, without declarations of namespaces.
  public var attributes: [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    var status = xmlTextReaderMoveToFirstAttribute(reader)
    while status == 1 {
      if xmlTextReaderIsNamespaceDecl(reader) != 1 {
        found.append((string(xmlTextReaderConstName(reader)), string(xmlTextReaderConstValue(reader))))
      }
      status = xmlTextReaderMoveToNextAttribute(reader)
    }
    xmlTextReaderMoveToElement(reader)
    return found
  }

  private func string(_ characters: UnsafePointer<xmlChar>?) -> String {
    characters.map { String(cString: $0) } ?? ""
  }

  // MARK: - Validation

  /// Reads everything against a schema and gives what is wrong, in document order.
  ///
  /// - Precondition: nothing has been read yet, and the document is well-formed: libxml2 leaks what it remembers of
  ///   open elements when a document breaks off under validation.
  mutating func faults(against schema: xmlSchemaPtr) throws(XMLError) -> [XMLError] {
    guard LibXML2.capturing(collector, { xmlTextReaderSetSchema(reader, schema) }) == 0 else {
      throw XMLError(file: collector.file, message: "the schema cannot be used on it")
    }
    while try next() != nil {}
    return warnings
  }
}
