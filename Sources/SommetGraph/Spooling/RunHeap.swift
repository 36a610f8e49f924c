/// Sorted runs of which the one that goes on with the smallest key comes first; of equal keys the earlier run.
struct RunHeap {
  private var readers: [RunReader]
  /// Numbers of the readers that have something, a heap.
  private var heap: [Int]

  init(_ readers: [RunReader]) {
    self.readers = readers
    heap = readers.indices.filter { readers[$0].key != nil }
    for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(place) }
  }

  var first: RunReader? { heap.isEmpty ? nil : readers[heap[0]] }

  mutating func advanceFirst() throws(SpillError) {
    try readers[heap[0]].advance()
    if readers[heap[0]].key == nil {
      heap[0] = heap[heap.count - 1]
      heap.removeLast()
    }
    sink(0)
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    guard let left = readers[a].key, let right = readers[b].key else { return false }
    if left == right { return a < b }
    return left.lexicographicallyPrecedes(right)
  }

  private mutating func sink(_ place: Int) {
    var place = place
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if precedes(heap[child], heap[least]) { least = child }
      }
      if least == place { return }
      heap.swapAt(place, least)
      place = least
    }
  }
}
