import SommetDiff
import SommetGraph
import SommetTesting

/// Changes made to a draft, and what a comparison should say of them.
struct Edits {
  var draft: Draft
  private(set) var expected: Set<String> = []
  private var numbers: Numbers
  private var touchedNodes: Set<String> = []
  private var touchedEdges: Set<Int> = []

  init(_ draft: Draft, seed: UInt64) {
    self.draft = draft
    numbers = Numbers(state: seed)
  }

  enum Edit: CaseIterable {
    case rename, merge, split, retract, redate, makePrecise, changeModality, addSource, loseSource, attribute
    case reword, addFact, changeKind, reweigh, dropArticle, becomeDated
  }

  /// Makes so many edits of each sort, each to elements that no other touches.
  mutating func make(_ count: Int, of edits: [Edit] = Edit.allCases) {
    for edit in edits { for _ in 0..<count { make(edit) } }
  }

  static func told(_ kind: ChangeKind, _ what: String) -> String { "\(kind.rawValue): \(what)" }

  /// Of a fact, its first sentence.
  static func name(_ edge: Edge) -> String { edge.evidence.map(\.quote).min() ?? edge.key }

  private mutating func expect(_ kind: ChangeKind, _ edge: Edge) {
    expected.insert(Self.told(kind, Self.name(edge)))
  }

  // MARK: - Choosing

  /// An edge of at least two sentences when asked, that nothing touches.
  private mutating func edge(sentences: Int = 1, _ isMeant: (Edge) -> Bool = { _ in true }) -> Int? {
    let free = draft.edges.keys.sorted().filter { number in
      let edge = draft.edges[number]!
      return !touchedEdges.contains(number) && edge.evidence.count >= sentences && isMeant(edge)
    }
    guard !free.isEmpty else { return nil }
    let number = numbers.pick(free)
    touchedEdges.insert(number)
    return number
  }

  private mutating func node(_ kind: NodeKind = .person, degree: Int = 3) -> String? {
    let free = draft.nodes.values.filter { node in
      node.kind == kind && !touchedNodes.contains(node.id)
        && draft.edges.values.count { $0.source == node.id || $0.target == node.id } >= degree
    }.map(\.id).sorted()
    guard !free.isEmpty else { return nil }
    let id = numbers.pick(free)
    touchedNodes.insert(id)
    return id
  }

  /// Whether another edge tells the same already.
  private func isTaken(_ edge: Edge, but number: Int) -> Bool {
    draft.edges.contains { $0.key != number && Draft.identity($0.value) == Draft.identity(edge) }
  }

  private mutating func replace(_ old: String, by new: String, in numbers: [Int]) {
    for number in numbers {
      var edge = draft.edges[number]!
      if edge.source == old { edge.source = new }
      if edge.target == old { edge.target = new }
      if edge.accordingTo == old { edge.accordingTo = new }
      draft.edges[number] = edge
    }
  }

  // MARK: - Editing

  private mutating func make(_ edit: Edit) {
    switch edit {
    case .rename, .merge, .split, .changeKind: changeNode(edit)
    case .retract:
      guard let number = edge() else { return }
      expect(.factGone, draft.edges.removeValue(forKey: number)!)
    case .addFact:
      let actors = draft.nodes.keys.sorted().filter { $0.hasPrefix("person") && !touchedNodes.contains($0) }
      var edge = draft.edges[draft.edges.keys.min()!]!
      (edge.source, edge.target) = (numbers.pick(actors), "country:C\(numbers.below(4))")
      (edge.relation, edge.date, edge.accordingTo) = (.rejected, "2034-0\(1 + numbers.below(9))", nil)
      let number = draft.edges.keys.max()! + 1
      edge.evidence = [
        draft.sentence("neuve \(number)", in: numbers.pick(draft.articles.keys.sorted()), &numbers)
      ]
      guard
        !draft.edges.values.contains(where: {
          $0.source == edge.source && $0.target == edge.target && $0.relation == .rejected
        })
      else { return }
      draft.edges[number] = edge
      touchedEdges.insert(number)
      expect(.factNew, edge)
    case .dropArticle: dropArticle()
    default: changeEdge(edit)
    }
  }

