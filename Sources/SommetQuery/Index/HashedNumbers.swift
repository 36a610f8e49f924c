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

  /// Sorts the pairs and writes them.
  static func write(
    _ pairs: inout [(hash: UInt64, number: UInt32)], _ name: String, _ columns: inout SegmentWriter,
    _ header: inout IndexHeader
  ) throws {
    pairs.sort { ($0.hash, $0.number) < ($1.hash, $1.number) }
    header.parts["\(name).hashes"] = try columns.append(numbers: pairs.map(\.hash))
    header.parts["\(name).numbers"] = try columns.append(numbers: pairs.map(\.number))
  }

  /// The first number of a hash that passes a test; nil when none does.
  func first(_ hash: UInt64, where isMeant: (Int) throws -> Bool) throws -> Int? {
    var place = try lowerBound(hash)
    while place < hashes.count, try hashes[place] == hash {
      let number = Int(try numbers[place])
      if try isMeant(number) { return number }
      place += 1
    }
    return nil
  }

  /// The place of the first hash that is not below another.
  private func lowerBound(_ hash: UInt64) throws -> Int {
    // From where it should be, in steps that double, until it lies between two places.
    let guess = Int(hash.multipliedFullWidth(by: UInt64(hashes.count)).high)
    var (low, high) = (guess, guess)
    var step = 8
    while low > 0, try hashes[low - 1] >= hash {
      high = low - 1
      low = max(0, low - step)
      step *= 2
    }
    step = 8
    while high < hashes.count, try hashes[high] < hash {
      low = high + 1
      high = min(hashes.count, high + step)
      step *= 2
    }
    while low < high {
      let middle = (low + high) / 2
      if try hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The hash by which texts and values are looked up: FNV-1a of their bytes, mixed so that all bits matter alike.
enum LookupHash {
  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
    return hash ^ hash >> 33
  }
}
