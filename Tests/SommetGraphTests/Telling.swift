import SommetGraph

/// Short ways to write records of articles that never were.
func article(
  _ id: String, date: String? = nil, _ entities: [RecordedEntity] = [], meetings: [RecordedMeeting] = [],
  acts: [RecordedAct] = []
) -> Record {
  Record(
    article: ArticleInfo(id: id, date: date, dateSource: date == nil ? .none : .metadata), entities: entities,
    mentions: entities.indices.map {
      RecordedMention(start: 10 * $0, end: 10 * $0 + 4, entity: $0, form: "name", text: "nom\($0)")
    },
    meetings: meetings.map { meeting in
      var meeting = meeting
      for index in meeting.evidence.indices { meeting.evidence[index].article = id }
      return meeting
    },
    acts: acts.map { act in
      var act = act
      act.evidence.article = id
      return act
    })
}

func person(_ name: String, known: String? = nil, aliases: [String] = []) -> RecordedEntity {
  RecordedEntity(kind: .person, label: name, aliases: aliases, known: known)
}

func organization(_ name: String, known: String? = nil, aliases: [String] = []) -> RecordedEntity {
  RecordedEntity(kind: .organization, label: name, aliases: aliases, known: known)
}

func place(_ name: String, known: String? = nil, aliases: [String] = [], country: String? = nil)
  -> RecordedEntity
{
  RecordedEntity(
    kind: .place, label: name, aliases: aliases, known: known,
    attributes: country.map { ["country": $0] } ?? [:])
}

func country(_ name: String, known: String? = nil, aliases: [String] = []) -> RecordedEntity {
  RecordedEntity(kind: .country, label: name, aliases: aliases, known: known)
}

/// Each sentence has words of its own, unless they are given.
func said(_ sentence: Int, _ quote: String? = nil) -> Evidence {
  let quote = quote ?? "Ils se sont vus \(sentence) fois."
  return Evidence(
    article: "", sentence: sentence, start: 100 * sentence, end: 100 * sentence + quote.unicodeScalars.count,
    quote: quote, trigger: .init(start: 100 * sentence + 3, end: 100 * sentence + 5))
}

func meeting(
  _ label: String, named: Bool = false, _ modality: Modality = .occurred, date: String? = nil,
  place: Int? = nil,
  participants: [Int] = [], confidence: Double = 0.8
) -> RecordedMeeting {
  RecordedMeeting(
    label: label, isNamed: named, modality: modality, date: date, place: place, participants: participants,
    confidence: confidence, rule: "meeting.1", evidence: [said(1, "Il y a eu : \(label).")])
}

func act(
  _ relation: Relation, _ source: Int, _ target: RecordedAct.Target, _ modality: Modality = .occurred,
  date: String? = nil, content: String? = nil, concerns: [Int] = [], title: String? = nil,
  accordingTo: Int? = nil,
  confidence: Double = 0.5, rule: String = "act.1", sentence: Int = 0, quote: String? = nil
) -> RecordedAct {
  RecordedAct(
    relation: relation, source: source, target: target, modality: modality, date: date, content: content,
    concerns: concerns, title: title, accordingTo: accordingTo, confidence: confidence, rule: rule,
    evidence: said(sentence, quote))
}

func graph(_ records: Record...) throws -> Graph { try graph(records) }

func graph(_ records: [Record]) throws -> Graph {
  var builder = GraphBuilder()
  for record in records { try builder.add(record) }
  return builder.graph()
}

extension Graph {
  func ids(_ kind: NodeKind) -> [String] { nodes.filter { $0.kind == kind }.map(\.id) }

  func edges(_ relation: Relation) -> [Edge] { edges.filter { $0.relation == relation } }
}
