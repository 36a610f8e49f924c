import SommetTime
import Testing

@Suite struct CivilDateTests {
  @Test func `a day is its own number back and forth`() {
    for number in stride(from: -800_000, through: 800_000, by: 17) {
      #expect(CivilDate(number: number).number == number)
    }
  }

  @Test func `the day after is the next number`() {
    var day = CivilDate(number: -150_000)
    for number in -149_999...40_000 {
      let next = CivilDate(number: number)
      #expect(day < next)
      #expect(next.weekday == day.weekday % 7 + 1)
      let isNewMonth = next.day == 1
      #expect(isNewMonth == (day.day == CivilDate.days(inMonth: day.month, of: day.year)))
      day = next
    }
  }

  @Test func `four hundred years are a whole number of weeks`() {
    for year in [1600, 1700, 1999, 2000, 2024] {
      let a = CivilDate(year: year, month: 3, day: 1)!
      let b = CivilDate(year: year + 400, month: 3, day: 1)!
      #expect(b.number - a.number == 146_097)
      #expect(a.weekday == b.weekday)
    }
  }

  @Test func `an ISO week holds its Thursday's year and seven days`() {
    for number in -20_000...40_000 {
      let day = CivilDate(number: number)
      let week = day.isoWeek
      #expect(1...53 ~= week.week)
      let monday = CivilDate(number: number - day.weekday + 1)
      #expect(monday.isoWeek == week)
      let january = CivilDate(year: week.year, month: 1, day: 4)!
      #expect(january.isoWeek == (week.year, 1))
    }
  }

  @Test(arguments: [
    ("1818-03-22", 1818), ("1943-04-25", 1943), ("2000-04-23", 2000), ("2008-03-23", 2008),
    ("2024-03-31", 2024),
    ("2025-04-20", 2025), ("2038-04-25", 2038),
  ])
  func `Easter falls where almanacs have it`(day: String, year: Int) {
    #expect(CivilDate.easter(year).description == day)
  }

  @Test func `Easter is a Sunday from 22 March to 25 April`() {
    for year in 1583...3000 {
      let easter = CivilDate.easter(year)
      #expect(easter.weekday == 7)
      #expect((easter.month, easter.day) >= (3, 22) && (easter.month, easter.day) <= (4, 25))
    }
  }

  @Test func `months add and cut the day to the month's length`() {
    let last = CivilDate(year: 2024, month: 1, day: 31)!
    #expect(last.adding(months: 1).description == "2024-02-29")
    #expect(last.adding(months: 13).description == "2025-02-28")
    #expect(last.adding(months: -2).description == "2023-11-30")
    for months in -50...50 {
      #expect(CivilDate(number: 0).adding(months: months).adding(months: -months).number == 0)
    }
  }

  @Test(arguments: ["2025-02-29", "2025-13-01", "2025-00-10", "2025-1-1", "25-01-01", "", "hier"])
  func `no day is read from what is none`(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }
}
