/// How much a query may use. What goes beyond ends it with an error of the kind `budget`.
public struct QueryBudget: Sendable, Hashable {
  /// The longest that it may take; without end when nil.
  public var time: Duration?
  /// How many values it may make: items of lists that expressions make, values that rows kept for an order, a group or
  /// DISTINCT hold, and sixteen bytes each of texts that are put together. Each takes some 30 bytes of memory.
  public var values: Int

  public init(time: Duration? = nil, values: Int = 10_000_000) {
    self.time = time
    self.values = values
  }
}
