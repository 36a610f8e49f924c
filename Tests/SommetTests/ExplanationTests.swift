import Foundation
import Sommet
import SommetTesting
import Testing

@Suite struct ExplanationTests {
  /// The reading of a text that was published on 20 August 2025, with its explanation.
  private func read(_ text: String) throws -> (reading: ArticleReading, explanation: EventExplanation) {
    let reading = try Extraction.reading(text)
    return (reading, try #require(reading.explanation))
  }

  // MARK: Reasons

  /// A plain sentence for each reason, with the row that reads nothing and the words that the reason names.
  static let misses: [(reason: MissReason, sentence: String, row: String, words: [String])] = [
    (.word, "Anna Blum a proposé la paix.", "met.avoir-au-telephone", []),
    (.pattern, "Anna Blum a haussé les épaules.", "warned.hausser-le-ton", []),
    (.toldAlready, "Anna Blum et Paul Mercier se sont réunis lundi à Oslo.", "met.reunir", []),
    (
      .insideName, "Anna Blum travaille pour le journal Le Dialogue de Lisbonne.", "met.un-dialogue",
      []
    ),
    (
      .insideCompound, "L'accord de libre-échange entre la Suède et la Norvège divise.", "met.un-echange",
      ["échange"]
    ),
    (.filledSlot, "Anna Blum a vu Paul Mercier quitter la salle.", "met.voir", []),
    (.sourceMissing, "Il faut rencontrer Paul Mercier avant lundi.", "met.rencontrer", []),
    (.sourceUnnamed, "Plusieurs voisins ont averti Paul Mercier.", "warned.avertir", ["voisins"]),
    (.sourceUnresolved, "Ils ont proposé un accord à la Norvège.", "proposed.proposer", ["Ils"]),
    (.sourcePlace, "La Provence a averti Paul Mercier.", "warned.avertir", ["Provence"]),
    (.contentMissing, "Anna Blum a averti.", "warned.avertir", []),
    (.addresseeAlone, "Anna Blum a exhorté Paul Mercier.", "urged.exhorter", ["Paul Mercier"]),
    (.sameAct, "Le plan de Anna Blum propose une réforme.", "proposed.plan", ["propose"]),
    (.contentOfAct, "Anna Blum propose de rejeter le projet de loi.", "rejected.rejeter", ["propose"]),
    (.sport, "Le Portugal rencontre l'Espagne en demi-finale de la coupe.", "met.rencontrer", []),
    (.aside, "Comme le rappelle Anna Blum, Paul Mercier est absent.", "met.rappeler", []),
    (.membership, "L'Union européenne réunit la France et le Portugal.", "met.reunir", []),
    (
      .staysAway, "Anna Blum et Paul Mercier se sont vus à Oslo lundi. Léa Roux n'y participera pas.",
      "met.assister", []
    ),
    (.placeMissing, "Anna Blum se rendra bientôt chez sa mère.", "met.rendre", []),
    (.counterpartMissing, "Anna Blum a discuté longtemps.", "met.discuter", []),
    (.counterpartUnnamed, "Anna Blum a rencontré des amis.", "met.rencontrer", ["amis"]),
    (.counterpartUnresolved, "Anna Blum les a rencontrés.", "met.rencontrer", ["les"]),
    (.counterpartPlace, "Anna Blum a rencontré la Provence.", "met.rencontrer", ["Provence"]),
    (.counterpartNoPerson, "Anna Blum a rejoint l'Otan.", "met.rejoindre", ["Otan"]),
    (.sideBySide, "Anna Blum et Paul Mercier accueillent des touristes.", "met.accueillir", []),
    (.travelCompanions, "La visite de Anna Blum et Paul Mercier a été longue.", "met.visite", []),
    (.media, "Dans un entretien avec Le Monde, Anna Blum a parlé de la pluie.", "met.un-entretien", []),
    (.openMeeting, "Une réunion est prévue entre Anna Blum et les syndicats.", "met.une-reunion", []),
  ]

  @Test(arguments: misses.indices)
  func `says why a row read nothing`(number: Int) throws {
    let (reason, sentence, row, words) = Self.misses[number]
    let misses = try read(sentence).explanation.triggers.flatMap(\.missed).filter { $0.row.id == row }
    #expect(misses.contains { $0.reason == reason }, "\(misses.map { ($0.row.id, $0.reason) })")
    let found = misses.filter { $0.reason == reason }
    if !words.isEmpty { #expect(found.contains { $0.words.map(\.text) == words }, "\(found)") }
  }

  @Test func `has a sentence for every reason`() {
    #expect(Set(Self.misses.map(\.reason)) == Set(MissReason.allCases))
    #expect(Set(MissReason.allCases.map(\.sentence)).count == MissReason.allCases.count)
  }

  @Test func `says which part of a pattern does not fit`() throws {
    let triggers = try read("Anna Blum a haussé les épaules devant Paul Mercier.").explanation.triggers
    let miss = try #require(triggers.flatMap(\.missed).first { $0.row.id == "warned.hausser-le-ton" })
    #expect(miss.expected == ">obj {lemma:ton}")
    let other = try #require(triggers.flatMap(\.missed).first { $0.row.id == "met.avoir-au-telephone" })
    #expect(other.expected == "pos:VERB")
    #expect(other.found == "AUX")
  }

  // MARK: Modality

  static let grounds: [(ground: ModalityGround, sentence: String, word: String, modality: Modality)] = [
    (.present, "Anna Blum rencontre Paul Mercier.", "rencontre", .occurred),
    (.past, "Anna Blum a rencontré Paul Mercier.", "rencontré", .occurred),
    (.future, "Anna Blum rencontrera Paul Mercier.", "rencontrera", .planned),
    (.conditional, "Anna Blum rencontrerait Paul Mercier.", "rencontrerait", .hypothetical),
    (.futurePerfect, "En un seul jour, Anna Blum aura vu Paul Mercier à Porto.", "aura", .occurred),
    (
      .futureOfPast, "Anna Blum a annoncé que la Suède rencontrerait la Norvège.", "rencontrerait", .planned
    ),
    (.regret, "Anna Blum aurait dû rencontrer Paul Mercier.", "dû", .denied),
    (.negation, "Anna Blum n'a jamais rencontré Paul Mercier.", "jamais", .denied),
    (.without, "Anna Blum est partie sans rencontrer Paul Mercier.", "sans", .denied),
    (.condition, "Si Anna Blum rencontre Paul Mercier, le pont rouvrira.", "Si", .hypothetical),
    (.question, "Anna Blum a-t-elle rencontré Paul Mercier ?", "?", .hypothetical),
    (.purpose, "Anna Blum est venue à Porto pour rencontrer Paul Mercier.", "pour", .planned),
    (.governor, "Anna Blum refuse de rencontrer Paul Mercier.", "refuse", .denied),
    (
      .noun, "L'annulation de la rencontre entre Anna Blum et Paul Mercier est confirmée.", "annulation",
      .denied
    ),
    (
      .modifier, "Une éventuelle rencontre entre Anna Blum et Paul Mercier inquiète la Suède.", "éventuelle",
      .hypothetical
    ),
    (
      .infinitiveOfNoun, "La capacité de la Suède de rencontrer la Norvège est grande.", "capacité",
      .hypothetical
    ),
    (
      .preposition, "La Suède a parlé pendant la réunion de Anna Blum et Paul Mercier.", "pendant", .occurred
    ),
    (
      .agenda, "Une rencontre entre Anna Blum et Paul Mercier est à l'ordre du jour.", "ordre", .planned
    ),
    (.awaited, "Anna Blum est invitée à un sommet de la Suède à Oslo.", "invitée", .planned),
    (.adjunct, "Anna Blum est attendue au sommet de la Suède à Oslo.", "attendue", .occurred),
    (.given, "La rencontre entre Anna Blum et Paul Mercier a plu à la Suède.", "plu", .occurred),
    (.row, "Anna Blum attend Paul Mercier mardi à Genève.", "attend", .planned),
    (
      .calledOff, "Anna Blum devait rencontrer Paul Mercier à Oslo. Elle a tout annulé.", "annulé", .denied
    ),
    (.bare, "La rencontre entre Anna Blum et Paul Mercier.", "rencontre", .occurred),
    (.published, "Anna Blum reçoit Paul Mercier à Oslo vendredi.", "reçoit", .planned),
  ]

  @Test(arguments: grounds.indices)
  func `says which word decides the modality`(number: Int) throws {
    let (ground, sentence, word, modality) = Self.grounds[number]
    let explanation = try read(sentence).explanation
    let told =
      explanation.triggers.flatMap(\.readings).map { ($0.modality, $0.grounds) }
      + explanation.meetings.map { ($0.modality, $0.grounds) }
    #expect(
      told.contains { told in
        told.0 == modality && told.1.contains { $0.kind == ground && $0.words.text == word }
      }, "\(told)")
  }

  @Test func `has a sentence for every ground`() {
    #expect(Set(Self.grounds.map(\.ground)) == Set(ModalityGround.allCases))
  }

  @Test func `points at the row of the table of scope`() throws {
    let explanation = try read("Anna Blum refuse de rencontrer Paul Mercier.").explanation
    let ground = try #require(explanation.meetings.first?.grounds.first)
    #expect(ground.row?.table == "scope.tsv")
    #expect(ground.row?.id == "scope.governor")
    #expect(try #require(ground.row?.line) > 3)
  }

  // MARK: Dates

  static let days: [(from: DateGround, text: String, words: String?, value: String)] = [
    (.trigger, "Anna Blum a rencontré Paul Mercier mardi.", "mardi", "2025-08-19"),
    (.clause, "Mardi, Anna Blum a eu un entretien avec Paul Mercier.", "Mardi", "2025-08-19"),
    (
      .clauseAbove, "La Suède a reçu mardi Paul Mercier, qui accuse la Norvège de mentir.", "mardi",
      "2025-08-19"
    ),
    (
      .narrative, "Anna Blum est arrivée lundi à Porto. Elle a rencontré Paul Mercier.", "lundi", "2025-08-18"
    ),
    (.step, "Anna Blum a vu Paul Mercier à Porto, puis Léa Roux mardi à Oslo.", "mardi", "2025-08-19"),
    (
      .eve, "À la veille de sa rencontre avec Paul Mercier, Anna Blum a parlé mardi à Oslo.", "mardi",
      "2025-08-20"
    ),
  ]

  @Test(arguments: days.indices)
  func `says what gives a day`(number: Int) throws {
    let (from, text, words, value) = Self.days[number]
    let dates = try read(text).explanation.triggers.flatMap(\.readings).compactMap(\.date)
    #expect(
      dates.contains { $0.from == from && $0.words?.text == words && $0.value == value }, "\(dates)")
  }

