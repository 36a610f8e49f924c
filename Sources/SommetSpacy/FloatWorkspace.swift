/// Floats for one thread's intermediate results: grows when asked, keeps its memory for the next batch.
final class FloatWorkspace {
  private(set) var pointer: UnsafeMutablePointer<Float>
  private var capacity: Int

  init() {
    capacity = 0
    pointer = Self.allocate(0)
  }

  deinit { pointer.deallocate() }

  /// Aligned to a cache line.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
      .bindMemory(to: Float.self, capacity: max(count, 1))
  }

  /// Room for at least `count` floats; what stood in it is lost when it grows.
  func reserve(_ count: Int) -> UnsafeMutablePointer<Float> {
    if count > capacity {
      pointer.deallocate()
      pointer = Self.allocate(count)
      capacity = count
    }
    return pointer
  }
}
