/// Names by number, found by their bytes. Used by one thread at a time.
final class XMLNameTable {
  private struct Entry {
    let name: UnsafeMutableBufferPointer<UInt8>
    let number: Int
  }

  private let entries: UnsafeMutableBufferPointer<Entry?>
  private let mask: Int

  /// - Precondition: no name comes twice, none is empty.
  init(_ names: [String]) {
    var size = 64
    while size < 4 * names.count { size *= 2 }
    mask = size - 1
    entries = .allocate(capacity: size)
    entries.initialize(repeating: nil)
    for (number, name) in names.enumerated() {
      let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: name.utf8.count)
      _ = bytes.initialize(from: name.utf8)
      var slot = Self.hash(UnsafeBufferPointer(bytes)) & mask
      while entries[slot] != nil { slot = (slot + 1) & mask }
      entries[slot] = Entry(name: bytes, number: number)
    }
  }

  deinit {
    for case let entry? in entries { entry.name.deallocate() }
    entries.deallocate()
  }

  /// The name's place in the list; -1 when it is not there.
  func index(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    guard !name.isEmpty else { return -1 }
    var slot = Self.hash(name) & mask
    while let entry = entries[slot] {
      if entry.name.count == name.count, Self.areEqual(entry.name.baseAddress!, name.baseAddress!, name.count)
      {
        return entry.number
      }
      slot = (slot + 1) & mask
    }
    return -1
  }

  @inline(__always)
  private static func areEqual(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for place in 0..<count where a[place] != b[place] { return false }
    return true
  }

  @inline(__always)
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    Int(name[0]) &* 31 &+ Int(name[name.count - 1]) &* 7 &+ Int(name[name.count / 2]) &* 13 &+ name.count
  }
}
