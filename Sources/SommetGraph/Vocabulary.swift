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

/// Kinds, relations and modalities are ordered as they are declared.
extension NodeKind: Comparable {
  public static func < (a: NodeKind, b: NodeKind) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .person: 0
    case .organization: 1
    case .country: 2
    case .place: 3
    case .meeting: 4
    case .date: 5
    case .topic: 6
    }
  }
}

extension Relation: Comparable {
  public static func < (a: Relation, b: Relation) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .met: 0
    case .proposed: 1
    case .warned: 2
    case .attended: 3
    case .heldOn: 4
    case .heldIn: 5
    case .holdsOffice: 6
    case .urged: 7
    case .rejected: 8
    case .accused: 9
    case .supported: 10
    case .agreed: 11
    case .concerns: 12
    }
  }
}

extension Modality: Comparable {
  public static func < (a: Modality, b: Modality) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .occurred: 0
    case .planned: 1
    case .hypothetical: 2
    case .denied: 3
    }
  }
}
