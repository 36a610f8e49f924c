extension FixedWidthInteger where Self: UnsignedInteger {
  /// Bytes whose order is that of the numbers: the most significant first.
  @inlinable package var orderedBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }

  @inlinable package init(orderedBytes bytes: some Sequence<UInt8>) {
    self = bytes.reduce(0) { $0 << 8 | Self($1) }
  }
}
