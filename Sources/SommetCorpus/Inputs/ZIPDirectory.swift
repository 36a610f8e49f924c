/// The directory of a ZIP archive, read entry by entry; memory does not grow with the archive.
///
/// Source: APPNOTE.TXT 6.3.10, with Zip64. Several disks are refused.
struct ZIPDirectory {
  /// One file of the archive.
  struct Entry: Hashable {
    /// Counted from 1 in the directory's order.
    let number: Int
    /// As told by the archive; never used as a path. Nil when it is not UTF-8.
    let name: String?
    let isEncrypted: Bool
    let isLink: Bool
    let method: Int
    let checksum: UInt32
    let packedSize: Int
    let size: Int
    let offset: Int
  }

  let file: OpenFile
  let count: Int
  private let start: Int
  private let size: Int
  private let limits: Corpus.Limits

  private static let endSize = 22
  private static let entrySize = 46
  private static let localSize = 30

  /// - Precondition: the file is a regular one.
  init(_ file: OpenFile, limits: Corpus.Limits) throws(CorpusError) {
    self.file = file
    self.limits = limits
    let fileSize = file.size ?? 0
    // The record at the end: 22 bytes and a comment of at most 65,535.
    let tailStart = max(0, fileSize - Self.endSize - 0xFFFF)
    let tail = try Self.bytes(file, tailStart..<fileSize)
    guard tail.count >= Self.endSize,
      let end = (0...tail.count - Self.endSize).last(where: { tail.number($0, 4) == 0x0605_4B50 })
    else {
      throw .malformed(file: file.name, expected: "a ZIP archive's directory at the end", found: "none")
    }
    var count = tail.number(end + 10, 2)
    var size = tail.number(end + 12, 4)
    var start = tail.number(end + 16, 4)
    var limit = tailStart + end
    if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
      guard end >= 20, tail.number(end - 20, 4) == 0x0706_4B50 else {
        throw .malformed(file: file.name, expected: "a Zip64 locator before the end", found: "none")
      }
      limit = tail.number(end - 12, 8)
      let record = try Self.bytes(file, limit..<limit + 56)
      guard record.count == 56, record.number(0, 4) == 0x0606_4B50 else {
        throw .malformed(
          file: file.name, expected: "a Zip64 record at byte \(limit)", found: "something else")
      }
      count = record.number(32, 8)
      size = record.number(40, 8)
      start = record.number(48, 8)
    } else if tail.number(end + 4, 2) != 0 || tail.number(end + 8, 2) != count {
      throw .refused(file: file.name, reason: "archives over several disks are not supported")
    }
    guard start >= 0, size >= 0, start <= limit, size <= limit - start else {
      throw .malformed(
        file: file.name, expected: "a directory before byte \(limit)", found: "\(size) bytes at \(start)")
    }
    guard count >= 0, count <= limits.entryCount else {
      throw .refused(
        file: file.name,
        reason: "the archive holds \(count) files, more than the limit of \(limits.entryCount)")
    }
    self.count = count
    self.start = start
    self.size = size
  }

  /// A walk over the entries.
  struct Walk {
    private let directory: ZIPDirectory
    private let input: InputBuffer
    private var number = 0
    /// Packed bytes of all entries up to here.
    private var packed = 0

    init(_ directory: ZIPDirectory) {
      self.directory = directory
      let range = directory.start..<directory.start + directory.size
      input = InputBuffer(FileSection(directory.file, range, name: directory.file.name))
    }

    /// The next entry; nil at the end.
    mutating func next() throws(CorpusError) -> Entry? {
      guard number < directory.count else { return nil }
      number += 1
      let file = directory.file.name
      let head = try input.take(ZIPDirectory.entrySize)
      guard head.count == ZIPDirectory.entrySize, head.number(0, 4) == 0x0201_4B50 else {
        throw .malformed(file: file, expected: "file \(number) in the directory", found: "something else")
      }
      let name = try input.take(head.number(28, 2))
      let extra = try input.take(head.number(30, 2))
      _ = try input.skip(head.number(32, 2))
      var sizes = [head.number(24, 4), head.number(20, 4), head.number(42, 4)]
      Self.widen(&sizes, extra)
      packed += max(sizes[1], 0)
      // Data that several entries share would let a small archive grow without end.
      if packed > directory.start {
        throw .refused(file: file, reason: "the files of the archive overlap")
      }
      let isUnix = head.number(4, 2) >> 8 == 3
      return Entry(
        number: number, name: String(validating: name, as: UTF8.self),
        isEncrypted: head.number(8, 2) & 1 == 1,
        isLink: isUnix && (head.number(38, 4) >> 16) & 0xF000 == 0xA000, method: head.number(10, 2),
        checksum: UInt32(head.number(16, 4)), packedSize: sizes[1], size: sizes[0], offset: sizes[2])
    }

    /// Numbers that did not fit into 32 bits stand in the extra field, in this order.
    private static func widen(_ numbers: inout [Int], _ extra: [UInt8]) {
      var at = 0
      while at + 4 <= extra.count {
        let size = extra.number(at + 2, 2)
        if extra.number(at, 2) == 1 {
          var place = at + 4
          for index in numbers.indices where numbers[index] == 0xFFFF_FFFF {
            guard place + 8 <= min(at + 4 + size, extra.count) else { return }
            numbers[index] = extra.number(place, 8)
            place += 8
          }
          return
        }
        at += 4 + size
      }
    }
  }

  /// The content of an entry, unpacked while it is read and checked at its end.
  ///
  /// - Parameter name: stands for the entry in messages.
  func open(_ entry: Entry, name: String) throws(CorpusError) -> any ByteInput {
    let header = try Self.bytes(file, entry.offset..<entry.offset + Self.localSize)
    guard header.count == Self.localSize, header.number(0, 4) == 0x0403_4B50 else {
      throw .malformed(file: name, expected: "a file at byte \(entry.offset)", found: "something else")
    }
    let first = entry.offset + Self.localSize + header.number(26, 2) + header.number(28, 2)
    guard first <= start, 0...(start - first) ~= entry.packedSize, entry.size >= 0 else {
      throw .malformed(file: name, expected: "\(entry.packedSize) bytes before the directory", found: "fewer")
    }
    let section = FileSection(file, first..<first + entry.packedSize, name: name)
    switch entry.method {
    case 0: return CheckedInput(section, length: entry.size, checksum: entry.checksum)
    case 8:
      let growth = InflatedInput.Growth(ratio: limits.growth, slack: limits.fileSize)
      return CheckedInput(
        InflatedInput(section, .deflate, growth: growth), length: entry.size, checksum: entry.checksum)
    default: throw .refused(file: name, reason: "the compression method \(entry.method) is not supported")
    }
  }

  /// A stretch of the file, as far as it goes.
  private static func bytes(_ file: OpenFile, _ range: Range<Int>) throws(CorpusError) -> [UInt8] {
    guard range.lowerBound >= 0 else { return [] }
    let available = max(range.lowerBound, min(range.upperBound, file.size ?? 0))
    return try InputBuffer(FileSection(file, range.lowerBound..<available, name: file.name))
      .take(range.count)
  }
}

extension [UInt8] {
  /// A little-endian number of up to eight bytes; -1 when it is larger than any file.
  fileprivate func number(_ offset: Int, _ width: Int) -> Int {
    var value: UInt64 = 0
    for index in (0..<width).reversed() { value = value << 8 | UInt64(self[offset + index]) }
    return value < 1 << 52 ? Int(value) : -1
  }
}
