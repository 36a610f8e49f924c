/// What was read out of one article, before anything is known of other articles: one line of `sommet extract`.
///
/// A record is a pure function of the article's text and metadata. `merge` folds records into a graph, in any
/// order, to the same bytes. Entities, meetings and acts point at one another by index within the record.
/// Offsets are Unicode scalars, half-open, in the article's text as it was read.
public struct Record: Sendable, Hashable, Codable {
  /// Of the record's form; raised when a field changes its meaning.
  public static let currentVersion = 1

  public var version: Int
  public var article: ArticleInfo
  /// Of the article's own text; nil when there is too little of it. Copies are found by it.
  public var signature: TextSignature?
  public var times: [RecordedTime]
  public var entities: [RecordedEntity]
  public var mentions: [RecordedMention]
  public var meetings: [RecordedMeeting]
  public var acts: [RecordedAct]

  public init(
    article: ArticleInfo, signature: TextSignature? = nil, times: [RecordedTime] = [],
    entities: [RecordedEntity] = [],
    mentions: [RecordedMention] = [], meetings: [RecordedMeeting] = [], acts: [RecordedAct] = []
  ) {
    self.version = Self.currentVersion
    self.article = article
    self.signature = signature
    self.times = times
    self.entities = entities
    self.mentions = mentions
    self.meetings = meetings
    self.acts = acts
  }
}

/// What is known of an article as a whole.
public struct ArticleInfo: Sendable, Hashable, Codable {
  public enum DateSource: String, Sendable, Codable {
    case metadata, text, inferred, none
  }

  /// File name without extension, unique in a corpus.
  public var id: String
  public var title: String?
  /// Publication day, ISO 8601.
  public var date: String?
  public var dateSource: DateSource
  /// BCP 47 tag.
  public var language: String
  /// Of the text as read, in UTF-8; lowercase hexadecimal.
  public var sha256: String
  public var source: String?
  public var url: String?
  public var author: String?

  public init(
    id: String, title: String? = nil, date: String? = nil, dateSource: DateSource = .none,
    language: String = "fr",
    sha256: String = "", source: String? = nil, url: String? = nil, author: String? = nil
  ) {
    self.id = id
    self.title = title
    self.date = date
    self.dateSource = dateSource
    self.language = language
    self.sha256 = sha256
    self.source = source
    self.url = url
    self.author = author
  }

  enum CodingKeys: String, CodingKey {
    case id, title, date, language, sha256, source, url, author
    case dateSource = "date_source"
  }
}

public struct RecordedTime: Sendable, Hashable, Codable {
  public var start: Int
  public var end: Int
  public var text: String
  /// ISO 8601; nil when unresolved.
  public var value: String?

  public init(start: Int, end: Int, text: String, value: String?) {
    self.start = start
    self.end = end
    self.text = text
    self.value = value
  }
}

public struct RecordedEntity: Sendable, Hashable, Codable {
  /// One of person, organization, country, place.
  public var kind: NodeKind
  public var label: String
  public var aliases: [String]
  /// Identifier of a known entity ("country:UA"): the same in every article.
  public var known: String?
  public var attributes: [String: String]

  public init(
    kind: NodeKind, label: String, aliases: [String] = [], known: String? = nil,
    attributes: [String: String] = [:]
  ) {
    self.kind = kind
    self.label = label
    self.aliases = aliases
    self.known = known
    self.attributes = attributes
  }
}

public struct RecordedMention: Sendable, Hashable, Codable {
  public var start: Int
  public var end: Int
  /// Index into the record's entities.
  public var entity: Int
  /// name, description or pronoun.
  public var form: String
  /// The article's text between `start` and `end`.
  public var text: String
  /// Identifier of the rule that made the link, nil when it is not known.
  public var rule: String?

  public init(start: Int, end: Int, entity: Int, form: String, text: String = "", rule: String? = nil) {
    self.start = start
    self.end = end
    self.entity = entity
    self.form = form
    self.text = text
    self.rule = rule
  }
}

