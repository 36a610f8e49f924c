/// A record that contradicts itself, as a damaged or hand-made line may.
public enum RecordError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The record was written by another version of the form.
  case version(article: String, found: Int)
  /// A field points at an entity or meeting that the record does not have.
  case index(article: String, field: String, found: Int, count: Int)
  /// A stretch of text ends before it begins.
  case span(article: String, field: String, start: Int, end: Int)
  /// A field that must have a value is empty.
  case empty(article: String, field: String)
  /// A kind of node or a relation that is none of ours.
  case word(article: String, field: String, found: String)
  /// A confidence outside 0…1.
  case confidence(article: String, field: String, found: Double)

  public var description: String {
    switch self {
    case .version(let article, let found):
      "record '\(article)': expected version \(Record.currentVersion), found \(found)"
    case .index(let article, let field, let found, let count):
      "record '\(article)': \(field): expected an index below \(count), found \(found)"
    case .span(let article, let field, let start, let end):
      "record '\(article)': \(field): expected 0 <= start <= end, found \(start), \(end)"
    case .empty(let article, let field):
      "record '\(article)': \(field): expected a value, found nothing"
    case .word(let article, let field, let found):
      "record '\(article)': \(field): expected a word of the vocabulary, found '\(found)'"
    case .confidence(let article, let field, let found):
      "record '\(article)': \(field): expected a number from 0 to 1, found \(found)"
    }
  }
}

extension Record {
  /// Whether every index, stretch of text and number is one that a record may hold.
  public func validate() throws(RecordError) {
    let article = self.article.id
    func entity(_ index: Int, _ field: @autoclosure () -> String) throws(RecordError) {
      guard entities.indices.contains(index) else {
        throw .index(article: article, field: field(), found: index, count: entities.count)
      }
    }
    func span(_ start: Int, _ end: Int, _ field: @autoclosure () -> String) throws(RecordError) {
      guard 0 <= start, start <= end else {
        throw .span(article: article, field: field(), start: start, end: end)
      }
    }
    func confidence(_ value: Double, _ field: @autoclosure () -> String) throws(RecordError) {
      guard (0...1).contains(value) else {
        throw .confidence(article: article, field: field(), found: value)
      }
    }
    func evidence(_ piece: Evidence, _ field: String) throws(RecordError) {
      try span(piece.start, piece.end, field)
      try span(piece.trigger.start, piece.trigger.end, field + ".trigger")
      guard !piece.quote.isEmpty else { throw .empty(article: article, field: field + ".quote") }
    }

    guard version == Self.currentVersion else { throw .version(article: article, found: version) }
    guard !article.isEmpty else { throw .empty(article: article, field: "article.id") }
    for (number, value) in entities.enumerated() {
      guard !value.label.isEmpty else { throw .empty(article: article, field: "entities[\(number)].label") }
      guard value.kind.isKnown else {
        throw .word(article: article, field: "entities[\(number)].kind", found: value.kind.rawValue)
      }
    }
    for (number, time) in times.enumerated() { try span(time.start, time.end, "times[\(number)]") }
    for (number, mention) in mentions.enumerated() {
      try span(mention.start, mention.end, "mentions[\(number)]")
      try entity(mention.entity, "mentions[\(number)].entity")
    }
    for (number, meeting) in meetings.enumerated() {
      let field = "meetings[\(number)]"
      guard !meeting.evidence.isEmpty else { throw .empty(article: article, field: field + ".evidence") }
      for index in meeting.participants { try entity(index, field + ".participants") }
      if let place = meeting.place { try entity(place, field + ".place") }
      for index in meeting.plover?.actors ?? [] { try entity(index, field + ".plover.actor") }
      try confidence(meeting.confidence, field + ".confidence")
      for piece in meeting.evidence { try evidence(piece, field + ".evidence") }
    }
    for (number, act) in acts.enumerated() {
      let field = "acts[\(number)]"
      guard act.relation.isKnown else {
        throw .word(article: article, field: field + ".relation", found: act.relation.rawValue)
      }
      try entity(act.source, field + ".source")
      switch act.target {
      case .entity(let index): try entity(index, field + ".target")
      case .meeting(let index):
        guard meetings.indices.contains(index) else {
          throw .index(article: article, field: field + ".target", found: index, count: meetings.count)
        }
      case .topic(let words):
        guard !words.isEmpty else { throw .empty(article: article, field: field + ".target") }
      }
      for index in act.concerns { try entity(index, field + ".concerns") }
      if let index = act.accordingTo { try entity(index, field + ".according_to") }
      for index in act.plover?.actors ?? [] { try entity(index, field + ".plover.actor") }
      try confidence(act.confidence, field + ".confidence")
      try evidence(act.evidence, field + ".evidence")
    }
  }
}