  private mutating func changeNode(_ edit: Edit) {
    guard let id = node(), var node = draft.nodes[id] else { return }
    switch edit {
    case .rename:
      let oldLabel = node.label
      draft.nodes[id] = nil
      node.id = "person:renamed-\(id.dropFirst(7))"
      node.label = numbers.pick([oldLabel + "i", "Doyenne \(id.dropFirst(8)) Belcourt"])
      draft.nodes[node.id] = node
      touchedNodes.insert(node.id)
      replace(id, by: node.id, in: Array(draft.edges.keys))
      expected.insert(Self.told(.entityRenamed, "\(oldLabel) → \(node.label)"))
    case .merge:
      guard let host = self.node() else { return }
      let between = draft.edges.values.contains { Set([$0.source, $0.target]) == [id, host] }
      guard !between else { return }
      draft.nodes[id] = nil
      draft.nodes[host]!.aliases = (draft.nodes[host]!.aliases + [node.label]).sorted()
      replace(id, by: host, in: Array(draft.edges.keys))
      expected.insert(Self.told(.entityMerged, "\(node.label) → \(draft.nodes[host]!.label)"))
      expected.insert(Self.told(.attributes, "\(draft.nodes[host]!.label) → \(draft.nodes[host]!.label)"))
    case .split:
      let own = draft.edges.keys.sorted().filter {
        draft.edges[$0]!.source == id || draft.edges[$0]!.target == id
      }
      let part = Node(id: "person:part-\(id.dropFirst(7))", kind: .person, label: "Jumelle de \(node.label)")
      draft.nodes[part.id] = part
      touchedNodes.insert(part.id)
      replace(id, by: part.id, in: Array(own.prefix(max(1, own.count / 2))))
      expected.insert(Self.told(.entitySplit, "\(node.label) → \(part.label)"))
    default:
      node.kind = .organization
      draft.nodes[id] = node
      expected.insert(Self.told(.entityKind, "\(node.label) → \(node.label)"))
    }
  }

  private mutating func changeEdge(_ edit: Edit) {
    let picked: Int? =
      switch edit {
      case .makePrecise: edge { $0.date.map { $0.utf8.count < 10 } ?? false }
      case .redate: edge { $0.date != nil }
      case .becomeDated: edge { $0.date == nil }
      case .loseSource: edge(sentences: 2)
      default: edge()
      }
    guard let number = picked, var edge = draft.edges[number] else { return }
    let old = edge
    let kind: ChangeKind
    switch edit {
    case .redate:
      edge.date = "2040-0\(1 + numbers.below(9))-01"
      kind = .dateMoved
    case .makePrecise:
      edge.date = edge.date! + (edge.date!.utf8.count == 4 ? "-03" : "-15")
      kind = .datePrecise
    case .becomeDated:
      edge.date = "2041-06-0\(1 + numbers.below(9))"
      kind = .datePrecise
    case .changeModality:
      edge.modality = numbers.pick(
        [.occurred, .planned, .hypothetical, .denied].filter { $0 != old.modality })
      kind = .modality
    case .addSource:
      let article = GraphArticle(
        info: ArticleInfo(id: "new\(number)", date: "2035-01-01", sha256: "new\(number)"))
      draft.articles[article.info.id] = article
      edge.evidence.append(draft.sentence("source \(number)", in: article.info.id, &numbers))
      edge.weight += 1
      edge.confidence = 0.75
      kind = .evidenceNew
    case .loseSource:
      edge.evidence.remove(at: numbers.below(edge.evidence.count))
      edge.weight -= 1
      kind = .evidenceLost
    case .attribute:
      edge.accordingTo = numbers.pick(
        ["country:C1", "country:C2", "country:C3"].filter { $0 != old.accordingTo })
      kind = .attribution
    case .reword:
      edge.evidence[0].quote = edge.evidence[0].quote.replacing("hier soir", with: "ce matin")
      edge.evidence[0].end -= 1
      draft.articles[edge.evidence[0].article]!.info.sha256 += "-edited"
      kind = .evidenceReworded
    default:
      edge.confidence = 0.9
      edge.rule = "act.2"
      kind = .attributes
    }
    guard !isTaken(edge, but: number) else { return }
    edge.evidence.sort()
    draft.edges[number] = edge
    expect(kind, old)
  }

  private mutating func dropArticle() {
    let touched = Set(touchedEdges.flatMap { draft.edges[$0]?.evidence.map(\.article) ?? [] })
    guard let article = draft.articles.keys.sorted().first(where: { !touched.contains($0) }) else { return }
    draft.articles[article] = nil
    for (number, edge) in draft.edges where edge.evidence.contains(where: { $0.article == article }) {
      touchedEdges.insert(number)
      var left = edge
      left.evidence.removeAll { $0.article == article }
      left.weight = Double(left.evidence.count)
      expect(left.evidence.isEmpty ? .factGone : .evidenceLost, edge)
      draft.edges[number] = left.evidence.isEmpty ? nil : left
    }
  }
}

extension GraphDiff {
  /// What is told, in the terms of `Edits`, without what follows from articles alone.
  var told: Set<String> {
    var told: Set<String> = []
    for change in entities where !change.isOnlyRetold {
      for kind in change.kinds {
        told.insert(Edits.told(kind, "\(change.old?.label ?? "–") → \(change.new?.label ?? "–")"))
      }
    }
    for change in facts {
      for kind in change.kinds { told.insert(Edits.told(kind, Edits.name((change.old ?? change.new)!))) }
    }
    return told
  }
}
