/// A condition that one code decides: computed once for each, on the first element that has it.
final class CodedTest {
  let codes: AccessCodes
  private let condition: Compiled
  private let position: QueryPosition
  /// Whether something else than the element decides it, so that it must be computed anew for each walk.
  private let dependsOnFrame: Bool
  /// For each code the last walk that it was computed in, and what came out: `walk << 1 | holds`. Owned.
  private let known: UnsafeMutablePointer<UInt32>
  private var walk: UInt32 = 1

  init(_ codes: AccessCodes, _ condition: Compiled, _ position: QueryPosition, dependsOnFrame: Bool) {
    self.codes = codes
    self.condition = condition
    self.position = position
    self.dependsOnFrame = dependsOnFrame
    known = .allocate(capacity: codes.limit)
    known.initialize(repeating: 0, count: codes.limit)
  }

  deinit { known.deallocate() }

  func begin() {
    guard dependsOnFrame else { return }
    walk &+= 1
    if walk >= 1 << 30 {
      walk = 1
      known.update(repeating: 0, count: codes.limit)
    }
  }

  @inline(__always) func holds(_ element: Int, _ state: WalkState) throws -> Bool {
    let code = try codes.code(element)
    let entry = known[code]
    if entry >> 1 == walk { return entry & 1 == 1 }
    return try decide(code, element, state)
  }

  @inline(never) private func decide(_ code: Int, _ element: Int, _ state: WalkState) throws -> Bool {
    let slot = codes.access.slot
    state.frame.values[slot] = codes.access.isNode ? .node(element) : .relationship(element)
    let holds = try Logic.truth(condition.evaluate(state.frame), position) == true
    known[code] = walk << 1 | (holds ? 1 : 0)
    return holds
  }

  /// The elements for which it holds, by the column's own lists, when they are fewer than a share of `count`; nil when
  /// they are not, or cannot be told so cheaply.
  func elements(fewerThan count: Int, _ state: WalkState) throws -> [UnsafeBufferPointer<UInt32>]? {
    guard let column = codes.column, column.findsElements, column.codeCount * 4 < count else { return nil }
    var total = 0
    var lists: [UnsafeBufferPointer<UInt32>] = []
    for code in 1..<column.codeCount {
      guard let elements = try column.elements(code), let first = elements.first else { continue }
      guard try holds(Int(first), state) else { continue }
      total += elements.count
      guard total * 4 < count else { return nil }
      lists.append(elements)
    }
    return lists
  }
}