/// One meeting as the article tells it: its mentions in the article are folded already.
public struct RecordedMeeting: Sendable, Hashable, Codable {
  /// A name of its own ("Sommet de l'Otan à La Haye") or a head noun phrase ("visioconférence des chefs d'état-major").
  public var label: String
  /// Whether the label is a name that others would use too.
  public var isNamed: Bool
  public var modality: Modality
  /// ISO 8601 day, month, year or interval.
  public var date: String?
  /// Index of the place's or country's entity.
  public var place: Int?
  /// Indices of entities, ascending.
  public var participants: [Int]
  /// Confidence, 0…1.
  public var confidence: Double
  public var rule: String
  /// One piece for each sentence that tells of it.
  public var evidence: [Evidence]
  /// What it is in the terms of PLOVER; nil when nobody has said.
  public var plover: PloverCode<Int>?

  public init(
    label: String, isNamed: Bool = false, modality: Modality, date: String? = nil, place: Int? = nil,
    participants: [Int] = [], confidence: Double = 1, rule: String, evidence: [Evidence],
    plover: PloverCode<Int>? = nil
  ) {
    self.label = label
    self.isNamed = isNamed
    self.modality = modality
    self.date = date
    self.place = place
    self.participants = participants
    self.confidence = confidence
    self.rule = rule
    self.evidence = evidence
    self.plover = plover
  }
}

/// One act as one sentence tells it.
///
/// `attended`, `held_on` and `held_in` follow from meetings and `concerns` from topics; they are no acts.
public struct RecordedAct: Sendable, Hashable, Codable {
  public var relation: Relation
  /// Index of the acting entity.
  public var source: Int
  public var target: Target
  public var modality: Modality
  /// ISO 8601 day, month, year or interval of the act.
  public var date: String?
  /// The words that say what; for acts other than `met`.
  public var content: String?
  /// Indices of the entities that the content names, in text order; each becomes `concerns`.
  public var concerns: [Int]
  /// For `holds_office`: the post.
  public var title: String?
  /// Index of the entity that says so; nil when the article itself does.
  public var accordingTo: Int?
  public var confidence: Double
  public var rule: String
  public var evidence: Evidence
  /// What it is in the terms of PLOVER; nil for `holds_office`.
  public var plover: PloverCode<Int>?

  public enum Target: Sendable, Hashable, Codable {
    case entity(Int)
    case meeting(Int)
    /// What is proposed, warned about…: the head noun phrase.
    case topic(String)
  }

  public init(
    relation: Relation, source: Int, target: Target, modality: Modality, date: String? = nil,
    content: String? = nil, concerns: [Int] = [], title: String? = nil, accordingTo: Int? = nil,
    confidence: Double = 1, rule: String, evidence: Evidence,
    plover: PloverCode<Int>? = nil
  ) {
    self.relation = relation
    self.source = source
    self.target = target
    self.modality = modality
    self.date = date
    self.content = content
    self.concerns = concerns
    self.title = title
    self.accordingTo = accordingTo
    self.confidence = confidence
    self.rule = rule
    self.evidence = evidence
    self.plover = plover
  }

  enum CodingKeys: String, CodingKey {
    case relation, source, target, modality, date, content, concerns, title, confidence, rule, evidence
    case plover
    case accordingTo = "according_to"
  }
}

/// The sentence that says so.
public struct Evidence: Sendable, Hashable, Codable {
  public struct Trigger: Sendable, Hashable, Codable {
    public var start: Int
    public var end: Int

    public init(start: Int, end: Int) {
      self.start = start
      self.end = end
    }
  }

  /// The article's id.
  public var article: String
  /// Number of the sentence in the article, from 0.
  public var sentence: Int
  public var start: Int
  public var end: Int
  /// The article's text between `start` and `end`.
  public var quote: String
  /// The word or words that made the rule fire.
  public var trigger: Trigger

  public init(article: String, sentence: Int, start: Int, end: Int, quote: String, trigger: Trigger) {
    self.article = article
    self.sentence = sentence
    self.start = start
    self.end = end
    self.quote = quote
    self.trigger = trigger
  }
}
