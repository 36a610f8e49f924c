import Foundation

extension String {
  /// With letters and their marks composed (NFC): texts that Swift takes for the same have the same bytes.
  package var composed: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
  }
}

extension ByteWriter {
  /// Texts whose bytes are ordered as the texts are, one after the other, and of which none is the beginning of another.
  mutating func writeKey(_ texts: some Sequence<String>) {
    for text in texts {
      for byte in text.composed.utf8 {
        write(raw: CollectionOfOne(byte))
        // NUL is told from the end of a text.
        if byte == 0 { write(raw: CollectionOfOne(0xff)) }
      }
      write(raw: [0, 0])
    }
  }
}
