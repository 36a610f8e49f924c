import Foundation

/// What was made of words that come again and again, such as relations and the ids of articles.
struct WordCache<Value> {
  private struct Entry {
    let word: [UInt8]
    let value: Value
  }

  /// One for each hash; a newer word takes the place of an older one.
  private var entries: [Entry?]

  private static var size: Int { 256 }

  init() { entries = Array(repeating: nil, count: Self.size) }

  /// The value of a word, made when it is not known.
  mutating func value(_ word: UnsafeBufferPointer<UInt8>, _ make: (String) -> Value) -> Value {
    let slot = Self.hash(word)
    if let entry = entries[slot], entry.word.equals(word) { return entry.value }
    let value = make(String(decoding: word, as: UTF8.self))
    entries[slot] = Entry(word: Array(word), value: value)
    return value
  }

  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var state = UInt32(truncatingIfNeeded: word.count)
    for byte in word.suffix(8) { state = (state ^ UInt32(byte)) &* 0x0100_0193 }
    return Int((state ^ state >> 13) & UInt32(size - 1))
  }
}

extension Array<UInt8> {
  /// Whether these are the same bytes.
  @inline(__always)
  func equals(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let start = other.baseAddress else { return true }
    return withUnsafeBufferPointer { memcmp($0.baseAddress!, start, other.count) == 0 }
  }
}
