import SommetText

/// The day that a text has reached, for what gives none of its own.
extension ArticleView {
  /// How many sentences a day holds for that give none.
  private static let reachOfDay = 3

  /// The date that a narrative has reached before a sentence: a line of its own ("28 juin 2022."), or the date that
  /// opens or dates the main clause of one of the sentences before, in the same block.
  func narrativeDate(before trigger: Int) -> Dating? {
    let number = document.sentence(of: trigger)
    guard let block = document.block(of: trigger).map({ document.blocks[$0] }) else { return nil }
    var back = number - 1
    while back >= 0, document.sentences[back].lowerBound >= block.tokens.lowerBound {
      let sentence = document.sentences[back]
      let root = sentence.first { head($0) == nil } ?? sentence.lowerBound
      let isHeading = isOnlyTime(sentence)
      if isHeading || number - back <= Self.reachOfDay {
        if let time = times(in: sentence).first(where: { isDating($0) && !isLimit($0) }) {
          if isHeading { return dating(time, .heading) }
          // A season or a month is no day that a narrative goes on from.
          if let day = date(of: root) ?? dateOfMainClause(time, root) {
            return Self.isShort(day.value) ? day.with(.narrative) : nil
          }
        } else if let day = dateOfOccasion(root) {
          return day
        }
      }
      back = number - back < Self.reachOfDay ? back - 1 : lineOfTime(before: back)
    }
    return dayResumed(after: trigger, in: block) ?? liveDay(of: trigger)
  }

  /// The date of a clause that is as good as the main one: joined to it, or under a root that is no verb ("X : Je l'ai
  /// rencontré lundi").
  private func dateOfMainClause(_ time: TimeExpression, _ root: Int) -> Dating? {
    let verb = clause(of: document.head(of: time.tokens))
    guard isVerb(verb), isFinite(verb) else { return nil }
    let isMain =
      head(verb) == nil || head(verb) == root && (!isPredicate(root) || token(verb).deprel == "conj")
    return isMain ? date(of: verb) : nil
  }

  /// Whether a trigger may tell of the day that the text has reached: not what stands in quotation marks, what only says
  /// which ("les rebelles soutenus par X", "que X soutient"), nor what lasted ("X soutenait les rebelles").
  func mayFollowNarrative(_ trigger: Int) -> Bool {
    if isQuoted(trigger) { return false }
    let verb = clause(of: trigger)
    if lasts(verb) { return false }
    guard isVerb(verb), isDeprel(verb, "acl"), let noun = head(verb) else { return true }
    if isBareParticiple(verb) {
      return !(noun < verb && !(noun..<verb).contains { forms[$0] == "," })
    }
    return !(isFinite(verb) && [.present, .imperfect].contains(tense(of: verb)))
  }

  /// "Deux jours durant, X et Y ont négocié": longer than the day that a text has reached.
  private func lasts(_ verb: Int) -> Bool {
    times(in: sentence(verb)).contains { time in
      guard time.kind == .duration, let value = time.value, !value.contains("T"), value != "P1D" else {
        return false
      }
      let around = [time.tokens.lowerBound - 1, time.tokens.upperBound]
      return around.contains { forms.indices.contains($0) && isForm($0, .lasting) }
        && clause(of: document.head(of: time.tokens)) == verb
    }
  }

  /// "En une journée, elle a vu X et Y. Ce mardi de marathon, …": the day that the next sentence takes up.
  private func dayResumed(after trigger: Int, in block: Block) -> Dating? {
    let next = sentence(trigger).upperBound
    guard next < block.tokens.upperBound, token(next).feats["PronType"] == "Dem",
      let time = time(at: next) ?? time(at: next + 1),
      isDating(time), let day = dating(time, .resumed), day.value.count == 10
    else { return nil }
    return day
  }

  /// The day of a report told hour by hour: the only one that is told before its first entry.
  func liveDay(of trigger: Int) -> Dating? {
    guard let first = firstEntry, trigger >= first else { return nil }
    let days = times.filter { $0.tokens.upperBound <= first && isDating($0) }
      .compactMap { dating($0, .report) }
    guard let day = days.first, days.allSatisfy({ $0.value == day.value }), day.value.count == 10 else {
      return nil
    }
    return day
  }

  /// Where the first of several blocks begins that open with an hour.
  func firstTimedEntry() -> Int? {
    let entries = document.blocks.filter { opensWithHour($0.tokens) }
    return entries.count > 2 ? entries.map(\.tokens.lowerBound).min() : nil
  }

  private func opensWithHour(_ tokens: Range<Int>) -> Bool {
    guard let first = tokens.first(where: { token($0).upos != .space }) else { return false }
    return times(in: first..<first + 1).contains { $0.kind == .time }
  }

  /// The date that stands alone at the head of a trigger's block.
  func lineDate(before trigger: Int) -> Dating? {
    guard let block = document.block(of: trigger).map({ document.blocks[$0] }) else { return nil }
    let sentence = self.sentence(block.tokens.lowerBound)
    guard sentence.upperBound <= trigger, isOnlyTime(sentence) else { return nil }
    return times(in: sentence).first(where: isDating).flatMap { dating($0, .heading) }
  }

  /// A day, or an interval within one month.
  private static func isShort(_ value: String) -> Bool {
    value.count == 10 || value.count == 21 && value.prefix(7) == value.dropFirst(11).prefix(7)
  }

  func isOnlyTime(_ sentence: Range<Int>) -> Bool {
    sentence.allSatisfy { isTime($0) || [.punct, .space, .det].contains(token($0).upos) }
      && sentence.contains { isTime($0) }
  }
}
