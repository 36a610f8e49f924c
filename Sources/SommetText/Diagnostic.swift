/// Something a reader of a file should be told, with its place.
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
  public enum Severity: String, Sendable { case notice, warning, error }

  public let severity: Severity
  /// The file, or `-` for standard input.
  public let file: String
  /// Line and column counted from 1; nil when the whole file is meant.
  public let line: Int?
  public let column: Int?
  public let message: String

  public init(
    _ severity: Severity, file: String, line: Int? = nil, column: Int? = nil, message: String
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `file:line:column: severity: message`, without the parts that are not known.
  public var description: String {
    ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
      + ": \(severity.rawValue): \(message)"
  }
}
