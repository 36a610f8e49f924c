import SommetGraph
import SommetText

/// One telling of a meeting: a trigger with whom it brings together.
struct MeetingMention {
  var rule: EventRule
  var trigger: Int
  /// Everybody who takes part, without repetition.
  var participants: [Actor]
  /// Entities that this telling sets face to face, each pair ascending.
  var pairs: [Pair]
  /// Entities that join those who meet: "X participe au sommet".
  var joining: [Int]
  /// Those whom they join, where the telling says: "se joindre à X".
  var joined: [Int] = []
  /// Whether one participant is enough: the others have no name, or none is asked for.
  var isAlone = false
  var reading: ModalityReader.Reading
  var dating: Dating?
  /// The day that the narrative has reached, for want of a date.
  var narrative: Dating?
  /// Index of the entity where it takes place.
  var place: Int?
  /// The head noun phrase, nil when a verb tells.
  var label: String?
  var isNamed: Bool
  /// "cette rencontre", "le sommet": may refer back.
  var determiner: Determiner
  /// "une nouvelle rencontre", "une autre": not one of those before.
  var isAnother: Bool
  /// Entities on the two sides of the trigger: subject and object, owner and complement.
  var sources: [Int] = []
  var targets: [Int] = []

  var date: String? { dating?.value }

  enum Determiner { case none, indefinite, definite, demonstrative }

  struct Pair: Hashable, Comparable {
    var first: Int
    var second: Int

    init(_ a: Int, _ b: Int) {
      first = min(a, b)
      second = max(a, b)
    }

    static func < (a: Pair, b: Pair) -> Bool { (a.first, a.second) < (b.first, b.second) }
  }
}
