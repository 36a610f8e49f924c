import SommetCorpus

extension ArticleReading {
  /// How the date of publication was found, for people:
  ///
  ///     corpus/pont.txt
  ///       date   2025-08-20 (inferred)
  ///       clue   line 3, offsets 41–62, "hier, mardi 19 août": the text counts from its own day to a
  ///              date (deictic.day); days left: 1
  ///
  /// Lines count from 1 in the file; for a page, offsets are those of the text taken from it. Ends with a line end.
  public var explanationOfDate: String {
    var lines = [article.path == "-" ? article.id : article.path]
    func add(_ label: String, _ text: String) { lines.append(Self.line(label, text)) }
    add("date", article.date.map { "\($0) (\(article.dateSource.rawValue))" } ?? "none")
    for candidate in article.dateCandidates where candidate.standing == .used {
      add("from", describe(candidate))
    }
    if let inferredDate {
      for clue in inferredDate.clues {
        add(
          "clue", "\(place(clue.span, clue.words)): \(clue.says) (\(clue.rule)); days left: \(clue.left)")
      }
      if article.date == nil { add("left", remainder(inferredDate)) }
    }
    for candidate in article.dateCandidates where candidate.standing != .used {
      add("aside", describe(candidate) + ": " + candidate.standing.reason)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func remainder(_ inferred: InferredDate) -> String {
    guard let bounds = inferred.bounds else { return "nothing: the clues contradict one another" }
    if inferred.clues.isEmpty { return "everything: the text holds no clue" }
    if let month = inferred.month { return "\(inferred.days.count) days of \(month), not one" }
    return "\(inferred.days.count) days from \(bounds.first) to \(bounds.last), not one"
  }

  private func describe(_ candidate: DateCandidate) -> String {
    let day = candidate.day.map { " → \($0)" } ?? ""
    switch candidate.place {
    case .field(let name): return "\(name): \"\(candidate.words)\"\(day) (\(candidate.rule))"
    case .text(let span): return place(span, candidate.words) + day + " (\(candidate.rule))"
    }
  }
}

extension DateCandidate.Standing {
  /// Why a candidate is not the day of publication.
  fileprivate var reason: String {
    switch self {
    case .used: "used"
    case .second: "another place goes before it"
    case .change: "it tells when the article was changed"
    case .undated: "it names no whole day"
    case .elsewhere: "it stands among other articles or comments, below the text"
    case .nextDay: "a late hour in UTC; another place tells the next day, as it was where readers are"
    case .quoted: "a quoted post is older than the article, nobody knows by how much"
    }
  }
}
