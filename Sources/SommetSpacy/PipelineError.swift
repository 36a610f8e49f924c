/// What can go wrong between a published pipeline and a text: the file, the field, what was expected.
public enum PipelineError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file or folder cannot be read, or is not there.
  case unreadable(file: String, reason: String)
  /// The file does not hold what its format says. `field` is a path like `nodes[3].dims`, or a byte offset.
  case malformed(file: String, field: String, expected: String, found: String)
  /// Sound, but beyond what is implemented.
  case unsupported(file: String, field: String, what: String)
  /// spaCy refuses texts over 1,000,000 Unicode scalars, and so do we.
  case textTooLong(scalars: Int, limit: Int)

  public var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file): \(reason)"
    case .malformed(let file, let field, let expected, let found):
      "\(file): \(field): expected \(expected), found \(found)"
    case .unsupported(let file, let field, let what): "\(file): \(field): \(what) is not supported"
    case .textTooLong(let scalars, let limit):
      "the text has \(scalars) Unicode scalars; the pipeline takes at most \(limit)"
    }
  }
}
