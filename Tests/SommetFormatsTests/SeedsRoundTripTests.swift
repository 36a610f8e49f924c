import Foundation
import SommetFormats
import SommetGraph
import SommetTesting
import Testing

/// The graph of the seeds, as it lies in `exports/`, through readers and writers.
@Suite struct SeedsRoundTripTests {
  private static func export(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(ProjectFolder.exports)/\(name)")))
  }

  @Test func `JSON comes back to the byte`() throws {
    let bytes = try Self.export("seeds.json")
    #expect(Array(try NodeLinkJSON.text(try NodeLinkJSON.read(bytes, name: "seeds.json")).utf8) == bytes)
  }

  @Test func `GraphML comes back to the byte`() throws {
    let text = try GraphML.text(try NodeLinkJSON.read(try Self.export("seeds.json"), name: "seeds.json"))
    #expect(try GraphML.text(try GraphML.read(Array(text.utf8), name: "seeds.graphml")) == text)
  }
}
