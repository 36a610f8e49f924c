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
  /// Memory does not grow with the file, but for what the schema's keys make it remember. A document that is
  /// not well-formed ends the list with that fault.
  public func faults(in path: String) throws(XMLError) -> [XMLError] {
    var reader = try XMLReader(path: path)
    return try reader.faults(against: schema)
  }

  /// What is wrong with a document in memory; `name` stands for a file in messages.
  public func faults(in bytes: some Collection<UInt8>, name: String) throws(XMLError) -> [XMLError] {
    var reader = try XMLReader(bytes, name: name)
    return try reader.faults(against: schema)
  }
}
