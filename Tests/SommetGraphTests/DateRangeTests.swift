import SommetGraph
import Testing

@Suite struct DateRangeTests {
  @Test(arguments: [
    ("2025", "2025-01-01", "2025-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"), ("2025-08-15", "2025-08-15", "2025-08-15"),
    ("2025-06-24/2025-06-26", "2025-06-24", "2025-06-26"), ("2024/2025-03", "2024-01-01", "2025-03-31"),
    ("2025-08-15T10:30", "2025-08-15", "2025-08-15"),
  ])
  func `covers the days of a value`(value: String, first: String, last: String) throws {
    let range = try #require(DateRange(value))
    #expect(range.first == first)
    #expect(range.last == last)
  }

  @Test(arguments: ["", "mardi", "25", "2025-13", "2025-02-30", "2025-8-1", "2026/2025", "a/b/c", "2025-W33"])
  func `is nil for what is no date`(value: String) {
    #expect(DateRange(value) == nil)
  }

  @Test(arguments: [
    ("2025-08-15", "2025-08", 0), ("2025-02-28", "2025-03-01", 1), ("2024-12-31", "2025", 1),
    ("2024-02-01", "2025-02-01", 366),
  ])
  func `counts the days between two ranges`(one: String, other: String, days: Int) throws {
    let left = try #require(DateRange(one))
    let right = try #require(DateRange(other))
    #expect(left.distance(to: right) == days)
    #expect(right.distance(to: left) == days)
  }
}
