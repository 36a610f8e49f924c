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
  private var elements: [UInt32] = []
  /// Places in `values`.
  private var places: [UInt32] = []
  private var values: [StoredValue] = []
  private var numbers: [StoredValue: UInt32] = [:]
  /// What was added last, which often comes again.
  private var last: (value: StoredValue, place: UInt32)?

  init(_ name: String, _ form: Form = .codes) {
    self.name = name
    self.form = form
  }

  /// - Parameter element: its number, not below those before.
  mutating func add(_ value: StoredValue?, at element: Int) {
    guard let value else { return }
    elements.append(UInt32(truncatingIfNeeded: element))
    if let last, last.value == value {
      places.append(last.place)
      return
    }
    let place: UInt32
    if let known = numbers[value] {
      place = known
    } else {
      place = UInt32(values.count)
      values.append(value)
      numbers[value] = place
    }
    last = (value, place)
    places.append(place)
  }

  var isEmpty: Bool { elements.isEmpty }

  /// The codes of elements in the order in which they were added: places among the values in ascending order, from 1.
  ///
  /// - Parameter count: how many elements there are.
  func write(
    count: Int, _ columns: inout SegmentWriter, _ texts: inout SegmentWriter, _ header: inout IndexHeader
  )
    throws -> [UInt32]
  {
    let bytes = values.map(\.bytes)
    let order = bytes.indices.sorted { bytes[$0].lexicographicallyPrecedes(bytes[$1]) }
    var ranks = [UInt32](repeating: 0, count: values.count)
    var offsets: [UInt64] = [UInt64(texts.size)]
    for (rank, place) in order.enumerated() {
      ranks[place] = UInt32(rank + 1)
      try texts.append(bytes[place])
      offsets.append(UInt64(texts.size))
    }
    let codes = places.map { ranks[Int($0)] }
    header.columns.append(.init(name: name, valueCount: values.count))
    header.parts["\(name).offsets"] = try columns.append(numbers: offsets)
    if form != .elements { try write(codes: codes, count: count, &columns, &header) }
    if form != .codes { try writeElements(of: codes, &columns, &header) }
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
