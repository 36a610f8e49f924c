import SommetGraph
import SommetText

extension EventReading {
  /// The posts that the article tells of, as acts.
  func officeActs() -> [RecordedAct] {
    view.entities.offices.map { office in
      RecordedAct(
        relation: .holdsOffice, source: office.holder, target: .entity(office.body),
        modality: .occurred, title: office.title, confidence: office.isPast ? 0.8 : 0.9, rule: office.rule,
        evidence: evidence(of: office.trigger))
    }
  }
}
