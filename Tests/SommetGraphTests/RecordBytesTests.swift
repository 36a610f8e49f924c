import SommetGraph
import Testing

@Suite struct RecordBytesTests {
  @Test(arguments: 0..<30)
  func `records read back as they were written`(seed: Int) throws {
    var generator = Generator(seed: UInt64(seed))
    for record in generator.records(10) {
      #expect(try Record(bytes: record.bytes) == record)
      #expect(try Record(bytes: record.bytes).bytes == record.bytes)
    }
  }

  @Test func `parts that nobody asks for stay empty`() throws {
    var generator = Generator(seed: 3)
    let record = generator.records(20).first { !$0.acts.isEmpty && !$0.meetings.isEmpty }!
    let read = try Record(bytes: record.bytes, [.acts])
    #expect(read.article == record.article && read.acts == record.acts)
    #expect(read.entities.isEmpty && read.meetings.isEmpty && read.mentions.isEmpty && read.signature == nil)
  }

  @Test func `a form of another version is refused by its number`() throws {
    var record = article("a1")
    record.version = 7
    let error = try #require(throws: ByteReaderError.self) { try Record(bytes: record.bytes) }
    #expect("\(error)".contains("found version 7"))
  }

  @Test(arguments: 0..<20)
  func `damaged bytes are an error or another record, never a crash`(seed: Int) {
    var generator = Generator(seed: UInt64(seed))
    let bytes = generator.records(1)[0].bytes
    for count in 0..<bytes.count {
      #expect(throws: ByteReaderError.self) { try Record(bytes: bytes[..<count]) }
    }
    for _ in 0..<200 {
      var damaged = bytes
      let place = Int.random(in: damaged.indices, using: &generator.numbers)
      damaged[place] = UInt8.random(in: 0...255, using: &generator.numbers)
      if let record = try? Record(bytes: damaged) { #expect(record.version == Record.currentVersion) }
    }
  }
}
