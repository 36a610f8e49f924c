import SommetText

/// A title or an office: "président", "ministre", "général".
struct Title: Sendable {
  /// What a title makes of its holder, and who may be meant by it.
  enum Class: String, Sendable {
    case state, monarch, government, leader, foreign, minister, secretary, head, deputy, heir, royal, judge,
      commissioner
    case envoy, spokes, adviser, member, staff, military, founder, expert
    case rank, courtesy, person, counterpart

    /// Whether an office without a body is that of the holder's known state: "le roi Mohammed VI" is a mere title.
    var needsBody: Bool { self == .monarch || self == .head || self == .envoy || self == .member }

    /// Whether a holder of this title holds a post at a body.
    var isOffice: Bool {
      switch self {
      case .rank, .courtesy, .person, .counterpart, .royal: false
      default: true
      }
    }

    /// Whether its holder is called by the first name: "la reine Margrethe", "le prince William".
    var goesWithFirstName: Bool { self == .monarch || self == .heir || self == .royal }

    /// Whether "de la Défense" after it names its field and no body.
    var takesPortfolio: Bool {
      switch self {
      case .minister, .secretary, .foreign, .adviser, .commissioner: true
      default: false
      }
    }
  }

  let masculine: String
  let feminine: String
  let kind: Class
  /// The gazetteer's body of the office: the federal council of a "conseiller fédéral".
  let body: Int32?
}

/// One inflected form of a title.
struct TitleForm: Sendable {
  let title: Int
  let gender: Gender?
  let isPlural: Bool
}
