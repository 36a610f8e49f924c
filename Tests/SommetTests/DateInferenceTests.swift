import Foundation
import Sommet
import SommetTesting
import Testing

@Suite struct DateInferenceTests {
  private func reading(_ text: String, _ metadata: ArticleMetadata = ArticleMetadata()) throws
    -> ArticleReading
  {
    var metadata = metadata
    metadata.language = "fr"
    return try Extraction.extractor.get().read(
      ArticleSource.article(text: text, id: "essai", path: "essai.txt", metadata: metadata))
  }

  @Test func `every rule infers from its example what it says`() throws {
    let rules = try Extraction.extractor.get().inferenceRules
    #expect(rules.count >= 15)
    #expect(Set(rules.map(\.id)).count == rules.count)
    for rule in rules where !rule.example.isEmpty {
      let reading = try reading(rule.example)
      let inferred = try #require(reading.inferredDate)
      #expect(
        (inferred.day ?? inferred.month ?? "") == rule.value, "\(rule.id): \(reading.explanationOfDate)")
      #expect(inferred.clues.contains { $0.rule == rule.id }, "\(rule.id): \(reading.explanationOfDate)")
      #expect(reading.article.date == inferred.day)
      #expect(reading.article.dateSource == (inferred.day == nil ? .none : .inferred))
    }
  }

  /// What leaves more than one day, or none.
  @Test(arguments: [
    // Nothing tells the year.
    "La ministre est arrivée hier, mardi 19 août.",
    // Another's today.
    "« Je suis arrivée hier, mardi 19 août », avait dit la ministre. Le pont est fermé depuis 2022.",
    // The weekday is wrong in every year that is left.
    "La ministre est arrivée hier, jeudi 19 août. Le pont a fermé en 2024 et rouvrira en 2026.",
    // The day belongs to the year that is told before it.
    "En 2014, le pont a fermé le mercredi 20 août. La mairie l'a rouvert en 2022.",
    "Le conseil municipal se réunit tous les mercredis à Montbrun.",
  ])
  func `nothing is inferred where more than one day is left`(text: String) throws {
    let reading = try reading(text)
    #expect(reading.article.date == nil, "\(reading.explanationOfDate)")
    #expect(reading.record.article.date == nil)
  }

  @Test func `what hangs on the day of writing has a value when the day is inferred`() throws {
    let reading = try reading(
      "La ministre est arrivée hier, mardi 19 août. Elle rencontre le maire aujourd'hui et partira demain. "
        + "Le pont est fermé depuis 2022.")
    #expect(reading.article.date == "2025-08-20")
    let values = Dictionary(
      reading.record.times.map { ($0.text, $0.value) }, uniquingKeysWith: { first, _ in first })
    #expect(values["aujourd'hui"] == "2025-08-20")
    #expect(values["demain"] == "2025-08-21")
    #expect(reading.record.article.dateSource == .inferred)
  }

  @Test func `a day whose year alone is settled has a value`() throws {
    let reading = try reading(
      "Le conseil municipal s'est réuni mercredi 20 août. Il en parlera demain. Le pont est fermé depuis 2022."
    )
    #expect(reading.article.date == nil)
    let values = reading.record.times.map { "\($0.text): \($0.value ?? "-")" }
    #expect(values.contains("mercredi 20 août: 2025-08-20"), "\(values)")
    #expect(values.contains("demain: -"), "\(values)")
  }

  @Test func `what is told goes before what could be inferred`() throws {
    var metadata = ArticleMetadata()
    metadata.date = "2025-08-22"
    let reading = try reading(
      "La ministre est arrivée hier, mardi 19 août. Le pont est fermé depuis 2022.", metadata)
    #expect(reading.article.date == "2025-08-22")
    #expect(reading.inferredDate == nil)
  }

  @Test func `the explanation names words, places and reasons`() throws {
    let reading = try reading(
      """
      Le pont rouvre
      Mis à jour le 21 août 2025

      La ministre est arrivée hier, mardi 19 août, à Montbrun pour voir le pont fermé depuis 2022.
      """)
    #expect(
      reading.explanationOfDate == """
        essai.txt
          date   2025-08-20 (inferred)
          clue   line 2, offsets 15–41, "Mis à jour le 21 août 2025": the article was changed on that day \
        (changed); days left: 11192
          clue   line 4, offsets 67–86, "hier, mardi 19 août": the text counts from its own day to a date \
        (deictic.day); days left: 5
          clue   line 4, offsets 130–134, "2022": a date is told in the past (told.past); days left: 1
          aside  line 2, offsets 15–41, "Mis à jour le 21 août 2025" → 2025-08-21 (changed.line): it tells when \
        the article was changed

        """)
  }

  /// Articles whose day is known, without the line that tells it: hardly any answer may be wrong.
  @Test func `articles of 2016 without their date lines get no wrong day`() throws {
    guard let file = ProjectFolder.shared("time/winer_2016.jsonl", for: "inference on Wikinews of 2016")
    else {
      return
    }
    struct Row: Decodable {
      let text: String
      let reference: String
    }
    var counts = (right: 0, wrong: 0, none: 0)
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
      let lines = row.text.split(separator: "\n", omittingEmptySubsequences: false)
      // "1er janvier 2016, 14h30 . – Un homme…": the text behind the first dash of the line that begins with a day.
      let stripped = lines.map { line -> Substring in
        guard line.first?.isNumber == true, line.prefix(24).contains(" 2016"),
          let dash = line.firstIndex(of: "–")
        else { return line }
        return line[line.index(after: dash)...]
      }
      switch try reading(stripped.joined(separator: "\n")).article.date {
      case nil: counts.none += 1
      case row.reference.prefix(10).description: counts.right += 1
      default: counts.wrong += 1
      }
    }
    print("inference on \(counts.right + counts.wrong + counts.none) articles of 2016: \(counts)")
    #expect(counts.wrong <= 1)
    #expect(counts.right >= 2)
  }
}
