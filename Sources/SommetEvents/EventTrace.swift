import SommetText

/// What the extraction notes while it works, for those who ask why.
///
/// The code that reads fills it, where it decides: there is no second reading. Nothing is noted where there is no
/// trace, which is how articles are built.
final class EventTrace {
  /// A row of a table at one trigger.
  struct Attempt {
    var rule: EventRule
    var trigger: Int
    var gap: Pattern.Gap?
    var searches: [Search] = []
    /// The first reason noted; it only counts when nothing was read.
    var reason: MissReason?
    /// Tokens that the reason speaks of.
    var tokens: [Int] = []
    var act: Act?
    var isMeeting = false
  }

  /// A slot that was looked into.
  struct Search {
    var slot: Slot
    var heads: [Int]
    /// Those found there, also when the row then wanted others.
    var all: [Actor]
    var kept: [Actor]
  }

  /// What an act was read from.
  struct Act {
    var sources: [Actor]
    var targets: [Actor]
    var content: Content?
    var reading: ModalityReader.Reading
    var dating: Dating?
    var said: Attribution?
  }

  /// What became of a folded meeting.
  struct Outcome {
    var meeting: MeetingFolder.Meeting
    var reading: ModalityReader.Reading
    /// Whether it is a meeting of the record, and not only denied acts.
    var isRecorded: Bool
  }

  private(set) var attempts: [Attempt] = []
  private(set) var outcomes: [Outcome] = []
  /// For acts that took their day from another telling: where its trigger begins, by where theirs does, in scalars.
  private(set) var retold: [Int: Int] = [:]

  func begin(_ rule: EventRule, at trigger: Int) { attempts.append(Attempt(rule: rule, trigger: trigger)) }

  func missed(_ gap: Pattern.Gap) {
    attempts[attempts.count - 1].gap = gap
    missed(gap.isRelation ? .pattern : .word, gap.token.map { [$0] } ?? [])
  }

  /// Notes why the row at hand reads nothing; the first reason stands.
  func missed(_ reason: MissReason, _ tokens: [Int] = []) {
    guard attempts[attempts.count - 1].reason == nil else { return }
    attempts[attempts.count - 1].reason = reason
    attempts[attempts.count - 1].tokens = tokens
  }

  func searched(_ slot: Slot, _ heads: [Int], found all: [Actor], kept: [Actor]) {
    attempts[attempts.count - 1].searches.append(Search(slot: slot, heads: heads, all: all, kept: kept))
  }

  func read(_ act: Act) { attempts[attempts.count - 1].act = act }

  func readMeeting() { attempts[attempts.count - 1].isMeeting = true }

  func decided(_ outcome: Outcome) { outcomes.append(outcome) }

  func retold(_ act: Int, from other: Int) { retold[act] = other }
}
