extension Range<Int> {
  /// From one token up to another; empty when the other stands before it, as the parser's trees allow.
  init(from lower: Int, upTo upper: Int) { self = lower..<Swift.max(lower, upper) }
}
