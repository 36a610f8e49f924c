/// What a node is.
public enum NodeKind: String, Sendable, Codable, CaseIterable {
  case person, organization, country, place, meeting, date, topic
}

/// What an edge says.
public enum Relation: String, Sendable, Codable, CaseIterable {
  case met, proposed, warned
  case attended
  case heldOn = "held_on"
  case heldIn = "held_in"
  case holdsOffice = "holds_office"
  case urged, rejected, accused, supported, agreed, concerns

  /// Whether the edge reads the same both ways.
  public var isSymmetric: Bool { self == .met }
}

/// Whether an act happened.
public enum Modality: String, Sendable, Codable, CaseIterable {
  /// Has happened or is happening.
  case occurred
  /// Announced, scheduled.
  case planned
  /// Possible, conditional, wished, rumoured.
  case hypothetical
  /// Negated, refused, cancelled.
  case denied
}
