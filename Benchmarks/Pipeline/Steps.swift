import SommetEntities
import SommetEvents
import SommetSpacy
import SommetText
import SommetTime

/// Time of the steps that make an extraction, one after the other over the same texts on one thread.
struct Steps: Encodable {
  /// How often the first rows stand in the longer table, under other lemmas.
  static let factor = 10
  private static let size = 16
  /// A day that the texts count from.
  private static let day = "2016-06-15"

  /// The annotation first.
  let steps: [Component]
  let triggers: Int
  let acts: Int
  let meetings: Int

  init(_ pipeline: Pipeline, _ texts: [ScalarText]) throws {
    let times = try TimeTagger()
    let entities = try EntityResolver()
    let lexicon = try EventLexicon()
    let events = EventExtractor(lexicon: lexicon)
    let longer = EventExtractor(lexicon: Self.multiplied(lexicon))
    var clock = Stopwatch([
      "annotation", "times", "entities", "events", "events, with ten times the rows", "events, explained",
    ])
    var (tokens, triggers, acts, meetings) = (0, 0, 0, 0)
    // The first pass meets words for the first time.
    for pass in 0..<2 {
      clock.reset()
      (tokens, triggers, acts, meetings) = (0, 0, 0, 0)
      for start in stride(from: 0, to: texts.count, by: Self.size) {
        let part = Array(texts[start..<min(texts.count, start + Self.size)])
        let documents = try clock.measure(0) { try pipeline.annotate(part) }
        for document in documents {
          tokens += document.tokens.count
          let found = clock.measure(1) {
            times.expressions(in: document, reference: Self.day, prefer: .tense)
          }
          let named = clock.measure(2) { entities.annotate(document, published: Self.day) }
          let told = clock.measure(3) {
            events.extract(from: document, entities: named, times: found, article: "a", published: Self.day)
          }
          acts += told.acts.count
          meetings += told.meetings.count
          if pass == 0 { continue }
          let same = clock.measure(4) {
            longer.extract(from: document, entities: named, times: found, article: "a", published: Self.day)
          }
          precondition(same.acts == told.acts, "rows of other words change nothing")
          let explained = clock.measure(5) {
            events.explain(document, entities: named, times: found, article: "a", published: Self.day)
          }
          triggers += explained.explanation.triggers.count
        }
      }
    }
    steps = clock.components(tokens: tokens)
    self.triggers = triggers
    self.acts = acts
    self.meetings = meetings
  }

  /// A table of more rows, those added for words that no text has.
  private static func multiplied(_ lexicon: EventLexicon) -> EventLexicon {
    var rules = lexicon.rules
    for copy in 1..<factor {
      rules += lexicon.rules.map { rule in
        var rule = rule
        rule.id += ".\(copy)"
        for index in rule.pattern.constraints.indices where rule.pattern.constraints[index].key == .lemma {
          for value in rule.pattern.constraints[index].values.indices {
            rule.pattern.constraints[index].values[value].text += "\u{2007}\(copy)"
          }
        }
        return rule
      }
    }
    return EventLexicon(lexicon, rules: rules)
  }
}

/// Adds up the time of named pieces of work.
struct Stopwatch {
  private let names: [String]
  private var durations: [Duration]
  private let clock = ContinuousClock()

  init(_ names: [String]) {
    self.names = names
    durations = names.map { _ in .zero }
  }

  mutating func reset() { for index in durations.indices { durations[index] = .zero } }

  mutating func measure<Result>(_ index: Int, _ work: () throws -> Result) rethrows -> Result {
    let start = clock.now
    defer { durations[index] += clock.now - start }
    return try work()
  }

  func components(tokens: Int) -> [Component] {
    zip(names, durations).map { name, duration in
      let seconds =
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
      return Component(name: name, microsecondsPerToken: seconds * 1e6 / Double(max(tokens, 1)))
    }
  }
}
