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

  @Test func `GEXF comes back to the byte`() throws {
    let text = try GEXF.text(try NodeLinkJSON.read(try Self.export("seeds.json"), name: "seeds.json"))
    #expect(try GEXF.text(try GEXF.read(Array(text.utf8), name: "seeds.gexf")) == text)
  }

  @Test func `what XML holds of a hostile graph comes back to the byte`() throws {
    let markup = try GraphML.text(try GraphML.read(Array(try GraphML.text(Hostile.graph).utf8), name: "h"))
    #expect(try GraphML.text(try GraphML.read(Array(markup.utf8), name: "h")) == markup)
    let exchange = try GEXF.text(try GEXF.read(Array(try GEXF.text(Hostile.graph).utf8), name: "h"))
    #expect(try GEXF.text(try GEXF.read(Array(exchange.utf8), name: "h")) == exchange)
  }

  @Test func `GraphML comes back to the byte`() throws {
    let text = try GraphML.text(try NodeLinkJSON.read(try Self.export("seeds.json"), name: "seeds.json"))
    #expect(try GraphML.text(try GraphML.read(Array(text.utf8), name: "seeds.graphml")) == text)
  }
}
