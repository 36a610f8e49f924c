/// What is wrong with a file of a corpus.
public enum CorpusError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file or folder cannot be opened or read; `reason` is the system's.
  case unreadable(file: String, reason: String)
  /// Nothing but blanks.
  case empty(file: String)
  /// Not a text.
  case binary(file: String)
  /// Neither UTF-8, UTF-16 with a byte order mark nor Windows-1252; line and column of the first byte that is no UTF-8.
  case unknownEncoding(file: String, line: Int, column: Int)
  case tooLarge(file: String, limit: Int)
  case lineTooLong(file: String, line: Int, limit: Int)
  /// Another file of the corpus already has the id.
  case duplicate(file: String, id: String, other: String)
  /// A fault in a `corpus.yaml`.
  case manifest(file: String, line: Int, column: Int, message: String)
  /// A page or text in which no article was found.
  case noArticle(file: String)

  /// The file that is meant.
  public var file: String {
    switch self {
    case .unreadable(let file, _), .empty(let file), .binary(let file), .unknownEncoding(let file, _, _),
      .tooLarge(let file, _), .lineTooLong(let file, _, _), .duplicate(let file, _, _),
      .manifest(let file, _, _, _), .noArticle(let file):
      file
    }
  }

  public var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file): \(reason)"
    case .empty(let file): "\(file): the file is empty"
    case .binary(let file): "\(file): expected a text, found binary data"
    case .unknownEncoding(let file, let line, let column):
      "\(file):\(line):\(column): expected UTF-8, UTF-16 with a byte order mark or Windows-1252, found other bytes"
    case .tooLarge(let file, let limit): "\(file): the file is larger than the limit of \(limit) bytes"
    case .lineTooLong(let file, let line, let limit):
      "\(file):\(line): the line is longer than the limit of \(limit) bytes"
    case .duplicate(let file, let id, let other):
      "\(file): the article '\(id)' was already read from \(other)"
    case .manifest(let file, let line, let column, let message): "\(file):\(line):\(column): \(message)"
    case .noArticle(let file): "\(file): no article was found in the page"
    }
  }
}
