/// All nodes of a graph that is being merged: their numbers, their ids, and the ranks of these.
///
/// Entities come first, then meetings, topics and dates, each in the order of its own merging.
struct GraphNodes {
  private let nodes: [MergedNode]
  /// Node number by rank in ascending order of ids, and back.
  private let ranked: [Int32]
  private let ranks: [Int32]
  private let firstMeeting: Int
  private let firstTopic: Int
  private let dates: [String: Int]

  init(_ entities: EntityMerging, _ meetings: MeetingMerging, _ topics: TopicMerging, _ dates: [MergedNode]) {
    firstMeeting = entities.nodes.count
    firstTopic = firstMeeting + meetings.nodes.count
    let firstDate = firstTopic + topics.nodes.count
    nodes = entities.nodes + meetings.nodes + topics.nodes + dates
    self.dates = Dictionary(
      uniqueKeysWithValues: dates.enumerated().map { ($0.element.label, firstDate + $0.offset) })
    let nodes = nodes
    let ranked = nodes.indices.sorted { nodes[$0].id < nodes[$1].id }
    var ranks = [Int32](repeating: 0, count: nodes.count)
    for (rank, number) in ranked.enumerated() { ranks[number] = Int32(rank) }
    self.ranked = ranked.map { Int32($0) }
    self.ranks = ranks
  }

  func meeting(_ number: Int) -> Int { firstMeeting + number }
  func topic(_ number: Int) -> Int { firstTopic + number }
  func date(_ date: String) -> Int { dates[date]! }

  func rank(_ number: Int) -> Int { Int(ranks[number]) }
  func id(_ number: Int) -> String { nodes[number].id }
  func id(rank: Int) -> String { nodes[Int(ranked[rank])].id }
  func kind(_ number: Int) -> NodeKind { nodes[number].kind }

  /// By kind, then id.
  func forEach(_ body: (MergedNode) throws -> Void) rethrows {
    for kind in NodeKind.allCases {
      for number in ranked where nodes[Int(number)].kind == kind { try body(nodes[Int(number)]) }
    }
  }
}
