import SommetGraph

/// What the operators of a walk share while it runs: the numbers of the nodes and relationships that are bound, and the
/// frame for what has to be computed on values.
final class WalkState {
  let frame: Frame
  let image: GraphImage
  /// By slot of the frame. Owned.
  let numbers: UnsafeMutablePointer<Int>
  /// Elements looked at since the clock was. Owned.
  private let ticks: UnsafeMutablePointer<Int>

  private static let ticksPerLook = 1 << 14

  init(_ frame: Frame, _ image: GraphImage) {
    self.frame = frame
    self.image = image
    numbers = .allocate(capacity: max(1, frame.values.count))
    numbers.initialize(repeating: -1, count: max(1, frame.values.count))
    ticks = .allocate(capacity: 1)
    ticks.initialize(to: 0)
  }

  deinit {
    numbers.deallocate()
    ticks.deallocate()
  }

  /// Counts elements that are looked at; looks at the clock now and then.
  @inline(__always) func tick(_ count: Int) throws {
    ticks.pointee += count
    if ticks.pointee > Self.ticksPerLook { try look() }
  }

  @inline(never) private func look() throws {
    ticks.pointee = 0
    try frame.run.checkTime()
  }

  /// Puts elements into the frame as values.
  func box(_ slots: [WalkSlot]) {
    for slot in slots {
      let number = numbers[slot.slot]
      frame.values[slot.slot] = slot.isNode ? .node(number) : .relationship(number)
    }
  }
}

/// A slot that a walk binds.
struct WalkSlot: Hashable {
  let slot: Int
  let isNode: Bool
}

/// A part of a walk: finds each way to go on and runs what follows.
protocol WalkOperator: AnyObject {
  func run(_ state: WalkState) throws -> Walk
}
