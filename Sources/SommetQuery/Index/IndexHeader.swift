/// What an image holds, and where.
struct IndexHeader {
  static let version = 2
  /// "sommetqi", and the order of bytes, which is that of arrays.
  private static let magic: UInt64 = 0x6971_7465_6d6d_6f73
  private static let byteOrder = 0x0102_0304

  /// A stretch of a segment.
  struct Part: Hashable {
    let segment: IndexSegment
    /// Bytes.
    let offset: Int
    let size: Int
  }

  struct Column: Hashable {
    /// `node.label`, `edge.attribute:colour`.
    let name: String
    let valueCount: Int
  }

  /// How many edges of a relation lead from nodes of a kind to nodes of another: codes of the columns, and a number.
  struct Triple: Hashable {
    let source: Int
    let relation: Int
    let target: Int
    let count: Int
  }

  var nodeCount = 0
  var edgeCount = 0
  /// Bytes of the segments that have sums.
  var sizes: [IndexSegment: Int] = [:]
  var parts: [String: Part] = [:]
  /// Of the pages of `IndexSegment.sums`.
  var sums: [UInt64] = []
  /// In the order of their names.
  var columns: [Column] = []
  var triples: [Triple] = []

  static let summed: [IndexSegment] = [.columns, .values, .elements]

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(fixed: Self.magic)
    writer.write(Self.version)
    writer.write(Self.byteOrder)
    writer.write(nodeCount)
    writer.write(edgeCount)
    for segment in Self.summed { writer.write(sizes[segment] ?? 0) }
    writer.write(parts.count)
    for (name, part) in parts.sorted(by: { $0.key < $1.key }) {
      writer.write(name)
      writer.write(Self.summed.firstIndex(of: part.segment)!)
      writer.write(part.offset)
      writer.write(part.size)
    }
    writer.write(columns.count)
    for column in columns {
      writer.write(column.name)
      writer.write(column.valueCount)
    }
    writer.write(triples.count)
    for triple in triples {
      for number in [triple.source, triple.relation, triple.target, triple.count] { writer.write(number) }
    }
    writer.write(sums.count)
    for sum in sums { writer.write(fixed: sum) }
    writer.write(fixed: writer.bytes.withUnsafeBytes { PageSum.of($0) })
    return writer.bytes
  }

  init() {}

  /// - Throws: `IndexError`.
  init(_ bytes: [UInt8]) throws {
    do {
      self = try bytes.withUnsafeBytes { try IndexHeader(reading: $0) }
    } catch is ByteReader.Fault {
      throw IndexError.damaged(segment: IndexSegment.header.rawValue, page: 0)
    }
  }

  private init(reading bytes: UnsafeRawBufferPointer) throws {
    var reader = ByteReader(bytes)
    guard bytes.count >= 16, try reader.fixed() == Self.magic else { throw IndexError.foreign }
    let version = try reader.number()
    guard version == Self.version else { throw IndexError.version(found: version, expected: Self.version) }
    guard try reader.number() == Self.byteOrder else { throw IndexError.foreign }
    let body = UnsafeRawBufferPointer(rebasing: bytes.dropLast(8))
    guard
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: body.count, as: UInt64.self))
        == PageSum.of(body)
    else { throw ByteReader.Fault() }
    nodeCount = try reader.number()
    edgeCount = try reader.number()
    for segment in Self.summed { sizes[segment] = try reader.number() }
    guard nodeCount >= 0, edgeCount >= 0, sizes.values.allSatisfy({ $0 >= 0 }) else {
      throw ByteReader.Fault()
    }
    for _ in 0..<(try reader.count()) {
      let name = try reader.text()
      let segment = try reader.number()
      guard Self.summed.indices.contains(segment) else { throw ByteReader.Fault() }
      let part = Part(segment: Self.summed[segment], offset: try reader.number(), size: try reader.number())
      parts[name] = part
    }
    for _ in 0..<(try reader.count()) {
      columns.append(Column(name: try reader.text(), valueCount: try reader.number()))
    }
    for _ in 0..<(try reader.count()) {
      triples.append(
        Triple(
          source: try reader.number(), relation: try reader.number(), target: try reader.number(),
          count: try reader.number()))
    }
    for _ in 0..<(try reader.count()) { sums.append(try reader.fixed()) }
  }
}