  // MARK: Truth

  /// Folders whose explanations are compared with their records.
  private static func readings() async throws -> [ArticleReading] {
    var readings: [ArticleReading] = []
    var extraction = CorpusExtraction(extractor: try Extraction.extractor.get(), threads: 2)
    extraction.explainsActs = true
    try await extraction.run(Corpus([ProjectFolder.seeds]).sources, explain: { readings.append($0) }) { _ in }
    return readings
  }

  @Test func `explains the record that is built, and all of it`() async throws {
    let readings = try await Self.readings()
    #expect(readings.count == 5)
    for reading in readings {
      let explanation = try #require(reading.explanation)
      let plain = try Extraction.extractor.get().read(reading.article)
      #expect(plain.record == reading.record)
      #expect(plain.explanation == nil)
      let explained = explanation.triggers.flatMap { trigger in
        trigger.readings.flatMap { reading in
          reading.edges.map { edge in
            [
              reading.relation.rawValue, edge.source, edge.target, edge.modality.rawValue, edge.date ?? "-",
              edge.accordingTo ?? "-", reading.row.id, String(trigger.word.start),
            ].joined(separator: " | ")
          }
        }
      }
      let record = reading.record
      let told = record.acts.map { act in
        [
          act.relation.rawValue, record.label(act.source), record.label(act.target), act.modality.rawValue,
          act.date ?? "-", act.accordingTo.map(record.label) ?? "-", act.rule,
          String(act.evidence.trigger.start),
        ].joined(separator: " | ")
      }
      #expect(explained.sorted() == told.sorted())
      let meetings = explanation.meetings.filter { $0.index != nil }
      #expect(meetings.map(\.label) == record.meetings.map(\.label))
      #expect(meetings.map(\.modality) == record.meetings.map(\.modality))
      #expect(meetings.map(\.date?.value) == record.meetings.map(\.date))
      #expect(meetings.map(\.participants) == record.meetings.map { $0.participants.map(record.label) })
    }
  }

