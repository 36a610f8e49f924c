import CLibXML2

/// Writes an XML document piece by piece, in UTF-8; owner of libxml2's `xmlTextWriter`.
///
///     var writer = try XMLWriter(path: "graph.graphml")
///     try writer.startDocument()
///     try writer.startElement("graphml")
///     try writer.writeAttribute("xmlns", "http://graphml.graphdrawing.org/xmlns")
///     try writer.endElement()
///     try writer.finish()
///
/// Text loses what XML 1.0 forbids (U+0000 to U+001F but tab, line feed and carriage return; U+FFFE; U+FFFF).
/// Names are the caller's promise. A writer that is dropped without `finish` leaves an unfinished file.
public struct XMLWriter: ~Copyable {
  private let writer: xmlTextWriterPtr
  private let buffer: xmlBufferPtr?
  private let stream: ByteStream?
  private let collector: ErrorCollector

  /// Writes to a file, which is made or emptied.
  ///
  /// - Parameter indent: blanks per level; 0 for none. An element with text in it is never indented inside.
  public init(path: String, indent: Int = 2) throws(XMLError) {
    try self.init(stream: try ByteStream(writing: path), name: path, indent: indent)
  }

  /// Writes to an open descriptor, which stays open.
  public init(fileDescriptor: Int32, name: String, indent: Int = 2) throws(XMLError) {
    try self.init(stream: ByteStream(descriptor: fileDescriptor), name: name, indent: indent)
  }

  private init(stream: ByteStream, name: String, indent: Int) throws(XMLError) {
    let collector = ErrorCollector(file: name)
    let writer = LibXML2.capturing(collector) { () -> xmlTextWriterPtr? in
      let output = xmlOutputBufferCreateIO(
        { context, bytes, count in
          guard let context, let bytes else { return -1 }
          return Int32(ByteStream.from(context).write(bytes, count: Int(count)))
        }, nil, stream.context, nil)
      guard let output else { return nil }
      guard let writer = xmlNewTextWriter(output) else {
        xmlOutputBufferClose(output)
        return nil
      }
      return writer
    }
    guard let writer else { throw XMLError(file: name, message: "out of memory") }
    self.writer = writer
    self.stream = stream
    buffer = nil
    self.collector = collector
    setIndent(indent)
  }

  /// Writes to memory; `finishText` gives the document.
  public init(indent: Int = 2) throws(XMLError) {
    let collector = ErrorCollector(file: "document")
    let made = LibXML2.capturing(collector) { () -> (xmlTextWriterPtr, xmlBufferPtr)? in
      guard let buffer = xmlBufferCreate() else { return nil }
      guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
        xmlBufferFree(buffer)
        return nil
      }
      return (writer, buffer)
    }
    guard let made else { throw XMLError(file: "document", message: "out of memory") }
    writer = made.0
    buffer = made.1
    stream = nil
    self.collector = collector
    setIndent(indent)
  }

  deinit {
    LibXML2.capturing(collector) {
      xmlFreeTextWriter(writer)
      if let buffer { xmlBufferFree(buffer) }
    }
    // The callbacks' context lives as long as the writer.
    withExtendedLifetime(stream) {}
  }

  private func setIndent(_ indent: Int) {
    guard indent > 0 else { return }
    xmlTextWriterSetIndent(writer, 1)
    xmlTextWriterSetIndentString(writer, String(repeating: " ", count: indent))
  }

  // MARK: - Pieces

  /// `<?xml version="1.0" encoding="UTF-8"?>`
  public mutating func startDocument() throws(XMLError) {
    try check { xmlTextWriterStartDocument($0, "1.0", "UTF-8", nil) }
  }

  public mutating func startElement(_ name: String) throws(XMLError) {
    try check { xmlTextWriterStartElement($0, name) }
  }

  /// Closes the innermost element; one without content becomes `<name/>`.
  public mutating func endElement() throws(XMLError) {
    try check { xmlTextWriterEndElement($0) }
  }

  /// An attribute of the element that was just started.
  public mutating func writeAttribute(_ name: String, _ value: String) throws(XMLError) {
    let value = XMLText.cleaned(value)
    try check { xmlTextWriterWriteAttribute($0, name, value) }
  }

  /// Character data. Only what must be escaped is: `&`, `<`, the `>` of `]]>`, and carriage returns; a reference less
  /// is a chunk less for readers that part text at references.
  public mutating func writeText(_ text: String) throws(XMLError) {
    let text = XMLText.escaped(XMLText.cleaned(text))
    try check { xmlTextWriterWriteRaw($0, text) }
  }

  /// An element with nothing but text in it.
  public mutating func writeElement(_ name: String, _ text: String) throws(XMLError) {
    try startElement(name)
    try writeText(text)
    try endElement()
  }

  /// A comment; two hyphens in a row, which a comment may not hold, are parted by a blank.
  public mutating func writeComment(_ text: String) throws(XMLError) {
    let text = XMLText.cleanedComment(text)
    try check { xmlTextWriterWriteComment($0, text) }
  }

  /// Closes what is open and hands everything to the file.
  public consuming func finish() throws(XMLError) {
    try end()
  }

  /// Closes what is open and gives the document written to memory.
  ///
  /// - Precondition: the writer writes to memory.
  public consuming func finishText() throws(XMLError) -> String {
    guard let buffer else { preconditionFailure("the document was written to a file") }
    try end()
    guard let content = xmlBufferContent(buffer) else { return "" }
    return String(
      decoding: UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))), as: UTF8.self)
  }

  private func end() throws(XMLError) {
    try check { xmlTextWriterEndDocument($0) }
    try check { xmlTextWriterFlush($0) }
  }

  private func check(_ call: (xmlTextWriterPtr) -> Int32) throws(XMLError) {
    let result = LibXML2.capturing(collector) { call(writer) }
    if let code = stream?.failure, code != 0 { throw ByteStream.error(collector.file, code) }
    guard result < 0 else { return }
    throw collector.drain().first
      ?? XMLError(file: collector.file, message: "the document cannot be written so")
  }
}
