/// The image of a graph in memory.
public final class MemoryIndexStorage: IndexStorage {
  /// Owned; freed with the storage.
  private var segments: [String: UnsafeMutableRawBufferPointer] = [:]
  private var sizes: [String: Int] = [:]

  public init() {}

  deinit {
    for buffer in segments.values { buffer.deallocate() }
  }

  public func size(of segment: String) -> Int? { sizes[segment] }

  public func read(_ segment: String, _ range: Range<Int>, into bytes: UnsafeMutableRawPointer) throws {
    guard let buffer = memory(of: segment), let start = buffer.baseAddress, range.upperBound <= buffer.count
    else { throw IndexError.absent }
    bytes.copyMemory(from: start + range.lowerBound, byteCount: range.count)
  }

  public func append(_ bytes: [UInt8], to segment: String) {
    let size = sizes[segment] ?? 0
    var buffer = segments[segment] ?? UnsafeMutableRawBufferPointer(start: nil, count: 0)
    if size + bytes.count > buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(size + bytes.count, 2 * buffer.count), alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<size]))
      buffer.deallocate()
      buffer = larger
      segments[segment] = larger
    }
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[size...]).copyMemory(from: $0) }
    sizes[segment] = size + bytes.count
  }

  /// Valid until the segment grows.
  public func memory(of segment: String) -> UnsafeRawBufferPointer? {
    guard let buffer = segments[segment], let size = sizes[segment] else { return nil }
    return UnsafeRawBufferPointer(rebasing: buffer[..<size])
  }
}
