import SommetGraph

/// Gathers the values of one column, and numbers the distinct ones. What is not in use lies in temporary files.
final class ColumnBuilder {
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
  private var sparse: SpilledArray<UInt32>?
  /// For each of them the number of its value.
  private let numbers = SpilledArray<UInt32>()
  /// As `StoredValue.bytes`.
  let values = DistinctBytes(memory: 4 << 20)
  /// What was added last, which often comes again.
  private var last: (value: StoredValue, number: UInt32)?

  init(_ name: String, _ form: Form = .codes) {
    self.name = name
    self.form = form
  }

  /// - Parameter element: its number, not below those before.
  func add(_ value: StoredValue?, at element: Int) throws {
    guard let value else { return }
    if sparse == nil, element != numbers.count {
      let all = SpilledArray<UInt32>()
      for element in numbers.indices { try all.append(UInt32(element)) }
      sparse = all
    }
    try sparse?.append(UInt32(truncatingIfNeeded: element))
    let number = last?.value == value ? last!.number : UInt32(try values.number(of: value.bytes))
    last = (value, number)
    try numbers.append(number)
  }

  /// The codes of elements in the order in which they were added: places among the values in ascending order, from 1.
  ///
  /// - Parameter count: how many elements there are.
  @discardableResult func write(
    count: Int, _ columns: inout SegmentWriter, _ texts: inout SegmentWriter, _ header: inout IndexHeader
  ) throws -> SpilledArray<UInt32> {
    let codes = try writeValues(&columns, &texts, &header)
    if form != .elements { try write(codes: codes, count: count, &columns, &header) }
    if form != .codes { try writeElements(of: codes, &columns, &header) }
    return codes
  }

  private func writeValues(
    _ columns: inout SegmentWriter, _ texts: inout SegmentWriter, _ header: inout IndexHeader
  ) throws -> SpilledArray<UInt32> {
    let ranks = try SpilledArray<UInt32>(repeating: 0, count: values.count, memory: 4 << 20)
    let offsets = SpilledArray<UInt64>()
    var hashes = HashSorter()
    var rank: UInt32 = 0
    try offsets.append(UInt64(texts.size))
    try values.forEachAscending(memory: GraphIndexWriter.sortMemory) { number in
      rank += 1
      try ranks.set(number, rank)
      let value = try values[number]
      try texts.append(value)
      try offsets.append(UInt64(texts.size))
      if form != .codes { try hashes.add(value, rank) }
    }
    header.columns.append(.init(name: name, valueCount: values.count))
    header.parts["\(name).offsets"] = try columns.append(numbers: offsets)
    if form != .codes { try hashes.write(name, &columns, &header) }
    let codes = SpilledArray<UInt32>()
    for place in numbers.indices { try codes.append(ranks[Int(numbers[place])]) }
    return codes
  }

  /// An array of all, or where few elements have a value, their numbers and codes.
  private func write(
    codes: SpilledArray<UInt32>, count: Int, _ columns: inout SegmentWriter, _ header: inout IndexHeader
  ) throws {
    if codes.count == count {
      header.parts["\(name).codes"] = try columns.append(numbers: codes)
      return
    }
    let isSparse = 2 * codes.count < count
    let (holders, all) = (SpilledArray<UInt32>(), SpilledArray<UInt32>())
    for place in codes.indices {
      let element = try element(place)
      if isSparse {
        try holders.append(element)
        continue
      }
      while all.count < Int(element) { try all.append(0) }
      try all.append(codes[place])
    }
    if isSparse { header.parts["\(name).holders"] = try columns.append(numbers: holders) }
    while !isSparse, all.count < count { try all.append(0) }
    header.parts["\(name).codes"] = try columns.append(numbers: isSparse ? codes : all)
  }

  /// The element that was added at a place.
  private func element(_ place: Int) throws -> UInt32 { try sparse?[place] ?? UInt32(place) }

  private func writeElements(
    of codes: SpilledArray<UInt32>, _ columns: inout SegmentWriter, _ header: inout IndexHeader
  ) throws {
    let sorted = try NumberSort(codes, limit: values.count + 1)
    header.parts["\(name).starts"] = try columns.append(numbers: sorted.starts)
    let elements = SpilledArray<UInt32>()
    for place in sorted.places.indices {
      try elements.append(element(Int(sorted.places[place])))
    }
    header.parts["\(name).elements"] = try columns.append(numbers: elements)
  }
}
