import SommetText

/// A place that names, or seems to name, the day on which an article was published.
public struct DateCandidate: Sendable, Hashable {
  public enum Place: Sendable, Hashable {
    /// What holds the value: `corpus.yaml`, `article:published_time`, `<time datetime>`, `pubDate`.
    case field(String)
    /// Words of the text as read.
    case text(Span)
  }

  /// What became of it.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    /// It is the day of publication.
    case used
    /// A place that goes before it tells the same day or another one.
    case second
    /// It tells when the article was changed.
    case change
    /// No whole day is told: "il y a 3 heures", "hier à 12 h".
    case undated
    /// It stands among teasers or comments, below the article.
    case elsewhere
    /// A stamp of the late evening in UTC; another place tells the next day, as readers saw it.
    case nextDay = "next-day"
    /// The day of a quoted post, without a month of publication that it would lie in.
    case quoted
  }

  public let place: Place
  /// The value or the words, as they are written.
  public let words: String
  /// ISO 8601 day; nil when it tells none.
  public let day: String?
  /// What `Article.dateSource` is when it is used.
  public let source: DateSource
  /// Identifier of the rule by which it was found.
  public let rule: String
  public internal(set) var standing: Standing

  init(
    _ place: Place, words: String, day: CalendarDay?, source: DateSource, rule: String,
    standing: Standing = .second
  ) {
    self.place = place
    self.words = words
    self.day = day?.description
    self.source = source
    self.rule = rule
    self.standing = day == nil && standing == .second ? .undated : standing
  }
}

extension DateCandidate {
  /// A day that a field tells; the value is a day, a moment or words that hold a day.
  init(field: String, value: String, source: DateSource = .metadata, rule: String) {
    let day = CalendarDay(beginning: value) ?? CorpusTables.shared.calendar.firstDay(in: value)
    self.init(.field(field), words: value, day: day, source: source, rule: rule)
  }

  /// Settles which candidate is the day of publication: the first that tells one, in the order given.
  ///
  /// A stamp of the late evening in UTC yields to another place that tells the next day: that is the day the
  /// readers saw, east of Greenwich.
  static func settle(_ candidates: inout [DateCandidate]) {
    func isUsable(_ candidate: DateCandidate) -> Bool {
      candidate.day != nil && candidate.standing == .second
    }
    guard let first = candidates.firstIndex(where: isUsable) else { return }
    if isLateUTC(candidates[first].words),
      let next = CalendarDay(iso: candidates[first].day!)?.next.description,
      let other = candidates.indices.first(where: { isUsable(candidates[$0]) && candidates[$0].day == next })
    {
      candidates[first].standing = .nextDay
      candidates[other].standing = .used
    } else {
      candidates[first].standing = .used
    }
  }

  /// `2025-08-20T22:15:00Z`
  private static func isLateUTC(_ stamp: String) -> Bool {
    let time = stamp.dropFirst(10)
    guard let mark = time.first, mark == "T" || mark == " ", let hour = Int(time.dropFirst().prefix(2)) else {
      return false
    }
    return hour >= 21 && ["Z", "+00:00", "+0000"].contains(where: time.hasSuffix)
  }
}
