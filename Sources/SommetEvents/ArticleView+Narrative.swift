import SommetText

/// The day that a text has reached, for what gives none of its own.
extension ArticleView {
  /// How many sentences a day holds for that give none.
  private static let reachOfDay = 3

  /// The date that a narrative has reached before a sentence: a line of its own ("28 juin 2022."), or the date that
  /// opens or dates the main clause of one of the sentences before, in the same block.
  func narrativeDate(before trigger: Int) -> Dating? {
    let number = document.sentence(of: trigger)
    guard let block = document.blocks.first(where: { $0.tokens.contains(trigger) }) else { return nil }
    var back = number - 1
    while back >= 0, document.sentences[back].lowerBound >= block.tokens.lowerBound {
      let sentence = document.sentences[back]
      let root = sentence.first { head($0) == nil } ?? sentence.lowerBound
      let isHeading = isOnlyTime(sentence)
      if isHeading || number - back <= Self.reachOfDay {
        if let time = times.first(where: {
          sentence.contains($0.tokens.lowerBound) && isDating($0) && !isLimit($0)
        }) {
          if isHeading { return dating(time, .heading) }
          // A season or a month is no day that a narrative goes on from.
          if let day = date(of: root) { return Self.isShort(day.value) ? day.with(.narrative) : nil }
        }
      }
      back -= 1
    }
    return dayResumed(after: trigger, in: block) ?? liveDay(of: trigger)
  }

  /// "En une journée, elle a vu X et Y. Ce mardi de marathon, …": the day that the next sentence takes up.
  private func dayResumed(after trigger: Int, in block: Block) -> Dating? {
    let next = sentence(trigger).upperBound
    guard next < block.tokens.upperBound, token(next).feats["PronType"] == "Dem",
      let time = times.first(where: { $0.tokens.contains(next) || $0.tokens.lowerBound == next + 1 }),
      isDating(time), let day = dating(time, .resumed), day.value.count == 10
    else { return nil }
    return day
  }

  /// The day of a report told hour by hour: the only one that is told before its first entry.
  func liveDay(of trigger: Int) -> Dating? {
    let entries = document.blocks.filter { opensWithHour($0.tokens) }
    guard entries.count > 2, let first = entries.map(\.tokens.lowerBound).min(), trigger >= first else {
      return nil
    }
    let days = times.filter { $0.tokens.upperBound <= first && isDating($0) }
      .compactMap { dating($0, .report) }
    guard let day = days.first, days.allSatisfy({ $0.value == day.value }), day.value.count == 10 else {
      return nil
    }
    return day
  }

  private func opensWithHour(_ tokens: Range<Int>) -> Bool {
    guard let first = tokens.first(where: { token($0).upos != .space }) else { return false }
    return times.contains { $0.kind == .time && $0.tokens.lowerBound == first }
  }

  /// The date that stands alone at the head of a trigger's block.
  func lineDate(before trigger: Int) -> Dating? {
    guard let block = document.blocks.first(where: { $0.tokens.contains(trigger) }), !block.tokens.isEmpty
    else {
      return nil
    }
    let sentence = self.sentence(block.tokens.lowerBound)
    guard sentence.upperBound <= trigger, isOnlyTime(sentence) else { return nil }
    return times.first { sentence.contains($0.tokens.lowerBound) && isDating($0) }
      .flatMap { dating($0, .heading) }
  }

  /// A day, or an interval within one month.
  private static func isShort(_ value: String) -> Bool {
    value.count == 10 || value.count == 21 && value.prefix(7) == value.dropFirst(11).prefix(7)
  }

  private func isOnlyTime(_ sentence: Range<Int>) -> Bool {
    sentence.allSatisfy { isTime($0) || [.punct, .space, .det].contains(token($0).upos) }
      && sentence.contains { isTime($0) }
  }
}
