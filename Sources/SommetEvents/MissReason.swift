/// Why a row of a table read nothing at a trigger.
public enum MissReason: String, Sendable, Codable, CaseIterable {
  case word, pattern
  case toldAlready = "told_already"
  case insideName = "inside_name"
  case insideCompound = "inside_compound"
  case filledSlot = "filled_slot"
  case sourceMissing = "source_missing"
  case sourceUnnamed = "source_unnamed"
  case sourceUnresolved = "source_unresolved"
  case sourcePlace = "source_place"
  case contentMissing = "content_missing"
  case addresseeAlone = "addressee_alone"
  case sameAct = "same_act"
  case contentOfAct = "content_of_act"
  case sport
  case aside
  case membership
  case staysAway = "stays_away"
  case placeMissing = "place_missing"
  case counterpartMissing = "counterpart_missing"
  case counterpartUnnamed = "counterpart_unnamed"
  case counterpartUnresolved = "counterpart_unresolved"
  case counterpartPlace = "counterpart_place"
  case counterpartNoPerson = "counterpart_no_person"
  case sideBySide = "side_by_side"
  case travelCompanions = "travel_companions"
  case media
  case openMeeting = "open_meeting"

  /// For people.
  public var sentence: String {
    switch self {
    case .word: "the word has another part of speech or form than the row wants"
    case .pattern: "what the row wants around the word is not there, or what it forbids is"
    case .toldAlready: "another row has read the same relation here"
    case .insideName: "the word is part of a name"
    case .insideCompound: "the word is the end of a compound, which means something else"
    case .filledSlot: "something stands in a slot that the row wants empty"
    case .sourceMissing: "nobody stands where the row looks for who acts"
    case .sourceUnnamed: "who acts has no name"
    case .sourceUnresolved: "who acts is a pronoun that could not be resolved"
    case .sourcePlace: "a place acts nowhere"
    case .contentMissing: "neither an addressee nor what is said was found"
    case .addresseeAlone: "an addressee alone, without what for, is no act of this row"
    case .sameAct: "the verb above tells the same act"
    case .contentOfAct: "it is what another act is about, and was not done"
    case .sport: "it tells of opponents in sports"
    case .aside: "it only says how something was put ('comme le rappelle…')"
    case .membership: "a body unites its members; they do not meet"
    case .staysAway: "who stays away meets nobody"
    case .placeMissing: "the place of a visit was not found"
    case .counterpartMissing: "nobody stands where the row looks for who is met"
    case .counterpartUnnamed: "who is met has no name"
    case .counterpartUnresolved: "who is met is a pronoun that could not be resolved"
    case .counterpartPlace: "a place is nobody's counterpart"
    case .counterpartNoPerson: "only a person is met by this row"
    case .sideBySide: "subjects of one verb are not each other's counterparts"
    case .travelCompanions: "those who travel together do not meet each other, and no place is named"
    case .media: "an interview with a newspaper or station is no meeting"
    case .openMeeting:
      "too little is told for a meeting: it needs two participants, or one with a place or day"
    }
  }
}
