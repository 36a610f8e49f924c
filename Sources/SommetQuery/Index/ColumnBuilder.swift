/// Gathers the values of one column, and numbers the distinct ones.
struct ColumnBuilder {
  enum Form {
    /// A code for each element.
    case codes
    /// Codes, and for each value the elements that have it.
    case codesAndElements
    /// Only the elements of each value, of which an element may have several.
    case elements
  }

  let name: String
  let form: Form
  /// The elements with a value, ascending; nil as long as these are all from the first on.
  private var sparse: [UInt32]?
  /// Places in `values`.
  private var places: [UInt32] = []
  private(set) var values = DistinctValues()
  /// What was added last, which often comes again.
  private var last: (value: StoredValue, place: UInt32)?

  init(_ name: String, _ form: Form = .codes) {
    self.name = name
    self.form = form
  }

  /// - Parameter element: its number, not below those before.
  mutating func add(_ value: StoredValue?, at element: Int) {
    guard let value else { return }
    if sparse == nil, element != places.count { sparse = Array(0..<UInt32(places.count)) }
    sparse?.append(UInt32(truncatingIfNeeded: element))
    let place = last?.value == value ? last!.place : values.place(of: value)
    last = (value, place)
    places.append(place)
  }

  var isEmpty: Bool { places.isEmpty }

  private var elements: [UInt32] { sparse ?? Array(0..<UInt32(places.count)) }

  /// The codes of elements in the order in which they were added: places among the values in ascending order, from 1.
  ///
  /// - Parameter count: how many elements there are.
  func write(
    count: Int, _ columns: inout SegmentWriter, _ texts: inout SegmentWriter, _ header: inout IndexHeader
  )
    throws -> [UInt32]
  {
    var ranks = [UInt32](repeating: 0, count: values.count)
    var offsets: [UInt64] = [UInt64(texts.size)]
    var hashes: [(hash: UInt64, number: UInt32)] = []
    for (rank, place) in values.ascending.enumerated() {
      ranks[Int(place)] = UInt32(rank + 1)
      try texts.append(values[Int(place)])
      if form != .codes { hashes.append((LookupHash.of(values[Int(place)]), UInt32(rank + 1))) }
      offsets.append(UInt64(texts.size))
    }
    let codes = places.map { ranks[Int($0)] }
    header.columns.append(.init(name: name, valueCount: values.count))
    header.parts["\(name).offsets"] = try columns.append(numbers: offsets)
    if form != .elements { try write(codes: codes, count: count, &columns, &header) }
    if form != .codes {
      try writeElements(of: codes, &columns, &header)
      try HashedNumbers.write(&hashes, name, &columns, &header)
    }
    return codes
  }

  /// An array of all, or where few elements have a value, their numbers and codes.
  private func write(
    codes: [UInt32], count: Int, _ columns: inout SegmentWriter, _ header: inout IndexHeader
  ) throws {
    if 2 * codes.count < count {
      header.parts["\(name).holders"] = try columns.append(numbers: elements)
      header.parts["\(name).codes"] = try columns.append(numbers: codes)
      return
    }
    var all = [UInt32](repeating: 0, count: count)
    for (element, code) in zip(elements, codes) { all[Int(element)] = code }
    header.parts["\(name).codes"] = try columns.append(numbers: all)
  }

  private func writeElements(
    of codes: [UInt32], _ columns: inout SegmentWriter, _ header: inout IndexHeader
  ) throws {
    var starts = [UInt32](repeating: 0, count: values.count + 2)
    for code in codes { starts[Int(code) + 1] += 1 }
    for code in starts.indices.dropFirst() { starts[code] += starts[code - 1] }
    var next = starts
    var sorted = [UInt32](repeating: 0, count: codes.count)
    for (element, code) in zip(elements, codes) {
      sorted[Int(next[Int(code)])] = element
      next[Int(code)] += 1
    }
    header.parts["\(name).starts"] = try columns.append(numbers: starts)
    header.parts["\(name).elements"] = try columns.append(numbers: sorted)
  }
}
