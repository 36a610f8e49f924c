/// Which of two sets belong together, so that the sum of the scores is the highest there is.
///
/// Of several best answers always the same one, whatever the order of the pairs and whichever set is the left one: a score
/// is refined by a number of the pair's own, which never outweighs a whole score.
///
/// Successive shortest paths with potentials, over the pairs that are given only.
/// Source: Jonker, Volgenant 1987, <https://doi.org/10.1007/BF02278710>.
package struct Assignment {
  package struct Pair {
    package let left: Int
    package let right: Int
    /// Above 0, at most `scoreLimit`.
    package let score: Int
    /// The same for the pair whichever is left; tells pairs of one score apart.
    package let mark: UInt64

    package init(left: Int, right: Int, score: Int, mark: UInt64) {
      self.left = left
      self.right = right
      self.score = score
      self.mark = mark
    }
  }

  static let scoreLimit = 4095

  /// The pairs chosen, by left.
  package static func best(_ pairs: [Pair]) -> [(left: Int, right: Int)] {
    var lefts: [Int: Int] = [:]
    var rights: [Int: Int] = [:]
    let pairs = pairs.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    for pair in pairs {
      precondition((1...scoreLimit).contains(pair.score), "a score lies within its limits")
      if lefts[pair.left] == nil { lefts[pair.left] = lefts.count }
      if rights[pair.right] == nil { rights[pair.right] = rights.count }
    }
    var found: [(left: Int, right: Int)] = []
    for part in parts(pairs, lefts, rights) { found += solve(part) }
    return found.sorted { $0.left < $1.left }
  }

  /// The pairs that hang together, each part by left and right.
  private static func parts(_ pairs: [Pair], _ lefts: [Int: Int], _ rights: [Int: Int]) -> [[Pair]] {
    var classes = DisjointSets(count: lefts.count + rights.count)
    for pair in pairs { classes.unite(lefts[pair.left]!, lefts.count + rights[pair.right]!) }
    var parts: [Int: [Pair]] = [:]
    for pair in pairs { parts[classes.representative(lefts[pair.left]!), default: []].append(pair) }
    return parts.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func solve(_ pairs: [Pair]) -> [(left: Int, right: Int)] {
    if pairs.count == 1 { return [(pairs[0].left, pairs[0].right)] }
    var solver = Solver(pairs)
    return solver.run()
  }

  private struct Solver {
    private let lefts: [Int]
    private let rights: [Int]
    /// For each left, the rights with their costs. After the real rights every left has one of its own, for none.
    private var costs: [[(right: Int, cost: Int64)]]
    private var leftOf: [Int]
    private var rightOf: [Int]
    private var potential: [Int64]
    private var leftPotential: [Int64]

    init(_ pairs: [Pair]) {
      lefts = Set(pairs.map(\.left)).sorted()
      rights = Set(pairs.map(\.right)).sorted()
      let leftIndex = Dictionary(uniqueKeysWithValues: zip(lefts, 0...))
      let rightIndex = Dictionary(uniqueKeysWithValues: zip(rights, 0...))
      let most = Int64(Assignment.scoreLimit + 1) << 32
      costs = lefts.indices.map { [(rightIndex.count + $0, most)] }
      for pair in pairs {
        let worth = Int64(pair.score) << 32 + Int64(Self.mixed(pair.mark) & 0xF_FFFF)
        costs[leftIndex[pair.left]!].append((rightIndex[pair.right]!, most - worth))
      }
      leftOf = [Int](repeating: -1, count: rights.count + lefts.count)
      rightOf = [Int](repeating: -1, count: lefts.count)
      potential = [Int64](repeating: 0, count: leftOf.count)
      leftPotential = [Int64](repeating: 0, count: lefts.count)
    }

    /// Marks that are sums of two numbers would tell answers apart no more than their sums do, so they are mixed: the
    /// finalizer of SplitMix64.
    private static func mixed(_ value: UInt64) -> UInt64 {
      var state = value
      state = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
      state = (state ^ (state >> 27)) &* 0x94d0_49bb_1331_11eb
      return state ^ (state >> 31)
    }

    mutating func run() -> [(left: Int, right: Int)] {
      for left in lefts.indices { augment(from: left) }
      return rights.indices.compactMap { right in
        leftOf[right] < 0 ? nil : (lefts[leftOf[right]], rights[right])
      }
    }

    /// Dijkstra's search from a free left to the nearest free right, then the path is turned.
    private mutating func augment(from start: Int) {
      var distance: [Int: Int64] = [:]
      var cameFrom: [Int: Int] = [:]
      var done: [Int] = []
      var closed: Set<Int> = []
      var queue = Heap()
      var left = start
      var base: Int64 = 0
      var end = -1
      while end < 0 {
        for (right, cost) in costs[left] where !closed.contains(right) {
          let reached = base + cost - leftPotential[left] - potential[right]
          if reached < distance[right] ?? .max {
            distance[right] = reached
            cameFrom[right] = left
            queue.push((reached, right))
          }
        }
        // A left has a right of its own, so there always is a next one.
        var next = queue.pop()
        while closed.contains(next.right) { next = queue.pop() }
        closed.insert(next.right)
        base = next.distance
        if leftOf[next.right] < 0 {
          end = next.right
        } else {
          done.append(next.right)
          left = leftOf[next.right]
        }
      }
      leftPotential[start] += base
      for right in done {
        potential[right] += distance[right]! - base
        leftPotential[leftOf[right]] += base - distance[right]!
      }
      while true {
        let left = cameFrom[end]!
        let next = rightOf[left]
        leftOf[end] = left
        rightOf[left] = end
        if left == start { break }
        end = next
      }
    }
  }

  /// The nearest first, of equals the smallest number.
  private struct Heap {
    private var items: [(distance: Int64, right: Int)] = []

    mutating func push(_ item: (distance: Int64, right: Int)) {
      items.append(item)
      var child = items.count - 1
      while child > 0, items[child] < items[(child - 1) / 2] {
        items.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    }

    mutating func pop() -> (distance: Int64, right: Int) {
      precondition(!items.isEmpty, "what is left is never out of reach")
      items.swapAt(0, items.count - 1)
      let top = items.removeLast()
      var parent = 0
      while true {
        var least = parent
        for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && items[child] < items[least]
        {
          least = child
        }
        if least == parent { return top }
        items.swapAt(parent, least)
        parent = least
      }
    }
  }
}

/// Numbers that belong together, by union and find.
struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func add() -> Int {
    parents.append(parents.count)
    return parents.count - 1
  }

  mutating func representative(_ number: Int) -> Int {
    var root = number
    while parents[root] != root { root = parents[root] }
    var next = number
    while parents[next] != root { (parents[next], next) = (root, parents[next]) }
    return root
  }

  /// The smaller number stands for both.
  mutating func unite(_ a: Int, _ b: Int) {
    let (left, right) = (representative(a), representative(b))
    parents[max(left, right)] = min(left, right)
  }
}
