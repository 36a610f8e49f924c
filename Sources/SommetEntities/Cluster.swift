import SommetText

/// One entity in the making.
struct Cluster: Sendable {
  var kind: EntityKind
  /// Index into `Gazetteer.entities`.
  var known: Int32?
  /// The spellings found as names, with how often, in order of appearance.
  var spellings: [String] = []
  var person: PersonName?
  var gender: Gender?
  /// The first word of a body's name, folded: a common noun that may take it up.
  var noun: String?

  mutating func add(_ spelling: String) {
    if !spellings.contains(spelling) { spellings.append(spelling) }
  }
}
