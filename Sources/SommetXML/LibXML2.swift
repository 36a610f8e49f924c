import CLibXML2

/// libxml2's global state: set up once, before any other call.
///
/// The library keeps its error handlers per thread. Every call that may fail runs inside `capturing`, which puts
/// a handler in place and takes it away again, so that nothing is ever printed.
enum LibXML2 {
  private static let isReady: Bool = {
    xmlInitParser()
    // Schemas may import files beside them; nothing is ever fetched.
    xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader)
    return true
  }()

  /// Runs calls into libxml2 with its messages going to a collector.
  static func capturing<Result>(_ collector: ErrorCollector, _ calls: () -> Result) -> Result {
    precondition(isReady)
    xmlSetStructuredErrorFunc(Unmanaged.passUnretained(collector).toOpaque()) { context, error in
      guard let context, let error = error?.pointee else { return }
      Unmanaged<ErrorCollector>.fromOpaque(context).takeUnretainedValue().add(error)
    }
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    return calls()
  }
}

/// What libxml2 complained about in one document. Used by one thread at a time.
final class ErrorCollector {
  /// At most this many are kept.
  static let limit = 1000

  let file: String
  /// Of level error or worse, in the order met.
  private(set) var errors: [XMLError] = []
  /// The first error after which the parser could not go on.
  private(set) var fatal: XMLError?

  init(file: String) { self.file = file }

  func add(_ error: xmlError) {
    // What follows a fatal error follows from it.
    guard fatal == nil, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    let located = XMLError(
      file: file, line: error.line > 0 ? Int(error.line) : nil,
      column: Self.hasColumn(error) && error.int2 > 0 ? Int(error.int2) : nil,
      message: error.message.map { Self.trimmed(String(cString: $0)) } ?? "error \(error.code)")
    if errors.count < Self.limit { errors.append(located) }
    if error.level == XML_ERR_FATAL { fatal = located }
  }

  /// Takes away what was collected.
  func drain() -> [XMLError] {
    defer { errors = [] }
    return errors
  }

  /// The parsers keep a column in `int2`; other parts of libxml2 use that field for something else.
  private static func hasColumn(_ error: xmlError) -> Bool {
    [XML_FROM_PARSER, XML_FROM_NAMESPACE, XML_FROM_HTML].contains { Int32($0.rawValue) == error.domain }
  }

  private static func trimmed(_ message: String) -> String {
    var message = message
    while let last = message.last, last.isWhitespace || last == "." { message.removeLast() }
    return message
  }
}
