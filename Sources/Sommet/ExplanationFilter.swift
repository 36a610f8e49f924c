import SommetEvents

/// What of an explanation somebody wants to see.
public struct ExplanationFilter: Sendable, Hashable {
  /// Numbers of sentences, from 0; nil for all.
  public var sentences: Set<Int>?
  /// Whether to keep triggers that led to something.
  public var hasEdges = true
  /// Whether to keep triggers that led to nothing.
  public var hasMisses = true
  /// The row by its id; nil for all.
  public var row: String?

  public init(
    sentences: Set<Int>? = nil, hasEdges: Bool = true, hasMisses: Bool = true, row: String? = nil
  ) {
    self.sentences = sentences
    self.hasEdges = hasEdges
    self.hasMisses = hasMisses
    self.row = row
  }

  public func callAsFunction(_ explanation: EventExplanation) -> EventExplanation {
    var kept = explanation
    kept.triggers = explanation.triggers.compactMap(filtered)
    let isWhole = sentences == nil && row == nil
    let shown = Set(kept.triggers.flatMap(\.readings).compactMap(\.meeting))
    kept.meetings = explanation.meetings.filter { hasEdges && (isWhole || shown.contains($0.number)) }
    return kept
  }

  private func filtered(_ trigger: EventExplanation.Trigger) -> EventExplanation.Trigger? {
    guard sentences?.contains(trigger.evidence.sentence) ?? true else { return nil }
    var trigger = trigger
    if let row {
      trigger.readings.removeAll { $0.row.id != row }
      trigger.missed.removeAll { $0.row.id != row }
      if trigger.readings.isEmpty && trigger.missed.isEmpty { return nil }
    }
    return trigger.readings.isEmpty ? (hasMisses ? trigger : nil) : (hasEdges ? trigger : nil)
  }
}
