import SommetGraph
import Testing

@Suite struct FingerprintTests {
  private static let piece = Evidence(
    article: "a1", sentence: 2, start: 10, end: 14, quote: "Elle", trigger: .init(start: 10, end: 12))
  private static let edge = Edge(
    key: "k", source: "a", target: "b", relation: .met, modality: .planned, weight: 1, evidence: [piece],
    attributes: ["x": 1, "y": "1"])

  @Test func `is the number that stores keep`() {
    #expect(Fingerprint.identity("person:lea-roux") == 0x0409_0a65_d806_ba9c)
    #expect(
      Fingerprint(Self.edge) == Fingerprint(identity: 0x22f3_7e00_2116_60dd, content: 0xe7e9_2012_50a3_c48c))
  }

  @Test func `does not depend on the order of attributes`() {
    var turned = Self.edge
    turned.attributes = [:]
    turned.attributes["y"] = "1"
    turned.attributes["x"] = 1
    #expect(Fingerprint(turned) == Fingerprint(Self.edge))
  }

  private static let changes: [@Sendable (inout Edge) -> Void] = [
    { $0.source = "b" }, { $0.target = "a" }, { $0.relation = .warned }, { $0.modality = .occurred },
    { $0.date = "2031" }, { $0.date = "" }, { $0.content = "x" }, { $0.accordingTo = "a" },
    { $0.title = "maire" }, { $0.weight = 2 }, { $0.confidence = 0.5 }, { $0.rule = "r" },
    { $0.isDirected = false }, { $0.evidence = [] }, { $0.evidence[0].quote = "elle" },
    { $0.evidence[0].article = "a" }, { $0.evidence[0].sentence = 3 }, { $0.evidence[0].trigger.end = 13 },
    { $0.attributes["x"] = 1.0 }, { $0.attributes["x"] = true }, { $0.attributes["z"] = 1 },
    { $0.plover = PloverCode(type: nil) }, { $0.plover = PloverCode(type: "CONSULT", modes: ["visit"]) },
    { $0.plover = PloverCode(type: "CONSULT", contexts: ["visit"]) },
    {
      $0.date = "x"; $0.content = nil
    },
    {
      $0.content = "x"; $0.title = "x"
    },
  ]

  @Test func `changes with everything that an edge says`() {
    var seen: Set<UInt64> = [Fingerprint(Self.edge).content]
    for (number, change) in Self.changes.enumerated() {
      var edge = Self.edge
      change(&edge)
      #expect(seen.insert(Fingerprint(edge).content).inserted, "change \(number)")
      #expect(Fingerprint(edge).identity == Fingerprint(Self.edge).identity)
    }
  }

  @Test func `a graph tells those of its elements in canonical order`() throws {
    let nodes = ["b", "a"].map { Node(id: $0, kind: .person, label: $0) }
    let graph = Graph(nodes: nodes, edges: [Self.edge])
    var found: [Fingerprint] = []
    graph.forEachNodeFingerprint { row, fingerprint in
      #expect(graph.nodes(at: [row]).map { Fingerprint($0) } == [fingerprint])
      found.append(fingerprint)
      return .continue
    }
    #expect(found.map(\.identity) == ["a", "b"].map(Fingerprint.identity))
    graph.forEachEdgeFingerprint { row, fingerprint in
      #expect(row == 0 && fingerprint == Fingerprint(Self.edge))
      return .stop
    }
  }
}
