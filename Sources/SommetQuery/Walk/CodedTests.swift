/// Conditions on one element that must all hold.
///
/// A loop over millions of elements goes through them without counting references.
final class CodedTests {
  let all: [CodedTest]
  private let count: Int
  /// The same, not owned; owned is only the place in which they stand.
  private let items: UnsafeMutablePointer<Unmanaged<CodedTest>>

  init(_ tests: [CodedTest]) {
    all = tests
    count = tests.count
    items = .allocate(capacity: max(1, tests.count))
    for (place, test) in tests.enumerated() { (items + place).initialize(to: .passUnretained(test)) }
  }

  deinit { items.deallocate() }

  var isEmpty: Bool { count == 0 }

  func begin() { for test in all { test.begin() } }

  @inline(__always) func hold(_ element: Int, _ state: WalkState) throws -> Bool {
    for place in 0..<count {
      guard try items[place]._withUnsafeGuaranteedRef({ try $0.holds(element, state) }) else { return false }
    }
    return true
  }
}
