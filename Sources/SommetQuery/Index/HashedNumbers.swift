import SommetGraph

/// Numbers that are found by what they stand for: the hashes of texts or values in ascending order, and beside each
/// the number of its element or value.
///
/// Hashes lie evenly, so that the place of one is nearly known beforehand: a lookup reads a page or two of each array,
/// whatever their size.
struct HashedNumbers {
  private let hashes: IndexArray<UInt64>
  private let numbers: IndexArray<UInt32>

  /// - Returns: nil when the image has none of that name.
  init?(_ name: String, in parts: ImageParts) throws {
    guard let hashes = try parts.array("\(name).hashes", of: UInt64.self),
      let numbers = try parts.array("\(name).numbers", of: UInt32.self)
    else { return nil }
    guard hashes.count == numbers.count else {
      throw IndexError.damaged(segment: IndexSegment.header.rawValue, page: 0)
    }
    self.hashes = hashes
    self.numbers = numbers
  }

  /// The first number of a hash that passes a test; nil when none does.
  func first(_ hash: UInt64, where isMeant: (Int) throws -> Bool) throws -> Int? {
    var place = try EvenNumbers.lowerBound(of: hash, count: hashes.count) { try hashes[$0] }
    while place < hashes.count, try hashes[place] == hash {
      let number = Int(try numbers[place])
      if try isMeant(number) { return number }
      place += 1
    }
    return nil
  }
}

/// Sorts the hashes of texts or values, and writes them with their numbers.
struct HashSorter {
  private var sorter = ByteSorter(limit: GraphIndexWriter.sortMemory)

  mutating func add(_ bytes: some Sequence<UInt8>, _ number: UInt32) throws {
    try sorter.add(key: ByteHash.of(bytes).orderedBytes + number.orderedBytes)
  }

  /// Writes the parts that `HashedNumbers` reads.
  mutating func write(_ name: String, _ columns: inout SegmentWriter, _ header: inout IndexHeader) throws {
    let (hashes, numbers) = (SpilledArray<UInt64>(), SpilledArray<UInt32>())
    try sorter.forEachGroup { key, _ in
      try hashes.append(UInt64(orderedBytes: key.prefix(8)))
      try numbers.append(UInt32(orderedBytes: key.dropFirst(8)))
    }
    header.parts["\(name).hashes"] = try columns.append(numbers: hashes)
    header.parts["\(name).numbers"] = try columns.append(numbers: numbers)
  }
}
