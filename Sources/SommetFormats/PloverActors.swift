import SommetGraph

/// The nodes of a graph as PLOVER's actors: country or union, sector, name, post.
///
/// What was looked up is kept, since the same few act again and again.
struct PloverActors<Source: GraphReading> {
  private let graph: Source
  private let sectors = PloverSectors.shared
  private var known: [String: String?] = [:]

  init(_ graph: Source) { self.graph = graph }

  /// An actor as JSON; nil when the node is none (a place, a topic) or not in the graph.
  mutating func object(_ id: String) throws -> String? {
    if let object = known[id] { return object }
    let object = try graph.node(id).flatMap { try describe($0) }
    known[id] = .some(object)
    return object
  }

  private struct Actor {
    var code: String?
    var sector: String?
    var office: String?
  }

  private func describe(_ node: Node) throws -> String? {
    let actor: Actor
    switch node.kind {
    case .country: actor = Actor(code: Self.code(ofCountry: node))
    case .organization: actor = body(node)
    case .person: actor = try person(node)
    default: return nil
    }
    var fields: [(String, String)] = []
    func add(_ name: String, _ value: String?) {
      if let value { fields.append((name, JSONText.string(value))) }
    }
    add("code", actor.code)
    add("sector", actor.sector)
    add("entity_text", node.label)
    add("identifier_text", node.id)
    add("office", actor.office)
    return JSONText.object(fields)
  }

  static func code(ofCountry node: Node) -> String? {
    node.attributes["iso3166"]?.string.flatMap(CountryCode.alpha3)
  }

  private func body(_ node: Node) -> Actor {
    Actor(
      code: node.attributes["code"]?.string,
      sector: node.attributes["sector"]?.string
        ?? (node.attributes["code"] == nil ? sectors.sector(ofBody: node.label) : nil))
  }

  /// What the table of office holders says of a person.
  private func known(_ node: Node) -> Actor {
    let country = node.attributes["country"]?.string.flatMap(CountryCode.alpha3)
    return Actor(code: country ?? node.attributes["code"]?.string, sector: node.attributes["sector"]?.string)
  }

  /// A person is what the posts are that the graph tells of: all at one country or union, else nothing is said.
  private func person(_ node: Node) throws -> Actor {
    var posts: [Edge] = []
    try graph.forEachEdge(from: node.id) { edge in
      if edge.relation == .holdsOffice, edge.modality == .occurred { posts.append(edge) }
      return .continue
    }
    let held = try posts.compactMap { post in
      try graph.node(post.target).map { served in
        var actor = served.kind == .country ? Actor(code: Self.code(ofCountry: served)) : body(served)
        if served.kind == .country { actor.sector = post.title.flatMap(sectors.sector(ofPost:)) }
        actor.office = post.title
        return (weight: post.weight, actor: actor)
      }
    }
    let codes = Set(held.compactMap(\.actor.code))
    let named = Set(held.compactMap(\.actor.sector))
    guard codes.count <= 1 else { return Actor() }
    if held.isEmpty { return known(node) }
    let best = held.enumerated().max { a, b in
      a.element.weight == b.element.weight ? a.offset > b.offset : a.element.weight < b.element.weight
    }
    return Actor(
      code: codes.first, sector: named.count == 1 ? named.first : nil, office: best?.element.actor.office)
  }
}
