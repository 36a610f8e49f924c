import CSerd
import SommetGraph

/// Turtle, written by the library serd.
///
/// Sources: <https://www.w3.org/TR/turtle/>, <https://drobilla.net/software/serd.html>.
public enum Turtle {
  /// - Parameter name: the file's, for messages.
  public static func write(_ graph: some GraphReading, descriptor: Int32, name: String) throws {
    let writer = TurtleWriter(TextOutput(descriptor: descriptor, name: name))
    try write(graph, writer)
  }

  public static func text(_ graph: some GraphReading) throws -> String {
    let writer = TurtleWriter(TextOutput())
    try write(graph, writer)
    return writer.text
  }

  private static func write(_ graph: some GraphReading, _ writer: TurtleWriter) throws {
    for prefix in RDF.prefixes { try writer.declare(prefix.name, prefix.iri) }
    try RDF.forEachResource(of: graph) { try writer.write($0) }
    try writer.finish()
  }
}

/// The owner of one of serd's writers. An object, since serd calls back to hand over what it wrote.
private final class TurtleWriter {
  private var output: TextOutput
  private var failure: FormatError?
  private let environment: OpaquePointer
  /// Made last, since it is told of this object.
  private var writer: OpaquePointer!
  private var blanks = 0

  init(_ output: consuming TextOutput) {
    self.output = output
    environment = serd_env_new(nil)
    let style = SerdStyle(
      SERD_STYLE_ABBREVIATED.rawValue | SERD_STYLE_CURIED.rawValue | SERD_STYLE_BULK.rawValue)
    writer = serd_writer_new(
      SERD_TURTLE, style, environment, nil,
      { bytes, count, context in
        Unmanaged<TurtleWriter>.fromOpaque(context).takeUnretainedValue().take(bytes, count)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    serd_writer_free(writer)
    serd_env_free(environment)
  }

  var text: String { output.text }

  private func take(_ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    do throws(FormatError) {
      try output.write(bytes: Array(UnsafeRawBufferPointer(start: bytes, count: count)))
      return count
    } catch {
      failure = error
      return 0
    }
  }

  // MARK: - Writing

  func declare(_ name: String, _ iri: String) throws(FormatError) {
    try with(SERD_LITERAL, name) { name in
      try with(SERD_URI, iri) { iri in
        _ = serd_env_set_prefix(environment, name, iri)
        return serd_writer_set_prefix(writer, name, iri)
      }
    }
  }

  func write(_ resource: RDFResource) throws(FormatError) {
    guard let iri = resource.iri else { preconditionFailure("a resource of the file has a name") }
    try write(resource, subject: (SERD_URI, iri), flags: 0)
  }

  func finish() throws(FormatError) {
    try check(serd_writer_finish(writer))
    try output.flush()
  }

  private typealias Term = (type: SerdType, text: String)

  /// - Parameter flags: of the statements, inside a resource without a name.
  private func write(_ resource: RDFResource, subject: Term, flags: UInt32) throws(FormatError) {
    let type: Term = (SERD_CURIE, "rdf:type")
    for value in resource.types { try write(subject, type, value, flags) }
    for property in resource.properties {
      try write(subject, (SERD_CURIE, property.name), property.value, flags)
    }
  }

  private func write(
    _ subject: Term, _ predicate: Term, _ value: RDFResource.Value, _ flags: UInt32
  ) throws(FormatError) {
    switch value {
    case .iri(let iri): try write(subject, predicate, (SERD_URI, iri), flags: flags)
    case .name(let name): try write(subject, predicate, (SERD_CURIE, name), flags: flags)
    case .text(let text): try write(subject, predicate, (SERD_LITERAL, text), flags: flags)
    case .typed(let text, let type):
      try write(subject, predicate, (SERD_LITERAL, text), datatype: "xsd:" + type, flags: flags)
    case .inner(let resource):
      blanks += 1
      let blank: Term = (SERD_BLANK, "b\(blanks)")
      try write(subject, predicate, blank, flags: flags | SERD_ANON_O_BEGIN.rawValue)
      try write(resource, subject: blank, flags: SERD_ANON_CONT.rawValue)
      try with(blank.type, blank.text) { serd_writer_end_anon(writer, $0) }
    }
  }

  private func write(
    _ subject: Term, _ predicate: Term, _ object: Term, datatype: String? = nil, flags: UInt32
  ) throws(FormatError) {
    try with(subject.type, subject.text) { subject in
      try with(predicate.type, predicate.text) { predicate in
        try with(object.type, object.text) { object in
          guard let datatype else {
            return serd_writer_write_statement(writer, flags, nil, subject, predicate, object, nil, nil)
          }
          return try with(SERD_CURIE, datatype) { datatype in
            serd_writer_write_statement(writer, flags, nil, subject, predicate, object, datatype, nil)
          }
        }
      }
    }
  }

  /// Lends a term to serd. U+0000, at which a string of C ends, is left out.
  @discardableResult
  private func with(
    _ type: SerdType, _ text: String, _ body: (UnsafePointer<SerdNode>) throws -> SerdStatus
  ) throws(FormatError) -> SerdStatus {
    let text =
      text.utf8.contains(0) ? String(text.unicodeScalars.filter { $0 != "\0" }.map(Character.init)) : text
    var status = SERD_SUCCESS
    do {
      status = try text.withCString { pointer in
        try pointer.withMemoryRebound(to: UInt8.self, capacity: text.utf8.count + 1) { bytes in
          var node = serd_node_from_string(type, bytes)
          return try body(&node)
        }
      }
    } catch let error as FormatError {
      throw error
    } catch {
      preconditionFailure("serd's callers throw nothing else: \(error)")
    }
    try check(status)
    return status
  }

  private func check(_ status: SerdStatus) throws(FormatError) {
    if let failure { throw failure }
    guard status == SERD_SUCCESS else {
      throw FormatError(
        file: "turtle", "the statement cannot be written: \(String(cString: serd_strerror(status)))")
    }
  }
}
