/// A word type: a text, with the norm of a tokenizer exception when it came out of one.
package struct Lexeme: Sendable {
  package let text: String
  /// What the networks see, but for the space that may follow.
  package let attributes: TokenAttributes
  /// Unicode scalars.
  package let count: Int
  /// The number of the text among those of special cases, −1 when it is in none.
  package let special: Int32
}

/// The word types met so far, numbered in the order of meeting. One per thread.
///
/// What depends on the type alone is computed once. Between documents the store may be emptied, so that it stays bounded;
/// `generation` then goes up, and whoever keeps something by number must forget it.
package final class LexemeStore {
  /// Above this many types the store is emptied before the next document.
  private static let most = 32_768

  package private(set) var lexemes: [Lexeme] = []
  package private(set) var generation = 0

  private let identifiers: StringIdentifiers
  private let norms: [UInt64: UInt64]
  /// Norms of tokenizer exceptions, by number.
  private let exceptionNorms: [UInt64]
  /// Numbers of the texts in special cases.
  private let specials: [ScalarString: Int32]
  private var index = ByteIndex()

  init(
    identifiers: StringIdentifiers, norms: [UInt64: UInt64], exceptionNorms: [UInt64],
    specials: [ScalarString: Int32]
  ) {
    self.identifiers = identifiers
    self.norms = norms
    self.exceptionNorms = exceptionNorms
    self.specials = specials
  }

  package subscript(number: Int32) -> Lexeme { lexemes[Int(number)] }

  /// Empties the store when it has grown large; true when it did.
  package func trim() -> Bool {
    guard lexemes.count > Self.most else { return false }
    lexemes.removeAll()
    index = ByteIndex()
    generation += 1
    return true
  }

  /// The number of a type, new or known.
  ///
  /// - Parameters:
  ///   - bytes: valid UTF-8, not empty.
  ///   - norm: the number of an exception's norm, or −1.
  package func number(of bytes: UnsafeRawBufferPointer, norm: Int32) -> Int32 {
    let hash = MurmurHash.hash64A(bytes, seed: UInt64(truncatingIfNeeded: norm))
    if let known = index.find(bytes, hash: hash, tag: norm) { return known }
    let number = Int32(lexemes.count)
    lexemes.append(make(bytes, norm: norm))
    index.insert(bytes, hash: hash, tag: norm, value: number)
    return number
  }

  private func make(_ bytes: UnsafeRawBufferPointer, norm: Int32) -> Lexeme {
    let text = String(decoding: bytes, as: UTF8.self)
    let scalars = Array(text.unicodeScalars)
    let orth = identifiers.id(bytes)
    let lowered = PythonCharacters.lower(scalars)
    let lower = identifiers.id(lowered)
    let attributes = TokenAttributes(
      orth: orth, lower: lower, norm: norm >= 0 ? exceptionNorms[Int(norm)] : norms[orth] ?? lower,
      prefix: identifiers.id(Self.string(scalars.prefix(1))),
      suffix: scalars.count <= 3 ? orth : identifiers.id(Self.string(scalars.suffix(3))),
      shape: identifiers.id(Self.shape(scalars)), hasSpaceAfter: false,
      isSpace: scalars.allSatisfy { PythonCharacters.isSpace($0.value) })
    return Lexeme(
      text: text, attributes: attributes, count: scalars.count,
      special: specials[ScalarString(values: scalars.map(\.value))] ?? -1)
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// X for upper case, x for other letters, d for digits, others themselves; of a run the first four.
  package static func shape(_ scalars: [Unicode.Scalar]) -> String {
    if scalars.count >= 100 { return "LONG" }
    var shape = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    var run = 0
    for scalar in scalars {
      let mapped: Unicode.Scalar =
        PythonCharacters.isAlpha(scalar)
        ? PythonCharacters.isUpper(scalar) ? "X" : "x" : PythonCharacters.isDigit(scalar) ? "d" : scalar
      run = mapped == last ? run + 1 : 0
      last = mapped
      if run < 4 { shape.append(mapped) }
    }
    return String(shape)
  }
}

/// Byte strings with a tag, each with a number: an open-addressing table over one run of bytes.
struct ByteIndex {
  private struct Entry {
    let hash: UInt64
    let start: Int
    let count: Int
    let tag: Int32
    let value: Int32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// Numbers of entries + 1, 0 where free; a power of two of them, at least twice the entries.
  private var slots = [Int32](repeating: 0, count: 1024)

  var byteCount: Int { bytes.count }
  var count: Int { entries.count }

  func find(_ key: UnsafeRawBufferPointer, hash: UInt64, tag: Int32) -> Int32? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      if entry.hash == hash, entry.tag == tag, entry.count == key.count, isEqual(entry, key) {
        return entry.value
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func isEqual(_ entry: Entry, _ key: UnsafeRawBufferPointer) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var index = 0
      while index + 8 <= key.count {
        if bytes.loadUnaligned(fromByteOffset: entry.start + index, as: UInt64.self)
          != key.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        {
          return false
        }
        index += 8
      }
      while index < key.count {
        if bytes[entry.start + index] != key[index] { return false }
        index += 1
      }
      return true
    }
  }

  /// - Precondition: the key is not in the table.
  mutating func insert(_ key: UnsafeRawBufferPointer, hash: UInt64, tag: Int32, value: Int32) {
    entries.append(Entry(hash: hash, start: bytes.count, count: key.count, tag: tag, value: value))
    bytes.append(contentsOf: key)
    if entries.count * 2 > slots.count {
      slots = [Int32](repeating: 0, count: slots.count * 4)
      for (number, entry) in entries.enumerated() { place(entry.hash, Int32(number + 1)) }
    } else {
      place(hash, Int32(entries.count))
    }
  }

  private mutating func place(_ hash: UInt64, _ number: Int32) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = number
  }
}
