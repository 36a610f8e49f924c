/// What the networks read of one token: ids of strings, and two flags.
package struct TokenAttributes: Sendable, Hashable {
  /// The id of the token's text; the key of its word vector.
  package var orth: UInt64
  package var lower: UInt64
  package var norm: UInt64
  package var prefix: UInt64
  package var suffix: UInt64
  package var shape: UInt64
  /// Whether a plain space follows.
  package var hasSpaceAfter: Bool
  /// Whether the token is white space throughout.
  package var isSpace: Bool

  package init(
    orth: UInt64, lower: UInt64, norm: UInt64, prefix: UInt64, suffix: UInt64, shape: UInt64,
    hasSpaceAfter: Bool,
    isSpace: Bool
  ) {
    self.orth = orth
    self.lower = lower
    self.norm = norm
    self.prefix = prefix
    self.suffix = suffix
    self.shape = shape
    self.hasSpaceAfter = hasSpaceAfter
    self.isSpace = isSpace
  }

  /// A column of the table that a network's embeddings look up, named as in the model.
  package enum Column: String, Sendable {
    case orth = "ORTH"
    case lower = "LOWER"
    case norm = "NORM"
    case prefix = "PREFIX"
    case suffix = "SUFFIX"
    case shape = "SHAPE"
    case space = "SPACY"
    case isSpace = "IS_SPACE"
  }

  package subscript(column: Column) -> UInt64 {
    switch column {
    case .orth: orth
    case .lower: lower
    case .norm: norm
    case .prefix: prefix
    case .suffix: suffix
    case .shape: shape
    case .space: hasSpaceAfter ? 1 : 0
    case .isSpace: isSpace ? 1 : 0
    }
  }
}
