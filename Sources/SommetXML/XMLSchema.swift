import CLibXML2

/// A compiled W3C XML Schema, owner of libxml2's `xmlSchema`.
///
/// Schemas that it imports or includes are read from files beside it; nothing is fetched.
public struct XMLSchema: ~Copyable {
  private let schema: xmlSchemaPtr

  /// Compiles a schema from a file.
  public init(path: String) throws(XMLError) {
    // Opened first, so that the error is the system's.
    _ = try ByteStream(reading: path)
    schema = try Self.compile(name: path) { xmlSchemaNewParserCtxt(path) }
  }

  /// Compiles a schema that is in memory; `name` stands for a file in messages.
  public init(_ text: String, name: String) throws(XMLError) {
    let bytes = text.utf8.map { CChar(bitPattern: $0) }
    schema = try Self.compile(name: name) { xmlSchemaNewMemParserCtxt(bytes, Int32(bytes.count)) }
    withExtendedLifetime(bytes) {}
  }

  private static func compile(
    name: String, _ open: () -> xmlSchemaParserCtxtPtr?
  ) throws(XMLError) -> xmlSchemaPtr {
    let collector = ErrorCollector(file: name)
    let schema = LibXML2.capturing(collector) { () -> xmlSchemaPtr? in
      guard let context = open() else { return nil }
      defer { xmlSchemaFreeParserCtxt(context) }
      return xmlSchemaParse(context)
    }
    guard let schema else {
      throw collector.errors.first ?? XMLError(file: name, message: "the schema cannot be compiled")
    }
    return schema
  }

  deinit { xmlSchemaFree(schema) }

  /// What is wrong with a file by this schema, in document order; empty when it is valid.
  ///
  /// The file is read twice: a document that is not well-formed has that one fault. Memory does not grow with the
  /// file, but for what the schema's keys make it remember.
  public func faults(in path: String) throws(XMLError) -> [XMLError] {
    try faults { () throws(XMLError) in try XMLReader(path: path) }
  }

  /// What is wrong with a document in memory; `name` stands for a file in messages.
  public func faults(in bytes: some Collection<UInt8>, name: String) throws(XMLError) -> [XMLError] {
    try faults { () throws(XMLError) in try XMLReader(bytes, name: name) }
  }

  private func faults(_ open: () throws(XMLError) -> XMLReader) throws(XMLError) -> [XMLError] {
    var first = try open()
    do throws(XMLError) {
      while try first.next() != nil {}
    } catch {
      if error.line == nil { throw error }
      return [error]
    }
    var second = try open()
    return try second.faults(against: schema)
  }
}
