/// A temporal expression with its value.
///
/// Source of terms and values: TIMEX3 of TimeML (<https://timeml.github.io>), ISO 8601.
public struct TimeExpression: Sendable, Hashable {
  public enum Kind: String, Sendable, Codable {
    case date, datetime, time, daterange, datetimerange, timerange, duration, set
  }

  /// Where it stands in the text.
  public var span: Span
  /// The tokens it covers.
  public var tokens: Range<Int>
  public var kind: Kind
  /// ISO 8601 value at its own precision ("2025-08", "2024-12-18", "2025-06-24/2025-06-26"); nil when unresolved.
  public var value: String?
  /// Why there is no value; nil when there is one.
  public var unresolved: String?
  /// What the value was reckoned from: an ISO day, or nil for an absolute expression.
  public var anchor: String?
  /// How far it lies from the event that it hangs on, an ISO 8601 duration with its sign ("P2D" for "deux jours après
  /// la rencontre", "-P1D" for "à la veille du sommet"); nil for all others.
  public var offset: String?
  /// Identifier of the rule that fired.
  public var rule: String

  public init(
    span: Span, tokens: Range<Int>, kind: Kind, value: String?, unresolved: String? = nil,
    anchor: String? = nil, offset: String? = nil, rule: String
  ) {
    self.span = span
    self.tokens = tokens
    self.kind = kind
    self.value = value
    self.unresolved = unresolved
    self.anchor = anchor
    self.offset = offset
    self.rule = rule
  }
}

/// What a named entity is.
public enum EntityKind: String, Sendable, Codable, CaseIterable {
  case person, organization, country, place
}

/// How a mention refers.
public enum MentionForm: String, Sendable, Codable {
  case name, description, pronoun
}

/// A stretch of the text that refers to an entity.
public struct Mention: Sendable, Hashable {
  public var span: Span
  /// The tokens it covers, half-open.
  public var tokens: Range<Int>
  /// The token the others hang on.
  public var head: Int
  /// Index into `EntityAnnotations.entities`.
  public var entity: Int
  public var form: MentionForm
  /// Whether the mention stands for what the entity governs or speaks for ("Moscou a averti"); its entity is
  /// then the state or body already.
  public var isMetonym: Bool
  /// Identifier of the rule that made the link: "name.gazetteer", "office.table", "pronoun.subject".
  public var rule: String

  public init(
    span: Span, tokens: Range<Int>, head: Int, entity: Int, form: MentionForm, isMetonym: Bool = false,
    rule: String = ""
  ) {
    self.span = span
    self.tokens = tokens
    self.head = head
    self.entity = entity
    self.form = form
    self.isMetonym = isMetonym
    self.rule = rule
  }
}

/// One entity of an article.
public struct Entity: Sendable, Hashable {
  public var kind: EntityKind
  /// The fullest name in the article, or the known entity's French name.
  public var label: String
  /// Every other spelling found, sorted.
  public var aliases: [String]
  /// Identifier in our gazetteers ("country:UA", "organization:otan"); nil for entities known from the text only.
  public var known: String?
  /// Further facts for the node: `iso3166`, `latitude`, …
  public var attributes: [String: String]

  public init(
    kind: EntityKind, label: String, aliases: [String] = [], known: String? = nil,
    attributes: [String: String] = [:]
  ) {
    self.kind = kind
    self.label = label
    self.aliases = aliases
    self.known = known
    self.attributes = attributes
  }
}

/// That a person holds, or held, a post at a body.
public struct Office: Sendable, Hashable {
  /// Indices into `EntityAnnotations.entities`.
  public var holder: Int
  public var body: Int
  /// The post without country or body: "président", "ministre des Affaires étrangères".
  public var title: String
  /// "ancien président", "ex-ministre": never speaks for the body now.
  public var isPast: Bool
  /// From the title to the name: the tokens that say so.
  public var tokens: Range<Int>
  /// The token of the title's noun.
  public var trigger: Int
  public var rule: String

  public init(
    holder: Int, body: Int, title: String, isPast: Bool, tokens: Range<Int>, trigger: Int, rule: String
  ) {
    self.holder = holder
    self.body = body
    self.title = title
    self.isPast = isPast
    self.tokens = tokens
    self.trigger = trigger
    self.rule = rule
  }
}

/// Who and what an article speaks of: the result of entity resolution.
public struct EntityAnnotations: Sendable {
  /// In order of first mention.
  public var entities: [Entity]
  /// In document order; nested ones after the one that holds them.
  public var mentions: [Mention]
  public var offices: [Office]

  public init(entities: [Entity] = [], mentions: [Mention] = [], offices: [Office] = []) {
    self.entities = entities
    self.mentions = mentions
    self.offices = offices
  }
}
