import SommetDiff
import SommetGraph
import SommetTesting
import Testing

@Suite struct CostTests {
  /// How nodes that are in one graph only are called.
  enum Labels: CaseIterable {
    case alike, similar, different

    func label(_ number: Int) -> String {
      switch self {
      case .alike: "Léa Roux"
      case .similar: "Léa Roux \(number % 7)"
      case .different: "\(number)"
      }
    }
  }

  @Test(arguments: Labels.allCases)
  func `the cost of a comparison grows with the number of nodes that differ`(labels: Labels) throws {
    func graph(_ id: String, _ count: Int) -> Graph {
      Graph(
        nodes: (0..<count).map { Node(id: "\(id)\($0)", kind: .person, label: labels.label($0)) }, edges: [])
    }
    let growth = try Cost.growth(500) { size in
      let diff = try GraphDiff(from: graph("a", size), to: graph("b", size))
      #expect(!diff.entities.isEmpty)
    }
    #expect(growth < Cost.limit)
  }
}
