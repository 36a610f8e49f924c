import SommetText

/// A file that cannot be read or written as a graph, with everything found wrong with it.
public struct FormatError: Error, Sendable, Hashable, CustomStringConvertible {
  /// In file order; at least one.
  public let diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty, "an error says what is wrong")
    self.diagnostics = diagnostics
  }

  public init(file: String, line: Int? = nil, column: Int? = nil, _ message: String) {
    self.init([Diagnostic(.error, file: file, line: line, column: column, message: message)])
  }

  /// One diagnostic a line.
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
