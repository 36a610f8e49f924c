import SommetGraph

/// Where nodes are told of: the places in articles that say something of them, and the neighbours they have.
///
/// A place is known by its words, not by its offset, so that an article that was edited elsewhere keeps its places.
struct Sightings {
  /// A role in what a sentence says, or a mention.
  struct Place: Hashable {
    let article: String
    let quote: String
    /// Of the trigger or the mention, from the start of the quote or the text.
    let offset: Int
    let relation: Relation
    /// Source, target, either (of a symmetric relation) or mentioned.
    let role: UInt8
  }

  struct Neighbour: Hashable {
    let relation: Relation
    let role: UInt8
    /// Id of a node that both graphs have.
    let node: String
  }

  private(set) var nodes: [Place: Set<String>] = [:]
  private(set) var places: [String: Set<Place>] = [:]
  private(set) var neighbours: [String: Set<Neighbour>] = [:]

  /// - Parameter isCommon: whether both graphs have a node of that id.
  init(edges: [Edge], mentions: [GraphArticle], isCommon: (String) -> Bool) {
    for edge in edges {
      let roles: (UInt8, UInt8) = edge.isSymmetric ? (2, 2) : (0, 1)
      for piece in edge.evidence {
        note(edge.source, piece, edge.relation, roles.0)
        note(edge.target, piece, edge.relation, roles.1)
      }
      for (node, other, role) in [(edge.source, edge.target, roles.0), (edge.target, edge.source, roles.1)]
      where isCommon(other) {
        neighbours[node, default: []].insert(Neighbour(relation: edge.relation, role: role, node: other))
      }
    }
    for article in mentions {
      for mention in article.mentions {
        note(
          mention.node,
          Place(
            article: article.info.id, quote: mention.text, offset: mention.start, relation: .untyped, role: 3)
        )
      }
    }
  }

  private mutating func note(_ node: String, _ piece: Evidence, _ relation: Relation, _ role: UInt8) {
    note(
      node,
      Place(
        article: piece.article, quote: piece.quote, offset: piece.trigger.start - piece.start,
        relation: relation, role: role))
  }

  private mutating func note(_ node: String, _ place: Place) {
    nodes[place, default: []].insert(node)
    places[node, default: []].insert(place)
  }
}
