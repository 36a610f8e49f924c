/// On which side of the moment of writing a bare weekday, day or month lies.
public enum Direction: String, Sendable, Hashable, CaseIterable {
  case past, future, nearest
  /// As the tense of the governing verb tells, by the parse; for a verb in the present a weekday is today or ahead
  /// and anything else the nearest. Without a parse it is the nearest.
  case tense
}
