import SommetGraph

/// A resource of RDF and what is said of it, before it is written in some syntax.
struct RDFResource {
  enum Value {
    /// An IRI, in full.
    case iri(String)
    /// A name with a prefix of `RDF.prefixes`.
    case name(String)
    case text(String)
    /// Text with a datatype of XML Schema: `integer`, `double`, `boolean`, `date`.
    case typed(String, String)
    /// A resource without a name of its own.
    case inner(RDFResource)
  }

  /// nil for a resource without a name.
  var iri: String?
  /// Names with a prefix, or IRIs.
  var types: [Value] = []
  /// By a name with a prefix; in the order in which they are written.
  var properties: [(name: String, value: Value)] = []

  mutating func add(_ name: String, _ value: Value) { properties.append((name, value)) }

  mutating func add(_ name: String, text: String?) {
    if let text { properties.append((name, .text(text))) }
  }
}

/// What a graph says in RDF, in terms of schema.org, the Simple Event Model, PROV-O and Web Annotation.
///
/// - A node is a `schema:Person`, `schema:Organization`, `schema:Country`, `schema:Place`, `schema:Event` and so on, and a
///   `sem:Actor`, `sem:Place`, `sem:Event` or `sem:Time`.
/// - An edge is an `rdf:Statement` with subject, predicate and object; an act is a `sem:Event` as well. What has happened
///   is also said directly (`<a> voc:met <b>`); what is planned, possible or denied is only stated.
/// - A sentence is a `prov:Entity` and an `oa:SpecificResource` of the article, with a `oa:TextPositionSelector` (Unicode
///   scalars, half-open) and an `oa:TextQuoteSelector`; the edge `prov:wasDerivedFrom` it.
///
/// Sources: <https://schema.org>, <https://semanticweb.cs.vu.nl/2009/11/sem/>, <https://www.w3.org/TR/prov-o/>,
/// <https://www.w3.org/TR/annotation-model/#selectors>.
enum RDF {
  static let prefixes: [(name: String, iri: String)] = [
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("voc", "urn:sommet:vocabulary:"),
  ]

  /// Articles, nodes and edges, each as a resource, in canonical order.
  static func forEachResource(
    of graph: some GraphReading, _ body: (RDFResource) throws -> Void
  ) throws {
    try graph.forEachArticle {
      try body(resource($0))
      return .continue
    }
    try graph.forEachNode {
      try body(resource($0))
      return .continue
    }
    try graph.forEachEdge {
      try body(resource($0))
      if let direct = statement($0) { try body(direct) }
      return .continue
    }
  }

  // MARK: - Names

  /// `urn:sommet:node:person:lea-roux`; what an IRI may not hold is in percent.
  static func iri(_ space: StaticString, _ id: String) -> String {
    var output = TextOutput()
    // Writing to memory does not fail.
    try? output.write("urn:sommet:\(space):")
    try? output.write(id, .iri)
    return output.text
  }

  private static func node(_ id: String) -> RDFResource.Value { .iri(iri("node", id)) }

  private static func term(_ name: String) -> RDFResource.Value {
    .iri(iri("vocabulary", name.isEmpty ? "related" : name))
  }

  // MARK: - Resources

  private static func resource(_ article: GraphArticle) -> RDFResource {
    let info = article.info
    var resource = RDFResource(iri: iri("article", info.id), types: [.name("schema:NewsArticle")])
    resource.add("schema:identifier", text: info.id)
    resource.add("schema:headline", text: info.title)
    if let date = info.date { resource.add("schema:datePublished", day(date)) }
    resource.add("schema:inLanguage", text: info.language)
    resource.add("schema:publisher", text: info.source)
    resource.add("schema:author", text: info.author)
    resource.add("schema:url", text: info.url)
    resource.add("voc:sha256", text: info.sha256.isEmpty ? nil : info.sha256)
    if let original = article.duplicateOf {
      resource.add("prov:wasDerivedFrom", .iri(iri("article", original)))
    }
    return resource
  }

  private static func resource(_ node: Node) -> RDFResource {
    var resource = RDFResource(iri: iri("node", node.id), types: types(node.kind))
    resource.add("schema:identifier", text: node.id)
    resource.add("rdfs:label", text: node.label)
    for alias in node.aliases { resource.add("schema:alternateName", text: alias) }
    for article in node.articles { resource.add("schema:subjectOf", .iri(iri("article", article))) }
    if let day = node.firstSeen { resource.add("voc:first_seen", self.day(day)) }
    if let day = node.lastSeen { resource.add("voc:last_seen", self.day(day)) }
    if node.kind == .date { addTime(node.label, to: &resource) }
    add(node.attributes, to: &resource)
    return resource
  }

  private static func types(_ kind: NodeKind) -> [RDFResource.Value] {
    switch kind {
    case .person: [.name("schema:Person"), .name("sem:Actor")]
    case .organization: [.name("schema:Organization"), .name("sem:Actor")]
    case .country: [.name("schema:Country"), .name("sem:Actor"), .name("sem:Place")]
    case .place: [.name("schema:Place"), .name("sem:Place")]
    case .meeting: [.name("schema:Event"), .name("sem:Event")]
    case .date: [.name("sem:Time")]
    case .topic: [.name("schema:Thing")]
    case .untyped: [.name("schema:Thing")]
    default: [.name("schema:Thing"), term(kind.rawValue)]
    }
  }