  /// Whoever cites an edge finds in its sentence who did what.
  @Test func `every quote of the seeds holds the trigger and those whom it names`() async throws {
    var checked = 0
    for reading in try await Self.readings() {
      for trigger in try #require(reading.explanation).triggers {
        let quote = trigger.evidence.start..<trigger.evidence.end
        for told in trigger.readings where !told.edges.isEmpty {
          #expect(quote.contains(trigger.word.start) && trigger.word.end <= quote.upperBound)
          for argument in told.arguments where argument.role != .place {
            checked += 1
            #expect(
              quote.contains(argument.words.start) && argument.words.end <= quote.upperBound,
              "\(reading.article.id): \(argument.words) is not in \(trigger.evidence.quote)")
            #expect(
              String(reading.article.text[Span(argument.words.start, argument.words.end)])
                .split(whereSeparator: \.isWhitespace).joined(separator: " ") == argument.words.text)
          }
          if let content = told.content, told.relation != .holdsOffice,
            trigger.evidence.start <= content.start
          {
            #expect(content.end <= quote.upperBound || content.start >= quote.upperBound)
          }
          let named = Set(told.arguments.map(\.entity))
          for edge in told.edges {
            #expect(named.contains(edge.source), "\(edge)")
            if !edge.isTopic, told.relation != .holdsOffice {
              #expect(named.contains(edge.target), "\(edge)")
            }
          }
        }
      }
    }
    #expect(checked > 40)
  }

  @Test func `tells what an act is in PLOVER's terms`() throws {
    let (reading, explanation) = try read("La Suède a proposé une trêve à la Norvège.")
    let told = try #require(explanation.triggers.flatMap(\.readings).first { $0.relation == .proposed })
    let act = try #require(reading.record.acts.first { $0.relation == .proposed })
    #expect(told.plover != nil)
    #expect(told.plover == act.plover?.naming(reading.record.label))
  }

  // MARK: Forms

  private static let text = """
    Un accord en vue

    Anna Blum a rencontré Paul Mercier mardi à Lisbonne. La Suède pourrait proposer une trêve à la Norvège, a prévenu \
    Léa Roux. Plusieurs voisins ont averti la Norvège que le pont fermera.

    Cette rencontre a duré une heure.
    """

  @Test func `tells people sentence by sentence`() throws {
    let reading = try read(Self.text).reading
    // Rows move to other lines when some are added above them.
    let text = ExplanationText(width: 120).text(reading).replacing(/\.tsv:\d+/, with: ".tsv:#")
    let difference = try Golden.difference(text, from: "explanation.txt")
    #expect(difference == nil, "\(difference ?? "")")
    #expect(ExplanationText(width: 60).text(reading).split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  @Test func `tells only what is asked for`() throws {
    let reading = try read(Self.text).reading
    let writer = ExplanationText(width: 90)
    let edges = writer.text(reading, ExplanationFilter(hasMisses: false))
    #expect(edges.contains("+ met") && !edges.contains("- averti"))
    let missed = writer.text(reading, ExplanationFilter(hasEdges: false))
    #expect(!missed.contains("+ met") && missed.contains("- averti"))
    let third = ExplanationText(width: 90, hasNames: true).text(reading, ExplanationFilter(sentences: [3]))
    #expect(third.contains("Plusieurs voisins") && !third.contains("Anna Blum a rencontré"))
    #expect(third.contains("« la Norvège » → Norvège") || third.contains("« Norvège » → Norvège"))
    let row = writer.text(reading, ExplanationFilter(row: "warned.avertir"))
    #expect(row.contains("- averti") && !row.contains("+ met"))
  }

  @Test func `tells programs one object a line`() throws {
    let reading = try read(Self.text).reading
    let lines = try ExplanationLines.lines(reading)
    let objects = try lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(Set(objects.compactMap { $0["kind"] as? String }) == ["trigger", "meeting"])
    #expect(objects.allSatisfy { $0["article"] as? String == "essai" })
    let decoded = try lines.filter { $0.contains(#""kind":"trigger""#) }.map {
      try JSONDecoder().decode(EventExplanation.Trigger.self, from: Data($0.utf8))
    }
    #expect(decoded == reading.explanation?.triggers)
  }

  @Test func `breaks lines at blanks and gives styles no room`() {
    var text = WrappedText("un deux trois")
    text.add(" quatre", .bold)
    let lines = text.lines(opening: "> ", width: 10) { run, _ in "<\(run)>" }
    #expect(lines == ["> un deux", "  trois", "  <quatre>"])
    #expect(WrappedText("").lines(opening: "a ", width: 10) { run, _ in run } == ["a "])
  }
}
