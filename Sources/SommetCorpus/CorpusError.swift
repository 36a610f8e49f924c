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
  /// An article of which more Unicode scalars are kept than the limit.
  case textTooLong(file: String, length: Int, limit: Int)
  /// Another file of the corpus already has the id.
  case duplicate(file: String, id: String, other: String)
  /// A fault in a `corpus.yaml`.
  case manifest(file: String, line: Int, column: Int, message: String)
  /// A page or text in which no article was found.
  case noArticle(file: String)
  /// Something stands where the form of the file wants something else.
  case malformed(file: String, line: Int? = nil, expected: String, found: String)
  /// A fault that another parser found.
  case fault(file: String, line: Int?, column: Int?, message: String)
  /// What is not read on purpose, or not yet.
  case refused(file: String, reason: String)
  /// A compressed input that holds out of all proportion more than its size; `limit` times as much is allowed.
  case growth(file: String, limit: Int)

  /// The file that is meant, with the place of a record in it: `dump.jsonl:12`, `crawl.warc:record 7`.
  public var file: String {
    switch self {
    case .unreadable(let file, _), .empty(let file), .binary(let file), .unknownEncoding(let file, _, _),
      .tooLarge(let file, _), .lineTooLong(let file, _, _), .textTooLong(let file, _, _),
      .duplicate(let file, _, _),
      .manifest(let file, _, _, _), .noArticle(let file), .malformed(let file, _, _, _),
      .fault(let file, _, _, _), .refused(let file, _), .growth(let file, _):
      file
    }
  }

  /// Whether the input is sound and only holds no article: no fault in an archive of whatever a crawler met.
  public var isNoArticle: Bool {
    switch self {
    case .empty, .noArticle: true
    default: false
    }
  }

  /// What is wrong without the place, so that faults of one kind can be counted.
  public var kind: String {
    switch self {
    case .unreadable(_, let reason): reason
    case .empty: "the file is empty"
    case .binary: "expected a text, found binary data"
    case .unknownEncoding: "the encoding is unknown"
    case .tooLarge: "the file is larger than the limit"
    case .lineTooLong: "a line is longer than the limit"
    case .textTooLong: "the article is longer than the limit"
    case .duplicate: "an article of the same id was already read"
    case .manifest: "a fault in corpus.yaml"
    case .noArticle: "no article was found in the page"
    case .malformed(_, _, let expected, _): "expected \(expected)"
    case .fault: "a fault in the file"
    case .refused(_, let reason): reason
    case .growth: "the file holds too much for its compressed size"
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
    case .textTooLong(let file, let length, let limit):
      "\(file): the article has \(length) characters, more than the limit of \(limit); a word or mark counts for four at least"
    case .duplicate(let file, let id, let other):
      "\(file): the article '\(id)' was already read from \(other)"
    case .manifest(let file, let line, let column, let message): "\(file):\(line):\(column): \(message)"
    case .noArticle(let file): "\(file): no article was found in the page"
    case .malformed(let file, let line, let expected, let found):
      Self.place(file, line) + ": expected \(expected), found \(found)"
    case .fault(let file, let line, let column, let message): Self.place(file, line, column) + ": \(message)"
    case .refused(let file, let reason): "\(file): \(reason)"
    case .growth(let file, let limit):
      "\(file): the file holds more than \(limit) times its compressed size, which is the limit"
    }
  }

  private static func place(_ file: String, _ line: Int?, _ column: Int? = nil) -> String {
    ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }
}
