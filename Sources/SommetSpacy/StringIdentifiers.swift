/// The ids that spaCy gives to strings: 0 for the empty one, the number of a symbol, else a hash.
///
/// Symbols are case-sensitive and include French words and shapes: `aux` is 405, `X` is 101. The hash is MurmurHash64A
/// of the UTF-8 with seed 1. In a compiled pipeline the symbols are the table `symbols`, hash → number.
package struct StringIdentifiers: Sendable {
  private let symbols: IdentifierTable

  package init(in file: PipelineFile) throws(PipelineError) {
    symbols = try IdentifierTable("symbols", in: file)
  }

  package func id(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    if bytes.isEmpty { return 0 }
    let hash = MurmurHash.hash64A(bytes, seed: 1)
    return symbols[hash].map { UInt64($0) } ?? hash
  }

  package func id(_ string: String) -> UInt64 {
    var string = string
    return string.withUTF8 { id(UnsafeRawBufferPointer($0)) }
  }

  package static func hash(_ string: String) -> UInt64 {
    var string = string
    return string.withUTF8 { MurmurHash.hash64A(UnsafeRawBufferPointer($0), seed: 1) }
  }
}
