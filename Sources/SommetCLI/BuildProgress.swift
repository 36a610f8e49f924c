import Foundation
import Sommet

/// How far an extraction has come: on a terminal in a line that is written over, elsewhere on request in a line now and
/// then.
///
///     1,200 of 10,000 articles, 96 articles/s, 48,210 words/s, 2 min left
struct BuildProgress {
  /// Articles there are; nil when only reading tells.
  let total: Int?
  /// Bytes there are to be read; nil when nobody knows.
  let byteCount: Int?
  /// Whether to write plain lines.
  let isPlain: Bool

  private let clock = ContinuousClock()
  private let start = ContinuousClock.now
  private var shown: ContinuousClock.Instant?
  /// Where the work stood, over the last seconds.
  private var marks: [Mark] = []

  private struct Mark {
    let time: ContinuousClock.Instant
    let articles: Int
    let words: Int
    /// Share of the whole, 0…1.
    let share: Double
  }

  private static let window: Duration = .seconds(20)
  private static let plainInterval: Duration = .seconds(10)
  private static let terminalInterval: Duration = .milliseconds(100)

  init(total: Int?, byteCount: Int?, isPlain: Bool) {
    self.total = total
    self.byteCount = byteCount
    self.isPlain = isPlain
  }

  /// - Parameter bytes: how many were read.
  mutating func show(_ summary: ExtractionSummary, bytes: Int) {
    guard isPlain || Console.isErrorTerminal else { return }
    let now = clock.now
    let interval = isPlain ? Self.plainInterval : Self.terminalInterval
    if let shown, now - shown < interval { return }
    shown = now
    add(summary, bytes, now)
    let text = line(summary)
    if isPlain { Console.error(text) } else { Progress.show(text) }
  }

  /// The last line: how fast it was on the whole.
  mutating func end(_ summary: ExtractionSummary) {
    Progress.clear()
    guard isPlain else { return }
    let seconds = max((clock.now - start) / .seconds(1), 0.001)
    let parts = [
      Self.articles(summary.articles), Self.rate(Double(summary.articles) / seconds, "articles"),
      Self.rate(Double(summary.words) / seconds, "words"), Self.span(seconds) + " in all",
    ]
    Console.error(parts.joined(separator: ", "))
  }

  private mutating func add(_ summary: ExtractionSummary, _ bytes: Int, _ now: ContinuousClock.Instant) {
    var share = 0.0
    if let total, total > 0 {
      share = Double(summary.articles) / Double(total)
    } else if let byteCount, byteCount > 0 {
      share = min(1, Double(bytes) / Double(byteCount))
    }
    marks.append(Mark(time: now, articles: summary.articles, words: summary.words, share: share))
    if let first = marks.firstIndex(where: { now - $0.time <= Self.window }), first > 0 {
      marks.removeFirst(first)
    }
  }

  private func line(_ summary: ExtractionSummary) -> String {
    var parts = [
      total.map { "\(Self.number(summary.articles)) of \(Self.articles($0))" }
        ?? Self.articles(summary.articles)
    ]
    guard let first = marks.first, let last = marks.last, last.time > first.time else { return parts[0] }
    let seconds = (last.time - first.time) / .seconds(1)
    parts.append(Self.rate(Double(last.articles - first.articles) / seconds, "articles"))
    parts.append(Self.rate(Double(last.words - first.words) / seconds, "words"))
    if last.share > first.share {
      parts.append(Self.span((1 - last.share) * seconds / (last.share - first.share)) + " left")
    }
    return parts.joined(separator: ", ")
  }

  private static func articles(_ count: Int) -> String {
    "\(number(count)) \(count == 1 ? "article" : "articles")"
  }

  /// `1,200`
  static func number(_ number: Int) -> String {
    var digits = Array(String(number))
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits)
  }

  private static func rate(_ rate: Double, _ what: String) -> String {
    (rate < 10 ? "\((rate * 10).rounded() / 10)" : number(Int(rate.rounded()))) + " \(what)/s"
  }

  /// `40 s`, `12 min`, `3 h 20 min`
  private static func span(_ seconds: Double) -> String {
    let seconds = Int(seconds.rounded(.up))
    if seconds < 90 { return "\(seconds) s" }
    let minutes = (seconds + 30) / 60
    return minutes < 90 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
