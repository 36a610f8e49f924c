import SommetGraph
import SommetText

/// Who says what an article tells.
struct Attribution: Hashable {
  /// Index into `EntityAnnotations.entities`.
  var entity: Int
  /// The token that stands for the speaker.
  var speaker: Int
  /// The verb of saying, or what stands behind "selon".
  var saying: Int

  init?(_ speaker: Actor?, _ saying: Int) {
    guard let speaker else { return nil }
    entity = speaker.entity
    self.speaker = speaker.token
    self.saying = saying
  }
}

extension EventReading {
  /// Who says so: the subject of a verb of saying above the act, or the complement of "selon"; nil when the article
  /// itself does.
  func attribution(of trigger: Int) -> Attribution? {
    var current = trigger
    for _ in 0..<10 {
      if view.isPredicate(current) {
        if let said = source(ofAdjunctOf: current) { return said }
        // "X, selon Y, a menacé Z": what is set off by commas hangs on the subject.
        for subject in view.children(current) where view.isDeprel(subject, "nsubj") && subject < current {
          if let said = source(ofAdjunctOf: subject) { return said }
        }
      }
      guard let above = view.head(current) else { break }
      let deprel = view.token(current).deprel
      // "X, a confirmé Y, rencontrera Z": set off by commas, whatever hangs on it.
      if deprel == "punct", isReporting(above), let speaker = view.invertedSubject(of: above) {
        return Attribution(view.actors(at: speaker).first, above)
      }
      // "croit savoir que …"
      if deprel == "ccomp", !isReporting(above), view.isInfinitive(above), let believing = view.head(above),
        isReporting(believing)
      {
        return Attribution(
          view.agents(of: believing, isSpeech: true).flatMap { view.actors(at: $0) }.first, believing)
      }
      if isReporting(above),
        deprel == "ccomp" || deprel == "parataxis" || (deprel == "xcomp" && view.isFinite(current))
          || (above > current && view.invertedSubject(of: above) != nil),
        let speaker = view.agents(of: above, isSpeech: true).flatMap({ view.actors(at: $0) }).first
      {
        return Attribution(speaker, above)
      }
      current = above
    }
    // The clause of saying hangs below what is said: "…, précise X".
    for child in view.children(current)
    where ["parataxis", "advcl", "ccomp"].contains(view.token(child).deprel) && child > trigger
      && view.isLemma(child, .reporting)
    {
      guard let speaker = view.invertedSubject(of: child) else { continue }
      return Attribution(view.actors(at: speaker).first, child)
    }
    return nil
  }

  private func isReporting(_ verb: Int) -> Bool {
    view.isVerb(verb) && view.isLemma(verb, .reporting)
  }

  /// "selon X", "d'après X" in a clause.
  private func source(ofAdjunctOf verb: Int) -> Attribution? {
    for child in view.children(verb) where !view.isVerb(child) {
      guard view.preposition(of: child, is: .according)
      else {
        continue
      }
      if let speaker = view.actors(at: child).first { return Attribution(speaker, child) }
    }
    return nil
  }
}
