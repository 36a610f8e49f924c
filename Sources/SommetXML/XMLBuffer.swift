/// Memory for values that are written over and over, with one owner and nothing to check on each access.
struct XMLBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// Makes room for so many elements, of which the first ones are kept.
  @inline(__always)
  mutating func reserve(_ count: Int) { if count > capacity { grow(count) } }

  private mutating func grow(_ count: Int) {
    let larger = max(count, 2 * capacity)
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    memory.update(from: start, count: capacity)
    start.deallocate()
    start = memory
    capacity = larger
  }

  /// - Precondition: the index is below the capacity; what is read was written.
  @inline(__always)
  subscript(index: Int) -> Element {
    get { start[index] }
    nonmutating set { start[index] = newValue }
  }
}
