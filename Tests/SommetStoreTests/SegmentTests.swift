import GRDB
import SommetGraph
import SommetStore
import SommetTesting
import Testing

@Suite struct SegmentTests {
  @Test(arguments: [0, 1, 4_095, 4_096, 4_097, 200_000])
  func `segments are read by range`(size: Int) throws {
    let folder = try TemporaryFolder()
    let store = try Store(writing: folder.path("g.sommet"))
    let version = try store.commit(RandomGraph(seed: 1).graph).version
    var numbers = Numbers(state: 5)
    let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    try store.writeSegments(of: version) { append in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = min(rest.count, Int.random(in: 1...70_000, using: &numbers))
        try append("s", Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      if bytes.isEmpty { try append("s", []) }
    }
    func read(_ range: Range<Int>) throws -> [UInt8] {
      try [UInt8](unsafeUninitializedCapacity: max(1, range.count)) { buffer, count in
        try store.readSegment("s", of: version, range, into: buffer.baseAddress!)
        count = range.count
      }
    }
    #expect(try store.segmentLength("s", of: version) == size)
    #expect(try store.segmentLength("other", of: version) == nil)
    for _ in 0..<20 {
      let start = Int.random(in: 0...size, using: &numbers)
      let end = Int.random(in: start...size, using: &numbers)
      let isSame = try read(start..<end) == Array(bytes[start..<end])
      #expect(isSame)
    }
    #expect(throws: StoreError.self) { try read(size..<size + 1) }
    try store.dropSegments()
    #expect(try store.segmentLength("s", of: version) == nil)
  }

  @Test(arguments: [
    "UPDATE segment SET bytes = substr(bytes, 1, 100) WHERE chunk = 1", "DELETE FROM segment WHERE chunk = 1",
  ])
  func `a piece that is cut short or missing is an error, the others are still read`(damage: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("g.sommet")
    let bytes = (0..<20_000).map { UInt8(truncatingIfNeeded: $0) }
    let version = try Self.write(bytes, to: path)
    try DatabaseQueue(path: path).write { try $0.execute(sql: damage) }
    let store = try Store(reading: path)
    func read(_ range: Range<Int>) throws -> [UInt8] {
      try [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
        try store.readSegment("s", of: version, range, into: buffer.baseAddress!)
        count = range.count
      }
    }
    for range in [0..<20_000, 4_000..<9_000, 5_000..<5_001, 8_191..<8_193] {
      #expect(throws: StoreError.damaged(path: path, found: "segment 's' of version 1 is too short")) {
        try read(range)
      }
    }
    for range in [0..<4_096, 8_192..<20_000] { #expect(try read(range) == Array(bytes[range])) }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws -> StoreVersion {
    let store = try Store(writing: path)
    let version = try store.commit(RandomGraph(seed: 1).graph).version
    try store.writeSegments(of: version) { try $0("s", bytes) }
    store.close()
    return version
  }
}
