/// Numbers by place, 0 where none was put; grows as it is asked. A class of one owner, whose parts never move under a
/// reader: loops over many elements touch nothing but the numbers.
final class NumberBuffer {
  /// Owned, as is what it points to.
  private let base: UnsafeMutablePointer<UnsafeMutablePointer<Int>>
  private let capacity: UnsafeMutablePointer<Int>

  init() {
    base = .allocate(capacity: 1)
    capacity = .allocate(capacity: 1)
    capacity.initialize(to: 64)
    base.initialize(to: .allocate(capacity: 64))
    base.pointee.initialize(repeating: 0, count: 64)
  }

  deinit {
    base.pointee.deallocate()
    base.deallocate()
    capacity.deallocate()
  }

  var count: Int { capacity.pointee }

  /// - Precondition: the place was asked for with `reserve`.
  @inline(__always) subscript(_ place: Int) -> Int {
    get { base.pointee[place] }
    set { base.pointee[place] = newValue }
  }

  @inline(__always) func add(_ number: Int, at place: Int) { base.pointee[place] += number }

  /// Makes room for a place.
  @inline(__always) func reserve(_ place: Int) {
    if place >= capacity.pointee { grow(place) }
  }

  @inline(never) private func grow(_ place: Int) {
    let larger = max(2 * capacity.pointee, place + 1)
    let copy = UnsafeMutablePointer<Int>.allocate(capacity: larger)
    copy.update(from: base.pointee, count: capacity.pointee)
    (copy + capacity.pointee).initialize(repeating: 0, count: larger - capacity.pointee)
    base.pointee.deallocate()
    base.pointee = copy
    capacity.pointee = larger
  }
}
