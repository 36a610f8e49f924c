import SommetGraph

/// Writes events as PLOVER's JSON objects.
struct PloverWriter<Source: GraphReading> {
  private let graph: Source
  private let options: PloverLines
  private var actors: PloverActors<Source>
  private let vocabulary = PloverVocabulary.shared

  init(_ graph: Source, _ options: PloverLines) {
    self.graph = graph
    self.options = options
    actors = PloverActors(graph)
  }

  /// An event on one line; nil when it has no type or no day.
  mutating func line(_ event: PloverEvent, _ summary: inout PloverLines.Summary) throws -> String? {
    guard let type = event.code.type, let quad = vocabulary.types[type]?.quad else {
      summary.untyped += 1
      return nil
    }
    let article = try event.evidence.first.flatMap { try graph.article($0.article) }
    guard let day = day(of: event, article?.info) else {
      summary.undated += 1
      return nil
    }
    var fields = [("id", JSONText.string(event.id)), ("has_event", "true")]
    fields += [("date", JSONText.string(day.range.first))]
    if !day.range.isDay { fields.append(("enddate", JSONText.string(day.range.last))) }
    fields.append(("date_source", JSONText.string(day.source)))
    fields.append(("actor", array(try event.actors.compactMap { try actors.object($0) })))
    let recipients = try event.recipients.compactMap { try actors.object($0) }
    fields.append(("recipient", array(recipients)))
    fields += [
      ("event", JSONText.array([type])), ("mode", JSONText.array(event.code.modes)),
      ("context", JSONText.array(event.code.auxiliaries + event.code.contexts)),
      ("event_text", JSONText.array(Self.triggers(event.evidence))),
    ]
    if let place = try event.place.flatMap({ try graph.node($0) }) {
      fields.append(("event_loc", location(place)))
    }
    fields.append(("quad_code", "\(quad.rawValue)"))
    if let score = vocabulary.score(of: type, modes: event.code.modes) {
      fields.append(("event_scale", JSONText.number(score)))
    }
    if let meeting = event.meeting { fields.append(("link", JSONText.string(meeting))) }
    if let piece = event.evidence.first {
      if options.withText { fields.append(("text", JSONText.string(piece.quote))) }
      fields.append(
        (
          "text_info",
          JSONText.object([
            ("sequence", "\(piece.sentence)"), ("start", "\(piece.start)"), ("end", "\(piece.end)"),
          ])
        ))
    }
    fields.append(("cite_info", citation(article?.info, event.evidence.first?.article)))
    fields += own(event)
    summary.events += 1
    return JSONText.object(fields)
  }

  private func array(_ objects: [String]) -> String { "[" + objects.joined(separator: ", ") + "]" }

  // MARK: - Days

  private func day(of event: PloverEvent, _ article: ArticleInfo?) -> (range: DateRange, source: String)? {
    if let date = event.date { return DateRange(date).map { ($0, "text") } }
    // What lies long back was not done on the day that tells of it.
    guard options.undated == .publication, !event.code.auxiliaries.contains("historical"),
      let range = article?.date.flatMap({ DateRange($0) }), range.isDay
    else { return nil }
    return (range, "publication")
  }

  // MARK: - Parts

  /// The words that tell, each once.
  private static func triggers(_ evidence: [Evidence]) -> [String] {
    var seen: Set<String> = []
    return evidence.compactMap { piece in
      let scalars = Array(piece.quote.unicodeScalars)
      let range =
        piece.trigger.start - piece.start..<max(piece.trigger.start, piece.trigger.end) - piece.start
      guard range.lowerBound >= 0, range.upperBound <= scalars.count, !range.isEmpty else { return nil }
      let words = String(String.UnicodeScalarView(scalars[range]))
      return seen.insert(words).inserted ? words : nil
    }
  }

  private func location(_ place: Node) -> String {
    var fields = [("extracted_place", JSONText.string(place.label))]
    for (name, attribute) in [("lat", "latitude"), ("lon", "longitude")] {
      if let number = place.attributes[attribute].flatMap({ $0.number ?? $0.string.flatMap(Double.init) }) {
        fields.append((name, JSONText.number(number)))
      }
    }
    if place.kind == .country { fields.append(("country", JSONText.string(place.label))) }
    let iso = (place.attributes["country"] ?? place.attributes["iso3166"])?.string
    // A seat of power has the code of its state: "Maison Blanche".
    let own = place.attributes["code"]?.string
    let state = own.flatMap { vocabulary.bodies.contains($0) ? nil : $0 }
    if let code = iso.flatMap(CountryCode.alpha3) ?? state {
      fields.append(("country_code", JSONText.string(code)))
    }
    if place.kind == .country { fields.append(("resolution", "1")) }
    return JSONText.object(fields)
  }

  private func citation(_ article: ArticleInfo?, _ id: String?) -> String {
    var fields: [(String, String)] = []
    func add(_ name: String, _ value: String?) {
      if let value { fields.append((name, JSONText.string(value))) }
    }
    add("citation", id)
    add("url", article?.url)
    add("title", article?.title)
    add("language", article?.language.split(separator: "-").first.map(String.init))
    add("publication", article?.source)
    add("coder", Self.coder)
    add("codebook", Self.codebook)
    add("version", Self.version)
    return JSONText.object(fields)
  }

  /// What the graph knows beyond PLOVER.
  private func own(_ event: PloverEvent) -> [(String, String)] {
    var fields = [
      ("coder", JSONText.string(Self.coder)), ("modality", JSONText.string(event.modality.rawValue)),
    ]
    if let content = event.content { fields.append(("content", JSONText.string(content))) }
    if let sayer = event.accordingTo { fields.append(("according_to", JSONText.string(sayer))) }
    fields += [
      ("confidence", JSONText.number(event.confidence)), ("rule", JSONText.string(event.code.rule)),
      ("edges", JSONText.array(event.edges)),
    ]
    return fields
  }

  private static var coder: String { "Sommet" }
  private static var codebook: String { "PLOVER" }
  /// Of the codebook.
  private static var version: String { "2.0 draft of 2024-02-04" }
}
