import SommetGraph
import SommetText

/// Finds who did what in an article: meetings with their participants, and acts with source, target, content,
/// modality, date and the sentence that says so.
///
/// Triggers and their frames come from tables; constructions (voice, control, coordination, relatives, nominal
/// acts, light verbs, inversion after quotations) are resolved once for all of them. Results are in text order.
public struct EventExtractor: Sendable {
  package let lexicon: EventLexicon

  /// Reads and compiles the tables.
  ///
  /// - Throws: `TableError` with file, line and column when a table is at fault.
  public init() throws { lexicon = try EventLexicon() }

  package init(lexicon: EventLexicon) { self.lexicon = lexicon }

  /// Meetings and acts of one article.
  ///
  /// - Parameters:
  ///   - article: the article's id, for the evidence.
  ///   - published: its day of publication, ISO 8601; only used to tell what lies ahead of it.
  public func extract(
    from document: AnnotatedDocument, entities: EntityAnnotations, times: [TimeExpression],
    article id: String,
    published: String? = nil
  ) -> (meetings: [RecordedMeeting], acts: [RecordedAct]) {
    reading(of: document, entities, times, id, published, nil).run()
  }

  /// The same with what each of them rests on, and which triggers led to nothing and why.
  ///
  /// Takes about four tenths longer.
  public func explain(
    _ document: AnnotatedDocument, entities: EntityAnnotations, times: [TimeExpression],
    article id: String, published: String? = nil
  ) -> (meetings: [RecordedMeeting], acts: [RecordedAct], explanation: EventExplanation) {
    let trace = EventTrace()
    let reading = reading(of: document, entities, times, id, published, trace)
    let (meetings, acts) = reading.run()
    return (meetings, acts, reading.explanation(trace, acts))
  }

  private func reading(
    of document: AnnotatedDocument, _ entities: EntityAnnotations, _ times: [TimeExpression],
    _ article: String, _ published: String?, _ trace: EventTrace?
  ) -> EventReading {
    let document = ParseRepair.repaired(document, entities, times, lexicon)
    var view = ArticleView(
      TimeRepair.repaired(document, entities, times, lexicon), entities, times, lexicon)
    if view.needsDaysOfEvents {
      let first = EventReading(
        view: view, lexicon: lexicon, article: article, published: published, trace: nil)
      view = view.knowing(first.daysOfEvents())
    }
    return EventReading(view: view, lexicon: lexicon, article: article, published: published, trace: trace)
  }
}

/// The work on one article.
struct EventReading {
  let view: ArticleView
  let lexicon: EventLexicon
  let article: String
  let published: String?
  let modality: ModalityReader
  /// Where the work is noted; nil when nobody asks why.
  let trace: EventTrace?

  init(
    view: ArticleView, lexicon: EventLexicon, article: String, published: String?, trace: EventTrace? = nil
  ) {
    self.trace = trace
    self.view = view
    self.lexicon = lexicon
    self.article = article
    self.published = published
    modality = ModalityReader(view: view, scope: lexicon.scope)
  }

  func run() -> (meetings: [RecordedMeeting], acts: [RecordedAct]) {
    var acts: [RecordedAct] = []
    var told: [MeetingMention] = []
    for token in view.document.tokens.indices {
      var relations: Set<Relation> = []
      for rule in lexicon.rules(for: view.lemmas[token]) {
        trace?.begin(rule, at: token)
        if relations.contains(rule.relation) {
          trace?.missed(.toldAlready)
          continue
        }
        guard let match = match(rule, at: token) else { continue }
        if rule.relation == .met {
          let mentions = meetingMentions(match)
          guard !mentions.isEmpty else { continue }
          trace?.readMeeting()
          told += mentions
          relations.insert(.met)
        } else {
          let found = self.acts(match)
          if !found.isEmpty { relations.insert(rule.relation) }
          acts += found
        }
      }
    }
    told = (told + assemblies(apartFrom: told)).sorted { $0.trigger < $1.trigger }
    var folder = MeetingFolder(view: view, published: published)
    for mention in told { folder.add(calledOff(mention)) }
    let (meetings, met) = records(of: folder.meetings)
    acts =
      dated(acts).map { act in
        var act = act
        act.plover = act.plover.map { historical($0, act.date) }
        return act
      } + met + officeActs()
    return (meetings, acts.sorted(by: Self.isBefore))
  }

  /// A row at a token, when its pattern fits and nothing stands in the way.
  private func match(_ rule: EventRule, at token: Int) -> RuleMatch? {
    var named: [String: Int] = [:]
    if let gap = rule.pattern.gap(at: token, in: view, &named) {
      trace?.missed(gap)
      return nil
    }
    let match = RuleMatch(rule: rule, trigger: token, named: named)
    if view.isInsideName(token) {
      trace?.missed(.insideName, [token])
      return nil
    }
    if view.endsCompound(token) {
      trace?.missed(.insideCompound, [token])
      return nil
    }
    if let slot = rule.frame.absent.first(where: { isFilled($0, match) }) {
      trace?.missed(.filledSlot, heads(slot, match))
      return nil
    }
    return match
  }

  private static func isBefore(_ a: RecordedAct, _ b: RecordedAct) -> Bool {
    if a.evidence.trigger.start != b.evidence.trigger.start {
      return a.evidence.trigger.start < b.evidence.trigger.start
    }
    if a.relation != b.relation { return a.relation.rawValue < b.relation.rawValue }
    if a.source != b.source { return a.source < b.source }
    return Self.key(a.target) < Self.key(b.target)
  }

  private static func key(_ target: RecordedAct.Target) -> String {
    switch target {
    case .entity(let index): "0 \(String(repeating: "0", count: max(0, 6 - String(index).count)))\(index)"
    case .meeting(let index): "1 \(String(repeating: "0", count: max(0, 6 - String(index).count)))\(index)"
    case .topic(let words): "2 \(words)"
    }
  }

  // MARK: Evidence

  func evidence(of trigger: Int) -> Evidence {
    var range = view.sentence(trigger)
    let number = view.document.sentence(of: range.lowerBound)
    while range.count > 1, view.token(range.lowerBound).upos == .space {
      range = Range(from: range.lowerBound + 1, upTo: range.upperBound)
    }
    while range.count > 1, view.token(range.upperBound - 1).upos == .space {
      range = range.lowerBound..<range.upperBound - 1
    }
    let span = view.document.span(of: range)
    let word = view.token(trigger).span
    return Evidence(
      article: article, sentence: number, start: span.start, end: span.end,
      quote: String(view.document.text[span]),
      trigger: .init(start: word.start, end: word.end))
  }
}

/// A rule that fired, and where.
struct RuleMatch {
  let rule: EventRule
  let trigger: Int
  let named: [String: Int]
}
