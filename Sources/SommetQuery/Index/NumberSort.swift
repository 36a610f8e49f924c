import SommetGraph

/// Places in the order of numbers that lie below a limit; places of the same number stay as they were.
///
/// Cost is that of two walks: each number tells where its places begin.
struct NumberSort {
  /// For each number where its places begin; where the last ones end.
  let starts: SpilledArray<UInt32>
  let places = SpilledArray<UInt32>(memory: 4 << 20)

  /// - Parameter order: the places as they are at first; one after the other when there is none.
  init(_ numbers: SpilledArray<UInt32>, limit: Int, order: SpilledArray<UInt32>? = nil) throws {
    starts = try SpilledArray(repeating: 0, count: limit + 1, memory: 4 << 20)
    for place in numbers.indices {
      let number = Int(try numbers[place])
      try starts.set(number + 1, starts[number + 1] + 1)
      try places.append(0)
    }
    for number in 1..<limit + 1 { try starts.set(number, starts[number] + starts[number - 1]) }
    let next = try starts.copy()
    for place in numbers.indices {
      let place = try order?[place] ?? UInt32(place)
      let number = Int(try numbers[Int(place)])
      let goal = try next[number]
      try places.set(Int(goal), place)
      try next.set(number, goal + 1)
    }
  }
}
