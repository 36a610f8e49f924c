import SommetGraph

/// Where nodes are told of: the places in articles that say something of them, and the neighbours they have.
///
/// A place is known by its words, not by its offset, so that an article that was edited elsewhere keeps its places.
struct Sightings {
  /// A role in what a sentence says, or a mention.
  struct Place: Hashable {
    /// `Fingerprint.identity` of the article's id and of the sentence or mention.
    let article: UInt64
    let quote: UInt64
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

  /// Of nothing.
  init() {}

  /// - Parameter isCommon: whether both graphs have a node of that id.
  init(edges: [Edge], mentions: [GraphArticle], isCommon: (String) -> Bool) {
    for edge in edges {
      let roles: (UInt8, UInt8) = edge.isSymmetric ? (2, 2) : (0, 1)
      for piece in edge.evidence {
        for (node, role) in [(edge.source, roles.0), (edge.target, roles.1)] {
          note(node, Place(piece, relation: edge.relation, role: role))
        }
      }
      for (node, other, role) in [(edge.source, edge.target, roles.0), (edge.target, edge.source, roles.1)]
      where isCommon(other) {
        neighbours[node, default: []].insert(Neighbour(relation: edge.relation, role: role, node: other))
      }
    }
    for article in mentions {
      let id = Fingerprint.identity(article.info.id)
      for mention in article.mentions {
        note(
          mention.node,
          Place(
            article: id, quote: Fingerprint.identity(mention.text), offset: mention.start,
            relation: .untyped, role: 3))
      }
    }
  }

  private mutating func note(_ node: String, _ place: Place) {
    nodes[place, default: []].insert(node)
    places[node, default: []].insert(place)
  }
}

extension Sightings.Place {
  fileprivate init(_ piece: Evidence, relation: Relation, role: UInt8) {
    self.init(
      article: Fingerprint.identity(piece.article), quote: Fingerprint.identity(piece.quote),
      offset: piece.trigger.start - piece.start, relation: relation, role: role)
  }
}
