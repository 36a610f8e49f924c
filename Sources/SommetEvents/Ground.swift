/// What a modality rests on: the word that decides it, and how.
///
/// It travels with the reading of an act (`ModalityReader.Reading`), so that it is the word that did decide.
struct Ground: Sendable, Hashable {
  var kind: ModalityGround
  var token: Int

  init(_ kind: ModalityGround, _ token: Int) {
    self.kind = kind
    self.token = token
  }
}

/// How a word decides whether an act happened.
public enum ModalityGround: String, Sendable, Codable, CaseIterable {
  case present, past, future, conditional
  case futurePerfect = "future_perfect"
  case futureOfPast = "future_of_past"
  case regret, negation, without, condition, question, purpose, governor, noun, modifier
  case infinitiveOfNoun = "infinitive_of_noun"
  case preposition, agenda, awaited, adjunct, given, row
  case calledOff = "called_off"
  case bare
  case published

  /// For people, said of the word.
  public var sentence: String {
    switch self {
    case .present: "a present tense"
    case .past: "a past tense"
    case .future: "a future tense"
    case .conditional: "a conditional"
    case .futurePerfect: "a future perfect that looks back"
    case .futureOfPast: "a conditional that is the future of a past"
    case .regret: "a conditional perfect: it was not done"
    case .negation: "a negation"
    case .without: "denies its infinitive"
    case .condition: "opens a condition"
    case .question: "the sentence asks"
    case .purpose: "opens a purpose that was not yet reached"
    case .governor: "a word above the act"
    case .noun: "a noun above the act"
    case .modifier: "a word beside the act"
    case .infinitiveOfNoun: "a noun whose infinitive leaves open whether it was done"
    case .preposition: "sets the event before or behind"
    case .agenda: "the event is on the agenda"
    case .awaited: "somebody is awaited at the event"
    case .adjunct: "shares the time of its clause"
    case .given: "the clause takes the event for granted"
    case .row: "the row of the table says that it lies ahead"
    case .calledOff: "calls it off"
    case .bare: "a bare noun: nothing denies it or leaves it open"
    case .published: "its day lies after the day of publication"
    }
  }
}
