/// A set of Unicode scalars as sorted ranges, neither touching nor overlapping.
package struct ScalarSet: Sendable, Hashable {
  package private(set) var ranges: [ClosedRange<UInt32>]

  package static let last: UInt32 = 0x10FFFF
  package static let all = ScalarSet([0...last])
  package static let none = ScalarSet([])

  package init(_ ranges: [ClosedRange<UInt32>]) {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let before = merged.last, range.lowerBound <= before.upperBound + 1 {
        merged[merged.count - 1] = before.lowerBound...max(before.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  package init(_ scalar: UInt32) { ranges = [scalar...scalar] }

  /// The scalars with a property; surrogates have none.
  package init(where isMember: (Unicode.Scalar) -> Bool) {
    var ranges: [ClosedRange<UInt32>] = []
    var start: UInt32?
    for value in 0...Self.last + 1 {
      let isIn = Unicode.Scalar(value).map(isMember) ?? false
      if isIn, start == nil { start = value }
      if !isIn, let first = start {
        ranges.append(first...value - 1)
        start = nil
      }
    }
    self.ranges = ranges
  }

  package var isEmpty: Bool { ranges.isEmpty }
  package var count: Int { ranges.reduce(0) { $0 + $1.count } }

  package func contains(_ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }

  package func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  package var complement: ScalarSet {
    var rest: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { rest.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= Self.last { rest.append(next...Self.last) }
    return ScalarSet(rest)
  }

  package func intersection(_ other: ScalarSet) -> ScalarSet {
    complement.union(other.complement).complement
  }

  // MARK: Classes of Python's `re`

  package static let digits = ScalarSet(where: PythonCharacters.isDecimal)
  package static let words = ScalarSet(where: PythonCharacters.isWord)
  package static let spaces = ScalarSet(where: { PythonCharacters.isSpace($0.value) })

  /// What matches a member when case is ignored: scalars with the same simple lowercase, or whose lowercase has the
  /// same full uppercase (`ſ` and `s`, `ς` and `σ`). Source: `re/_compiler.py` and `re/_casefix.py` of CPython 3.11.
  package var ignoringCase: ScalarSet {
    var lowered: Set<UInt32> = []
    var added: [ClosedRange<UInt32>] = []
    let cases = CaseTable.shared
    for (value, lower) in cases.lower where contains(value) { lowered.insert(lower) }
    for (value, others) in cases.sameUpper {
      // A lowercase scalar stands for its class when the set holds it, or one that it is the lowercase of.
      if contains(value) || lowered.contains(value) { lowered.formUnion(others) }
    }
    for value in lowered { added.append(value...value) }
    for (value, lower) in cases.lower where lowered.contains(lower) || contains(lower) {
      added.append(value...value)
    }
    return ScalarSet(ranges + added)
  }

  private struct CaseTable: Sendable {
    /// Scalars that are not their own simple lowercase.
    let lower: [(value: UInt32, lower: UInt32)]
    /// Lowercase scalars that share a full uppercase with others, and these.
    let sameUpper: [(value: UInt32, others: [UInt32])]

    static let shared = CaseTable()

    private init() {
      var lower: [(value: UInt32, lower: UInt32)] = []
      // By scalars: Swift's strings are equal up to canonical equivalence.
      var byUpper: [ScalarString: [UInt32]] = [:]
      for value in 0...ScalarSet.last {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let lowered = PythonCharacters.simpleLower(scalar)
        if lowered != scalar {
          lower.append((value, lowered.value))
        } else {
          let upper = ScalarString(PythonCharacters.upper(scalar))
          if upper.values != [value] {
            byUpper[upper, default: []].append(value)
          }
        }
      }
      self.lower = lower
      sameUpper = byUpper.values.filter { $0.count > 1 }.flatMap { group in
        group.map { value in (value, group.filter { $0 != value }) }
      }.sorted { $0.value < $1.value }
    }
  }
}