  private static func resource(_ edge: Edge) -> RDFResource {
    var resource = RDFResource(iri: iri("edge", edge.key), types: [.name("rdf:Statement")])
    let isAct = edge.relation.isKnown && !frames.contains(edge.relation)
    if isAct { resource.types.append(.name("sem:Event")) }
    resource.add("schema:identifier", text: edge.key)
    resource.add("rdf:subject", node(edge.source))
    resource.add("rdf:predicate", term(edge.relation.rawValue))
    resource.add("rdf:object", node(edge.target))
    if isAct {
      resource.add("sem:eventType", term(edge.relation.rawValue))
      resource.add("sem:hasActor", node(edge.source))
    }
    resource.add("voc:modality", text: edge.modality == .unstated ? nil : edge.modality.rawValue)
    if let date = edge.date { addTime(date, to: &resource) }
    resource.add("schema:text", text: edge.content)
    if let sayer = edge.accordingTo { resource.add("sem:accordingTo", node(sayer)) }
    resource.add("schema:roleName", text: edge.title)
    resource.add("voc:weight", number(edge.weight))
    resource.add("voc:confidence", .typed(JSONText.number(edge.confidence), "double"))
    resource.add("voc:rule", text: edge.rule.isEmpty ? nil : edge.rule)
    for field in edge.plover?.fields ?? [] { resource.add("voc:" + field.name, text: field.value) }
    add(edge.attributes, to: &resource)
    for piece in edge.evidence { resource.add("prov:wasDerivedFrom", .inner(self.resource(piece))) }
    return resource
  }

  /// Relations that frame an event or a post rather than tell an act.
  private static let frames: Set<Relation> = [.attended, .heldOn, .heldIn, .holdsOffice, .concerns]

  /// What an edge says, when it has happened, as one plain statement.
  private static func statement(_ edge: Edge) -> RDFResource? {
    guard edge.modality == .occurred else { return nil }
    switch edge.relation {
    case .attended:
      return RDFResource(
        iri: iri("node", edge.target), properties: [("sem:hasActor", node(edge.source))])
    case .heldIn:
      return RDFResource(
        iri: iri("node", edge.source), properties: [("sem:hasPlace", node(edge.target))])
    case .heldOn:
      return RDFResource(
        iri: iri("node", edge.source), properties: [("sem:hasTime", node(edge.target))])
    default:
      guard edge.relation.isKnown else { return nil }
      return RDFResource(
        iri: iri("node", edge.source), properties: [("voc:" + edge.relation.rawValue, node(edge.target))])
    }
  }

  private static func resource(_ piece: Evidence) -> RDFResource {
    var position = RDFResource(types: [.name("oa:TextPositionSelector")])
    position.add("oa:start", .typed("\(piece.start)", "integer"))
    position.add("oa:end", .typed("\(piece.end)", "integer"))
    var quote = RDFResource(types: [.name("oa:TextQuoteSelector")])
    quote.add("oa:exact", text: piece.quote)
    var trigger = RDFResource(types: [.name("oa:TextPositionSelector")])
    trigger.add("oa:start", .typed("\(piece.trigger.start)", "integer"))
    trigger.add("oa:end", .typed("\(piece.trigger.end)", "integer"))
    var resource = RDFResource(types: [.name("prov:Entity"), .name("oa:SpecificResource")])
    resource.add("oa:hasSource", .iri(iri("article", piece.article)))
    resource.add("oa:hasSelector", .inner(position))
    resource.add("oa:hasSelector", .inner(quote))
    resource.add("voc:trigger", .inner(trigger))
    resource.add("voc:sentence", .typed("\(piece.sentence)", "integer"))
    return resource
  }

  // MARK: - Values

  /// A day as `xsd:date`; what is none as text.
  private static func day(_ text: String) -> RDFResource.Value {
    DateRange(text)?.isDay == true && text.utf8.count == 10 && !text.hasPrefix("0000")
      ? .typed(text, "date") : .text(text)
  }

  private static func addTime(_ date: String, to resource: inout RDFResource) {
    resource.add("voc:date", text: date)
    guard let range = DateRange(date), !range.first.hasPrefix("0000") else { return }
    resource.add("sem:hasBeginTimeStamp", .typed(range.first, "date"))
    resource.add("sem:hasEndTimeStamp", .typed(range.last, "date"))
  }

  private static func number(_ value: Double) -> RDFResource.Value {
    Int(exactly: value).map { .typed("\($0)", "integer") } ?? .typed(xsd(value), "double")
  }

  private static func xsd(_ value: Double) -> String {
    value.isFinite ? JSONText.number(value) : AttributeValue.double(value).description
  }

  private static func add(_ attributes: [String: AttributeValue], to resource: inout RDFResource) {
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
      var attribute = RDFResource(types: [.name("schema:PropertyValue")])
      attribute.add("schema:name", text: name)
      switch value {
      case .string(let text), .json(let text): attribute.add("schema:value", text: text)
      case .integer(let number): attribute.add("schema:value", .typed("\(number)", "integer"))
      case .double(let number): attribute.add("schema:value", .typed(xsd(number), "double"))
      case .boolean(let isTrue): attribute.add("schema:value", .typed(isTrue ? "true" : "false", "boolean"))
      }
      resource.add("schema:additionalProperty", .inner(attribute))
    }
  }
}
