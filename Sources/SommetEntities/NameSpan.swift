import SommetText

/// A stretch of tokens that is a name, before it is known of whom.
struct NameSpan: Sendable {
  var tokens: Range<Int>
  /// Narrower than the tokens when one token holds two names ("Poutine-Zelensky").
  var span: Span
  var kind: EntityKind
  /// Index into `Gazetteer.surfaces`, nil for a name that no table has.
  var surface: Int32?
  /// Which rule found it; see `NameFinder`.
  var rule: String
  var gender: Gender?
}
