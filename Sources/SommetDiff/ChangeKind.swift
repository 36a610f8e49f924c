/// What a change means to a reader of the graph.
///
/// Kinds are ordered by how much they tell; a change has one or several.
public enum ChangeKind: String, Sendable, CaseIterable {
  // Of entities.
  case entityMerged = "entity_merged"
  case entitySplit = "entity_split"
  case entityRenamed = "entity_renamed"
  case entityKind = "entity_kind"
  case entityNew = "entity_new"
  case entityGone = "entity_gone"
  // Of facts.
  case officeBegun = "office_begun"
  case officeEnded = "office_ended"
  case factNew = "fact_new"
  case factGone = "fact_gone"
  case modality
  case dateMoved = "date_moved"
  case datePrecise = "date_precise"
  case dateVague = "date_vague"
  case attribution
  case evidenceNew = "evidence_new"
  case evidenceLost = "evidence_lost"
  case evidenceReworded = "evidence_reworded"
  // Of both.
  /// Nothing but attributes.
  case attributes

  /// What the change is when it is undone.
  public var reversed: ChangeKind {
    switch self {
    case .entityMerged: .entitySplit
    case .entitySplit: .entityMerged
    case .entityNew: .entityGone
    case .entityGone: .entityNew
    case .officeBegun: .officeEnded
    case .officeEnded: .officeBegun
    case .factNew: .factGone
    case .factGone: .factNew
    case .datePrecise: .dateVague
    case .dateVague: .datePrecise
    case .evidenceNew: .evidenceLost
    case .evidenceLost: .evidenceNew
    case .entityRenamed, .entityKind, .modality, .dateMoved, .attribution, .evidenceReworded, .attributes:
      self
    }
  }

  /// As a sentence has it.
  public var words: String {
    switch self {
    case .entityMerged: "entity merged"
    case .entitySplit: "entity split"
    case .entityRenamed: "entity renamed"
    case .entityKind: "kind of entity changed"
    case .entityNew: "new entity"
    case .entityGone: "entity gone"
    case .officeBegun: "office begun"
    case .officeEnded: "office ended"
    case .factNew: "new fact"
    case .factGone: "fact gone"
    case .modality: "modality changed"
    case .dateMoved: "date moved"
    case .datePrecise: "date made precise"
    case .dateVague: "date made vaguer"
    case .attribution: "attribution changed"
    case .evidenceNew: "new evidence"
    case .evidenceLost: "lost evidence"
    case .evidenceReworded: "evidence reworded"
    case .attributes: "only attributes"
    }
  }

  /// Whether something came, went, or is another.
  public var effect: Effect {
    switch self {
    case .entityNew, .factNew, .officeBegun: .added
    case .entityGone, .factGone: .removed
    default: .changed
    }
  }

  private static let ranks = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))
}

extension ChangeKind: Comparable {
  public static func < (a: ChangeKind, b: ChangeKind) -> Bool { ranks[a]! < ranks[b]! }
}

/// What became of an element from one graph to the other.
public enum Effect: String, Sendable, CaseIterable {
  case added, removed, changed, same
}
