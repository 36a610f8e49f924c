import SommetTime
import Testing

/// Any day, however it is written, is read back as itself, whatever the reference.
@Suite struct WritingTests {
  let tagger = try! TimeTagger()

  static let months = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre",
    "décembre",
  ]
  static let weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]

  @Test(arguments: [TimeTagger.Style.news, .full])
  func `a written day is that day`(style: TimeTagger.Style) {
    for number in stride(from: -40_000, through: 40_000, by: 97) {
      let date = CivilDate(number: number)
      let month = Self.months[date.month - 1]
      let weekday = Self.weekdays[date.weekday - 1]
      let day = date.day == 1 ? "1er" : "\(date.day)"
      for text in [
        "le \(day) \(month) \(date.year)", "\(weekday) \(day) \(month) \(date.year)", "\(date)",
        "le \(weekday) \(day) \(month.uppercased()) \(date.year)", "\(date.day)/\(date.month)/\(date.year)",
        "\(date.day).\(date.month).\(date.year)",
      ] {
        let values = tagger.expressions(in: text, reference: "2025-08-20", style: style).map(\.value)
        #expect(values == [date.description], "\(text)")
        let without = tagger.expressions(in: text, reference: nil, style: style).map(\.value)
        #expect(without == [date.description], "\(text)")
      }
    }
  }

  @Test func `a weekday fixes the year of a day and month near the reference`() {
    for number in stride(from: 15_000, through: 25_000, by: 41) {
      let reference = CivilDate(number: number)
      for shift in [-170, -30, -1, 0, 2, 45, 160] {
        let date = CivilDate(number: number + shift)
        let text = "\(Self.weekdays[date.weekday - 1]) \(date.day) \(Self.months[date.month - 1])"
        for direction in Direction.allCases {
          let values = tagger.expressions(in: text, reference: "\(reference)", prefer: direction).map(\.value)
          #expect(values == [date.description], "\(text) seen from \(reference), \(direction)")
        }
      }
    }
  }

  @Test func `a bare day and month lies on the wanted side`() {
    for number in stride(from: 18_000, through: 20_000, by: 13) {
      let reference = CivilDate(number: number)
      for shift in stride(from: -180, through: 180, by: 30) {
        let date = CivilDate(number: number + shift)
        guard date.month != 2 || date.day != 29 else { continue }
        let text = "le \(date.day == 1 ? "1er" : "\(date.day)") \(Self.months[date.month - 1])"
        func value(_ direction: Direction) -> String? {
          tagger.expressions(in: text, reference: "\(reference)", prefer: direction, style: .full).first?
            .value
        }
        #expect(value(.past)! <= reference.description)
        #expect(value(.future)! >= reference.description)
        #expect(value(.nearest) == date.description)
      }
    }
  }

  @Test func `a weekday alone is at most a week away, on the wanted side`() {
    for number in 20_000..<20_050 {
      let reference = CivilDate(number: number)
      for weekday in Self.weekdays {
        func day(_ direction: Direction, _ text: String) -> Int {
          let value = tagger.expressions(in: text, reference: "\(reference)", prefer: direction).first?.value
          return CivilDate(iso: value!)!.number - number
        }
        #expect(-6...0 ~= day(.past, weekday))
        #expect(0...6 ~= day(.future, weekday))
        #expect(-3...3 ~= day(.nearest, weekday))
        #expect(-7 ... -1 ~= day(.future, weekday + " dernier"))
        #expect(1...7 ~= day(.past, weekday + " prochain"))
        #expect(7...13 ~= day(.past, weekday + " en huit"))
      }
    }
  }
}
