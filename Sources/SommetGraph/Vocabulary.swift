/// A word of an open vocabulary, such as a kind of node: our own words, and whatever other graphs say.
///
/// Our own come first, in the order of the vocabulary; all others after them, by name. `allCases` are our own.
public protocol OpenTerm: RawRepresentable<String>, Sendable, Hashable, Codable, CaseIterable, Comparable,
  CustomStringConvertible
{
  /// Any word is taken; "" stands for none.
  init(rawValue: String)
  /// Place among our own words; `UInt8.max` for all others.
  var rank: UInt8 { get }
}

extension OpenTerm {
  /// A word of our own vocabulary; nil for all others.
  public init?(known name: String) {
    let term = Self(rawValue: name)
    guard term.isKnown else { return nil }
    self = term
  }

  public var isKnown: Bool { rank != .max }

  public var description: String { rawValue }

  public static func < (a: Self, b: Self) -> Bool {
    a.rank == b.rank ? a.rawValue < b.rawValue : a.rank < b.rank
  }

  fileprivate static func ranks(_ names: [String]) -> [String: UInt8] {
    Dictionary(uniqueKeysWithValues: zip(names, 0...))
  }
}

/// What a node is.
public struct NodeKind: OpenTerm {
  public let rawValue: String
  public let rank: UInt8

  public init(rawValue: String) {
    self.rawValue = rawValue
    rank = Self.known[rawValue] ?? .max
  }

  private static let known = ranks([
    "person", "organization", "country", "place", "meeting", "date", "topic",
  ])

  public static let person = NodeKind(rawValue: "person")
  public static let organization = NodeKind(rawValue: "organization")
  public static let country = NodeKind(rawValue: "country")
  public static let place = NodeKind(rawValue: "place")
  public static let meeting = NodeKind(rawValue: "meeting")
  public static let date = NodeKind(rawValue: "date")
  public static let topic = NodeKind(rawValue: "topic")
  /// Of a node in a graph that does not tell kinds.
  public static let untyped = NodeKind(rawValue: "")

  public static let allCases = known.keys.map { NodeKind(rawValue: $0) }.sorted()
}

/// What an edge says.
public struct Relation: OpenTerm {
  public let rawValue: String
  public let rank: UInt8

  public init(rawValue: String) {
    self.rawValue = rawValue
    rank = Self.known[rawValue] ?? .max
  }

  private static let known = ranks([
    "met", "proposed", "warned", "attended", "held_on", "held_in", "holds_office", "urged", "rejected",
    "accused", "supported", "agreed", "concerns",
  ])

  public static let met = Relation(rawValue: "met")
  public static let proposed = Relation(rawValue: "proposed")
  public static let warned = Relation(rawValue: "warned")
  public static let attended = Relation(rawValue: "attended")
  public static let heldOn = Relation(rawValue: "held_on")
  public static let heldIn = Relation(rawValue: "held_in")
  public static let holdsOffice = Relation(rawValue: "holds_office")
  public static let urged = Relation(rawValue: "urged")
  public static let rejected = Relation(rawValue: "rejected")
  public static let accused = Relation(rawValue: "accused")
  public static let supported = Relation(rawValue: "supported")
  public static let agreed = Relation(rawValue: "agreed")
  public static let concerns = Relation(rawValue: "concerns")
  /// Of an edge in a graph that does not tell what its edges say.
  public static let untyped = Relation(rawValue: "")

  public static let allCases = known.keys.map { Relation(rawValue: $0) }.sorted()

  /// Whether the edge reads the same both ways.
  public var isSymmetric: Bool { self == .met }
}

/// Whether an act happened.
public enum Modality: String, Sendable, Codable, CaseIterable, BitwiseCopyable {
  /// Has happened or is happening.
  case occurred
  /// Announced, scheduled.
  case planned
  /// Possible, conditional, wished, rumoured.
  case hypothetical
  /// Negated, refused, cancelled.
  case denied
  /// In a graph that does not tell.
  case unstated
}

/// Modalities are ordered as they are declared.
extension Modality: Comparable {
  public static func < (a: Modality, b: Modality) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .occurred: 0
    case .planned: 1
    case .hypothetical: 2
    case .denied: 3
    case .unstated: 4
    }
  }
}
