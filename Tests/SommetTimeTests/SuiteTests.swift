import Foundation
import SommetTime
import Testing

/// The suites of other programs and of Wikinews, with the floor that the tagger has reached.
///
/// `SOMMET_TIME_MISSES=1` prints what is missed.
@Suite struct SuiteTests {
  struct Goal: Sendable {
    let suite: TimeSuite
    let floor: Double
  }

  static let goals = [
    Goal(
      suite: TimeSuite(file: "winer_2016.jsonl", direction: .nearest, style: .full, marksEnds: true),
      floor: 0.99),
    Goal(suite: TimeSuite(file: "duckling.jsonl", direction: .future, style: .full), floor: 0.93),
    Goal(suite: TimeSuite(file: "duckling_duration.jsonl", direction: .future, style: .full), floor: 1),
    Goal(
      suite: TimeSuite(file: "chrono.jsonl", direction: .nearest, style: .full, marksEnds: true), floor: 0.9),
    Goal(
      suite: TimeSuite(file: "dateparser.jsonl", direction: .past, style: .full, marksEnds: true), floor: 0.91
    ),
    Goal(
      suite: TimeSuite(
        file: "recognizers_model.jsonl", direction: .nearest, style: .full, isVerifiedOnly: true), floor: 0.78
    ),
    Goal(
      suite: TimeSuite(
        file: "recognizers_parser.jsonl", direction: .nearest, style: .full, isVerifiedOnly: true),
      floor: 0.74),
  ]

  @Test func `values of the suites stay as right as they were`() throws {
    guard let folder = TimeSuite.folder else {
      print("skipped: there is no ../shared/time")
      return
    }
    let tagger = try TimeTagger()
    print("suite                      prefer    right  asked   share  false finds")
    for goal in Self.goals {
      let result = try goal.suite.run(tagger, in: folder)
      let share = String(format: "%6.2f %%", result.share * 100)
      let name = goal.suite.file.padding(toLength: 26, withPad: " ", startingAt: 0)
      let direction = goal.suite.direction.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
      print(
        name, direction, String(format: "%6d %6d", result.right, result.asked), share,
        "\(result.falseFinds) of \(result.empty)")
      if ProcessInfo.processInfo.environment["SOMMET_TIME_MISSES"] != nil {
        for miss in result.misses { print("   ", miss) }
      }
      #expect(result.share >= goal.floor, "\(goal.suite.file)")
      #expect(result.falseFinds == 0, "\(goal.suite.file)")
    }
  }
}
