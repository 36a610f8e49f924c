extension String {
  /// A string of bytes that are known to be UTF-8, which are not looked at again.
  ///
  /// - Precondition: they come from `XMLStream`, or from a string.
  init(valid bytes: UnsafeBufferPointer<UInt8>) {
    #if os(Linux)
      var all: UInt8 = 0
      for byte in bytes { all |= byte }
      self.init(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: all < 0x80))
    #else
      self.init(decoding: bytes, as: UTF8.self)
    #endif
  }
}
