/// What an act is in the terms of PLOVER 2.0: type, modes, auxiliary modes, contexts.
///
/// All are codes of `PloverVocabulary`, lists in its order. `Entity` is how the one who acts is named: by index in a record, by the
/// node's id in a graph.
///
/// Source: manual of the draft of PLOVER 2.0, <https://github.com/openeventdata/PLOVER>.
public struct PloverCode<Entity: Sendable & Hashable & Codable>: Sendable, Hashable {
  /// `CONSULT`, `THREATEN`, …; nil when PLOVER has no type for the act, as for a warning that does not threaten.
  public var type: String?
  public var modes: [String]
  /// `historical`, `future`, `hypothetical`, `negation`: what the type itself does not say.
  public var auxiliaries: [String]
  public var contexts: [String]
  /// Who visits, asks for a meeting or refuses it, where edges do not tell; empty when all act on equal terms or the edge's
  /// source does.
  public var actors: [Entity]
  /// The row of the tables that gave the type.
  public var rule: String

  public init(
    type: String?, modes: [String] = [], auxiliaries: [String] = [], contexts: [String] = [],
    actors: [Entity] = [], rule: String = ""
  ) {
    self.type = type
    self.modes = modes
    self.auxiliaries = auxiliaries
    self.contexts = contexts
    self.actors = actors
    self.rule = rule
  }

  /// The same code with the actors under other names.
  public func naming<Other>(_ name: (Entity) throws -> Other) rethrows -> PloverCode<Other> {
    try PloverCode<Other>(
      type: type, modes: modes, auxiliaries: auxiliaries, contexts: contexts, actors: actors.map(name),
      rule: rule)
  }
}

extension PloverCode: Codable {
  enum CodingKeys: String, CodingKey {
    case type, rule
    case modes = "mode"
    case auxiliaries = "auxiliary"
    case contexts = "context"
    case actors = "actor"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    type = try values.decodeIfPresent(String.self, forKey: .type)
    modes = try values.decodeIfPresent([String].self, forKey: .modes) ?? []
    auxiliaries = try values.decodeIfPresent([String].self, forKey: .auxiliaries) ?? []
    contexts = try values.decodeIfPresent([String].self, forKey: .contexts) ?? []
    actors = try values.decodeIfPresent([Entity].self, forKey: .actors) ?? []
    rule = try values.decodeIfPresent(String.self, forKey: .rule) ?? ""
  }

  /// What is empty is left out.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeIfPresent(type, forKey: .type)
    if !modes.isEmpty { try values.encode(modes, forKey: .modes) }
    if !auxiliaries.isEmpty { try values.encode(auxiliaries, forKey: .auxiliaries) }
    if !contexts.isEmpty { try values.encode(contexts, forKey: .contexts) }
    if !actors.isEmpty { try values.encode(actors, forKey: .actors) }
    if !rule.isEmpty { try values.encode(rule, forKey: .rule) }
  }
}

extension PloverCode where Entity: Comparable {
  /// The code of an act that is told several times, the surest telling first.
  ///
  /// The first telling with a type decides; modes and actors that it does not tell are those of the first of the same type that
  /// does; contexts are those of all.
  package static func merged(_ codes: [PloverCode]) -> PloverCode? {
    guard var code = codes.first(where: { $0.type != nil }) ?? codes.first else { return nil }
    let alike = codes.filter { $0.type == code.type }
    if code.modes.isEmpty, let told = alike.first(where: { !$0.modes.isEmpty }) {
      code.modes = told.modes
      code.actors = told.actors
    }
    if code.actors.isEmpty {
      code.actors = alike.first { $0.modes == code.modes && !$0.actors.isEmpty }?.actors ?? []
    }
    code.contexts = PloverVocabulary.shared.ordered(codes.flatMap(\.contexts))
    code.actors = Set(code.actors).sorted()
    return code
  }
}
