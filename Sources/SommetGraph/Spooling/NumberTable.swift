/// A small number for each of many large ones that are hashes already. What is not in use lies in a temporary file.
package final class NumberTable {
  private struct Slot: BitwiseCopyable {
    var key: UInt64 = 0
    /// `UInt32.max` where there is none.
    var value: UInt32 = .max
  }

  /// A power of two of them, a quarter of which are free at least.
  @exclusivity(unchecked) private var slots: SpilledArray<Slot>
  package private(set) var count = 0
  private let memory: Int

  /// - Parameter memory: bytes that may be held.
  package init(memory: Int = 16 << 20) {
    self.memory = memory
    slots = SpilledArray(memory: memory)
  }

  package subscript(key: UInt64) -> Int? {
    get throws(SpillError) {
      if count == 0 { return nil }
      let slot = try slots[place(of: key)]
      return slot.value == .max ? nil : Int(slot.value)
    }
  }

  /// The number of a key; where it has none, it gets this one.
  ///
  /// - Precondition: the value lies in 0..<2³² - 1.
  package func number(of key: UInt64, orInsert value: @autoclosure () -> Int) throws(SpillError) -> Int {
    if 4 * (count + 1) > 3 * slots.count { try grow() }
    let place = try place(of: key)
    let known = try slots[place].value
    if known != .max { return Int(known) }
    let value = value()
    precondition(UInt32(value) != .max, "numbers of a table take 32 bits")
    try slots.set(place, Slot(key: key, value: UInt32(value)))
    count += 1
    return value
  }

  /// Gives a key another number.
  package func set(_ value: Int, of key: UInt64) throws(SpillError) {
    if try number(of: key, orInsert: value) == value { return }
    try slots.set(place(of: key), Slot(key: key, value: UInt32(value)))
  }

  /// Where a key is, or would be.
  private func place(of key: UInt64) throws(SpillError) -> Int {
    try Self.place(of: key, in: slots)
  }

  private static func place(of key: UInt64, in slots: SpilledArray<Slot>) throws(SpillError) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while true {
      let slot = try slots[place]
      if slot.value == .max || slot.key == key { return place }
      place = (place + 1) & mask
    }
  }

  private func grow() throws(SpillError) {
    let larger = try SpilledArray(repeating: Slot(), count: max(64, 2 * slots.count), memory: memory)
    for place in slots.indices {
      let slot = try slots[place]
      if slot.value != .max { try larger.set(Self.place(of: slot.key, in: larger), slot) }
    }
    slots = larger
  }
}
