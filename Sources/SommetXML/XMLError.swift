/// Something wrong with an XML or HTML document, a schema, or the file that holds it.
public struct XMLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's path, or the name that the caller gave to bytes in memory.
  public let file: String
  /// Counted from 1; nil when the whole file is meant.
  public let line: Int?
  /// Counted from 1 in characters of the line, where libxml2 tells it.
  public let column: Int?
  public let message: String

  public init(file: String, line: Int? = nil, column: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `file:line:column: message`, without the parts that are not known.
  public var description: String {
    ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":") + ": " + message
  }
}
