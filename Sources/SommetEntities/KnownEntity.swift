import SommetText

/// An entity of the gazetteers.
struct KnownEntity: Sendable {
  /// "country:UA", "organization:otan", "place:bruxelles", "person:volodymyr-zelensky".
  let id: String
  let kind: EntityKind
  let label: String
  var attributes: [String: String] = [:]
  /// Common nouns that may take it up ("l'alliance"), folded.
  var nouns: Set<String> = []
  var gender: Gender?
  /// For a state: whether "le dirigeant" is its head of government.
  var isLedByGovernment = false
}

/// One way to write a known entity, or a word that points to it.
struct Surface: Sendable {
  enum Form: Sendable, Hashable {
    /// A name that suffices.
    case name
    /// A short form that counts only as "la Commission".
    case short
    /// A name that loses its article after "au", "du": "Le Caire".
    case contracted
    /// A city that may stand for a state.
    case capital
    /// "ukrainien"; capitalised, the people.
    case adjective
    /// A palace that stands for its state.
    case seat
  }

  /// Index into `Gazetteer.entities`: for a capital or seat the place, for an adjective the state.
  let entity: Int32
  let form: Form
  /// For a capital or seat: what it stands for.
  var standsFor: Int32 = -1
  /// Written in capitals throughout ("UE"): only matches capitals.
  var isUpper = false
  /// May be written without a capital.
  var isLower = false
  var gender: Gender?
  var isPlural = false
}

/// A dated post of a well-known person.
struct Post: Sendable {
  let person: Int32
  let title: String
  let titleKey: String
  let kind: Title.Class
  let body: Int32
  /// ISO days; an empty start or end is open.
  let start: String
  let end: String

  /// Whether it was held on a day; any day will do when the day is not known.
  func holds(on day: String?) -> Bool {
    guard let day else { return end.isEmpty }
    return (start.isEmpty || start <= day) && (end.isEmpty || day < end)
  }
}
