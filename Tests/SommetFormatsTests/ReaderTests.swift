import Foundation
import SommetFormats
import SommetGraph
import SommetTesting
import SommetXML
import Testing

/// What NetworkX, igraph, Graphviz, rdflib, sqlite and Gephi's documented rules make of our files.
@Suite struct ReaderTests {
  enum Subject: String, CaseIterable {
    case sample, chain, hostile, seeds

    func graph() throws -> Graph {
      switch self {
      case .sample: Sample.graph
      case .chain: Sample.chain(300)
      case .hostile: Hostile.graph
      case .seeds: try GraphFormat.read(ProjectFolder.exports + "/seeds.json")
      }
    }
  }

  private static let python = ProjectFolder.root.appendingPathComponent(".venv-readers/bin/python")

  @Test(arguments: Subject.allCases)
  func `readers that nobody here wrote find every node, edge and attribute`(subject: Subject) async throws {
    guard FileManager.default.isExecutableFile(atPath: Self.python.path) else {
      return print("skipped: NetworkX, igraph, rdflib and others, since there is no .venv-readers")
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sommet-formats-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let graph = try subject.graph()
    try await Self.write(graph, into: folder.path)

    let answers = try Self.read(folder.path)
    let truth = try #require(answers.first)
    #expect(answers.count == 16)
    let labelled = graph.nodes.count {
      !XMLText.cleaned($0.label).unicodeScalars.allSatisfy { " \n\t\r".unicodeScalars.contains($0) }
    }
    let weight = graph.edges.reduce(0) { $0 + $1.weight }
    for answer in answers.dropFirst() {
      let reader = answer["reader"] as? String ?? "?"
      #expect(answer["failed"] == nil, "\(reader): \(answer["failed"] ?? "")")
      for count in ["nodes", "edges", "parallel"] {
        #expect(answer[count] as? Int == truth[count] as? Int, "\(reader): \(count)")
      }
      if let attributes = answer["attributes"] as? [String: Int] {
        #expect(attributes == truth["attributes"] as? [String: Int], "\(reader)")
      }
      if let wrong = answer["wrong"] as? [String] { #expect(wrong == [], "\(reader): labels") }
      for claim in ["same", "quotes", "labels"] {
        #expect(answer[claim] as? Bool != false, "\(reader): \(claim)")
      }
      if let merged = answer["merged"] as? Int { #expect(merged == 0, "\(reader)") }
      if let count = answer["labelled"] as? Int { #expect(count == labelled, "\(reader)") }
      if let sum = answer["weight"] as? Double { #expect(sum == weight, "\(reader)") }
      if let kinds = answer["kinds"] as? Int { #expect(kinds == graph.edgeCount, "\(reader)") }
      if let messages = answer["messages"] as? String { #expect(messages == "", "\(reader)") }
      if let differing = answer["differing"] as? [Any] {
        #expect(differing.isEmpty, "\(reader): \(differing)")
      }
    }
  }

  private static func write(_ graph: Graph, into folder: String) async throws {
    let whole = WritingOptions(view: .all)
    for format in GraphFormat.allCases where !format.isPicture || format == .dot {
      let path = format.isFolder ? folder : "\(folder)/graph.\(format.fileExtension)"
      try await format.write(graph, to: format == .neo4j ? folder + "/neo4j" : path, options: whole)
    }
    let gephi = WritingOptions(reader: .gephi, view: .all)
    try await GraphFormat.graphml.write(graph, to: folder + "/gephi.graphml", options: gephi)
    try await GraphFormat.dot.write(graph, to: folder + "/gephi.dot", options: gephi)
    try await GraphFormat.graphml.write(graph, to: folder + "/yed.graphml", options: .init(reader: .yEd))
  }

  private static func read(_ folder: String) throws -> [[String: Any]] {
    let process = Process()
    process.executableURL = python
    process.arguments = [
      ProjectFolder.root.appendingPathComponent("Tests/SommetFormatsTests/Readers/read.py").path, folder,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try String(decoding: said, as: UTF8.self).split(separator: "\n").map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    }
  }

  @Test(arguments: Subject.allCases)
  func `GraphML and GEXF are valid by the schemas of their formats`(subject: Subject) throws {
    let graph = try subject.graph()
    let documents = [
      ("graphs/xsd/graphml.xsd", try GraphML.text(graph)),
      ("graphs/xsd/gexf-1.3/gexf.xsd", try GEXF.text(graph)),
    ]
    for (schema, text) in documents {
      guard let schema = ProjectFolder.shared(schema, for: "a schema") else { return }
      let faults = try XMLSchema(path: schema.path).faults(in: text.utf8, name: "graph")
      #expect(faults.isEmpty, "\(faults.first?.description ?? "")")
    }
    for dialect in [GraphML.Dialect.gephi, .yEd] {
      var reader = try XMLReader(Array(GraphML.text(graph, dialect: dialect).utf8), name: "graph")
      while try reader.next() != nil {}
      #expect(reader.warnings.isEmpty)
    }
  }
}
