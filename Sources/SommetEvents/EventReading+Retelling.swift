import SommetGraph
import SommetText

/// Acts that an article tells more than once: in the headline without a day, in the text with one.
extension EventReading {
  /// The acts, those without a date with that of another telling when there is only one.
  func dated(_ acts: [RecordedAct]) -> [RecordedAct] {
    acts.map { act in
      guard act.date == nil else { return act }
      let others = acts.filter { $0.date != nil && isRetelling($0, of: act) }
      guard let day = others.first?.date, others.allSatisfy({ $0.date == day }) else { return act }
      trace?.retold(act.evidence.trigger.start, from: others[0].evidence.trigger.start)
      var act = act
      act.date = day
      return act
    }
  }

  /// Whether two acts are one: the same who, what, whom and modality, and much the same words.
  private func isRetelling(_ other: RecordedAct, of act: RecordedAct) -> Bool {
    guard other.relation == act.relation, other.source == act.source, other.modality == act.modality,
      other.evidence.sentence != act.evidence.sentence
    else { return false }
    if case .entity = act.target, act.target != other.target { return false }
    guard let a = act.content.map(contentWords), let b = other.content.map(contentWords) else { return false }
    let shared = a.intersection(b).count
    return shared > 1 && 2 * shared >= min(a.count, b.count)
  }

  /// The longer words of a text, which tell what it is about.
  private func contentWords(_ text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter }.filter { $0.count > 3 }.map(String.init))
  }
}
