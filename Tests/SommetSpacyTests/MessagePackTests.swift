import SommetSpacy
import Testing

@Suite struct MessagePackTests {
  @Test func `reads what it wrote`() throws {
    let value = MessagePackValue.map([
      (.string("é"), .array([.integer(-3), .unsigned(.max), .double(0.5), .bool(true), .null])),
      (.binary([1, 2, 3]), .integer(65)),
    ])
    let bytes = MessagePackWriter.bytes(of: value)
    let field = try MessagePackField(bytes[...], file: "example")
    #expect(try field["é"].array()[0].integer() == -3)
    #expect(try field["é"].array()[1].value.unsigned == .max)
    #expect(try field["é"].array()[2].double() == 0.5)
  }

  @Test func `a message cut anywhere is an error, never a crash`() throws {
    let bytes = MessagePackWriter.bytes(
      of: .array([.string("abc"), .map([(.integer(1), .double(2))]), .binary([9, 9])]))
    for end in 0..<bytes.count {
      #expect(throws: PipelineError.self) { try MessagePackReader.value(of: bytes[..<end], file: "cut") }
    }
  }

  @Test func `a wrong type names file and field`() throws {
    let bytes = MessagePackWriter.bytes(of: .map([(.string("nodes"), .array([.integer(7)]))]))
    let field = try MessagePackField(bytes[...], file: "parser/model")
    #expect {
      try field["nodes"].array()[0].string()
    } throws: {
      "\($0)" == "parser/model: nodes[0]: expected a string, found the integer 7"
    }
  }
}
