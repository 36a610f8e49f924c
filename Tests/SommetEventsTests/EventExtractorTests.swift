import SommetEvents
import SommetGraph
import SommetTesting
import SommetText
import Testing

/// What an article tells, one line for each meeting and act: the form that the cases below expect.
private func told(_ conllu: String, dates: [String: String] = [:], published: String? = nil) throws
  -> [String]
{
  let document = annotated(conllu)
  let (entities, times) = named(in: document, dates: dates)
  let (meetings, acts) = try EventExtractor().extract(
    from: document, entities: entities, times: times, article: "test", published: published)
  func name(_ index: Int) -> String { entities.entities[index].label }
  for evidence in meetings.flatMap(\.evidence) + acts.map(\.evidence) {
    #expect(String(document.text[Span(evidence.start, evidence.end)]) == evidence.quote)
    #expect(evidence.start <= evidence.trigger.start && evidence.trigger.end <= evidence.end)
  }
  let lines = meetings.map { meeting in
    "meeting \(meeting.participants.map(name).joined(separator: " + ")) \(meeting.modality)"
      + (meeting.date.map { " \($0)" } ?? "") + (meeting.place.map { " in \(name($0))" } ?? "")
  }
  return lines
    + acts.map { act in
      let target =
        switch act.target {
        case .entity(let index): name(index)
        case .meeting(let index): "meeting \(index)"
        case .topic(let words): "« \(words) »"
        }
      return "\(name(act.source)) \(act.relation.rawValue) \(target) \(act.modality)"
        + (act.date.map { " \($0)" } ?? "")
        + (act.content.map { " [\($0)]" } ?? "") + (act.accordingTo.map { " by \(name($0))" } ?? "")
    }
}

@Suite struct EventExtractorTests {
  @Test func `the cost of a long paragraph grows with its sentences`() throws {
    let size = 200
    let sentences = """
      1  «  «  PUNCT  _  _  2  punct  _  _
      2  Bien  bien  ADV  _  _  6  advmod  _  _
      3  »  »  PUNCT  _  _  2  punct  _  _
      4  Blum  Blum  PROPN  _  _  6  nsubj  _  NE=PER_1
      5  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  6  aux:tense  _  _
      6  rencontré  rencontrer  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      7  Roux  Roux  PROPN  _  _  6  obj  _  NE=PER_2
      8  .  .  PUNCT  _  _  6  punct  _  _

      1  Lundi  lundi  NOUN  _  _  4  obl:mod  _  NE=DATE_1
      2  Blum  Blum  PROPN  _  _  4  nsubj  _  NE=PER_1
      3  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  4  aux:tense  _  _
      4  averti  avertir  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      5  Roux  Roux  PROPN  _  _  4  obj  _  NE=PER_2
      6  .  .  PUNCT  _  _  4  punct  _  _

      """
    let texts = [size, 4 * size].map { count in
      let document = annotated(String(repeating: sentences + "\n", count: count))
      return (document, named(in: document, dates: ["Lundi": "2025-06-02"]))
    }
    let extractor = try EventExtractor()
    let growth = Cost.growth(size) {
      let (document, (entities, times)) = texts[$0 == size ? 0 : 1]
      _ = extractor.extract(
        from: document, entities: entities, times: times, article: "test", published: nil)
    }
    #expect(growth < Cost.limit)
  }

  @Test func `rejoins an auxiliary and the participle that a time parts from it`() throws {
    let lines = try told(
      """
      1  Blum  Blum  PROPN  _  _  2  nsubj  _  NE=PER_1
      2  avait  avoir  VERB  _  Mood=Ind|Tense=Imp|VerbForm=Fin  0  root  _  _
      3  la  le  DET  _  _  4  det  _  NE=DATE_2
      4  veille  veille  NOUN  _  _  2  obj  _  NE=DATE_2
      5  rencontré  rencontrer  VERB  _  Tense=Past|VerbForm=Part  4  acl  _  _
      6  Roux  Roux  PROPN  _  _  4  appos  _  NE=PER_3
      7  .  .  PUNCT  _  _  2  punct  _  _
      """, dates: ["la veille": "2025-06-01"])
    #expect(
      lines == ["meeting Blum + Roux occurred 2025-06-01", "Blum met Roux occurred 2025-06-01"])
  }

  @Test func `rejoins them when the parser made the subject the head`() throws {
    let lines = try told(
      """
      1  Blum  Blum  PROPN  _  _  0  root  _  NE=PER_1
      2  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  1  nmod  _  _
      3  ,  ,  PUNCT  _  _  1  punct  _  _
      4  mardi  mardi  NOUN  _  _  1  nmod  _  NE=DATE_2
      5  à  à  ADP  _  _  6  case  _  _
      6  Oslo  Oslo  PROPN  _  _  1  nmod  _  NE=LOC_3
      7  ,  ,  PUNCT  _  _  1  punct  _  _
      8  averti  avertir  VERB  _  Tense=Past|VerbForm=Part  1  acl  _  _
      9  Roux  Roux  PROPN  _  _  8  obj  _  NE=PER_4
      10  .  .  PUNCT  _  _  1  punct  _  _
      """, dates: ["mardi": "2025-06-03"])
    #expect(lines == ["Blum warned Roux occurred 2025-06-03"])
  }

  @Test func `rejoins them when the parser made the time the head`() throws {
    let lines = try told(
      """
      1  Blum  Blum  PROPN  _  _  3  nsubj  _  NE=PER_1
      2  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  3  aux:tense  _  _
      3  lundi  lundi  NOUN  _  _  0  root  _  NE=DATE_2
      4  ,  ,  PUNCT  _  _  3  punct  _  _
      5  dans  dans  ADP  _  _  7  case  _  _
      6  un  un  DET  _  _  7  det  _  _
      7  discours  discours  NOUN  _  _  3  obl:mod  _  _
      8  ,  ,  PUNCT  _  _  7  punct  _  _
      9  averti  avertir  VERB  _  Tense=Past|VerbForm=Part  7  acl  _  _
      10  Roux  Roux  PROPN  _  _  9  obj  _  NE=PER_3
      11  .  .  PUNCT  _  _  3  punct  _  _
      """, dates: ["lundi": "2025-06-02"])
    #expect(lines == ["Blum warned Roux occurred 2025-06-02"])
  }

  @Test func `leaves what somebody has, and a participle that belongs to it`() throws {
    let lines = try told(
      """
      1  Blum  Blum  PROPN  _  _  2  nsubj  _  NE=PER_1
      2  a  avoir  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  root  _  _
      3  lundi  lundi  NOUN  _  _  2  obl:mod  _  NE=DATE_2
      4  à  à  ADP  _  _  5  case  _  _
      5  Oslo  Oslo  PROPN  _  _  2  obl:mod  _  NE=LOC_3
      6  un  un  DET  _  _  7  det  _  _
      7  invité  invité  NOUN  _  _  2  obj  _  _
      8  rencontré  rencontrer  VERB  _  Tense=Past|VerbForm=Part  7  acl  _  _
      9  jadis  jadis  ADV  _  _  8  advmod  _  _
      10  .  .  PUNCT  _  _  2  punct  _  _
      """, dates: ["lundi": "2025-06-02"])
    #expect(lines.isEmpty)
  }

  @Test func `gives a participle to the noun with which it agrees`() throws {
    let lines = try told(
      """
      1  Roux  Roux  PROPN  _  _  4  nsubj  _  NE=PER_1
      2  est  être  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  4  cop  _  _
      3  un  un  DET  _  _  4  det  _  _
      4  membre  membre  NOUN  _  Gender=Masc|Number=Sing  0  root  _  _
      5  de  de  ADP  _  _  7  case  _  _
      6  la  le  DET  _  _  7  det  _  _
      7  ligue  ligue  NOUN  _  Gender=Fem|Number=Sing  4  nmod  _  _
      8  soutenue  soutenir  VERB  _  Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part  4  acl  _  _
      9  par  par  ADP  _  _  10  case  _  _
      10  Blum  Blum  PROPN  _  _  8  obl:agent  _  NE=PER_2
      11  .  .  PUNCT  _  _  4  punct  _  _
      """)
    #expect(lines == ["Blum supported « ligue » occurred [la ligue]"])
  }

  @Test func `takes what stands before a bare noun behind a comma for what is meant`() throws {
    let lines = try told(
      """
      1  Roux  Roux  PROPN  _  _  2  nsubj  _  NE=PER_1
      2  craint  craindre  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  root  _  _
      3  une  un  DET  _  _  4  det  _  _
      4  hausse  hausse  NOUN  _  Gender=Fem|Number=Sing  2  obj  _  _
      5  du  de  ADP  _  _  6  case  _  _
      6  péage  péage  NOUN  _  Gender=Masc|Number=Sing  4  nmod  _  _
      7  ,  ,  PUNCT  _  _  2  punct  _  _
      8  mesure  mesure  NOUN  _  Gender=Fem|Number=Sing  2  advmod  _  _
      9  longtemps  longtemps  ADV  _  _  8  advmod  _  _
      10  soutenue  soutenir  VERB  _  Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part  8  acl  _  _
      11  par  par  ADP  _  _  12  case  _  _
      12  Blum  Blum  PROPN  _  _  10  obl:agent  _  NE=PER_2
      13  .  .  PUNCT  _  _  2  punct  _  _
      """)
    #expect(lines == ["Blum supported « hausse du péage » occurred [une hausse du péage , mesure]"])
  }

  @Test func `leaves a participle above the noun before it that belongs to it`() throws {
    let lines = try told(
      """
      1  Roux  Roux  PROPN  _  _  3  nsubj  _  NE=PER_1
      2  est  être  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  3  cop  _  _
      3  membre  membre  NOUN  _  Gender=Masc|Number=Sing  0  root  _  _
      4  ,  ,  PUNCT  _  _  3  punct  _  _
      5  la  le  DET  _  _  6  det  _  _
      6  ligue  ligue  NOUN  _  Gender=Fem|Number=Sing  7  nsubj:pass  _  _
      7  soutenue  soutenir  VERB  _  Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part  3  acl  _  _
      8  par  par  ADP  _  _  9  case  _  _
      9  Blum  Blum  PROPN  _  _  7  obl:agent  _  NE=PER_2
      10  .  .  PUNCT  _  _  3  punct  _  _
      """)
    #expect(lines == ["Blum supported « ligue » occurred [la ligue]"])
  }

  @Test func `takes a participle behind an article for a noun`() throws {
    let lines = try told(
      """
      1  Blum  Blum  PROPN  _  _  3  nsubj  _  NE=PER_1
      2  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  3  aux:tense  _  _
      3  adressé  adresser  VERB  _  Tense=Past|VerbForm=Part  0  root  _  _
      4  une  un  DET  _  _  6  det  _  _
      5  sévère  sévère  ADJ  _  _  6  amod  _  _
      6  mise  mettre  VERB  _  Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part  3  obj  _  _
      7  en  en  ADP  _  _  8  case  _  _
      8  garde  garde  NOUN  _  _  6  nmod  _  _
      9  à  à  ADP  _  _  10  case  _  _
      10  Roux  Roux  PROPN  _  _  6  nmod  _  NE=PER_2
      11  .  .  PUNCT  _  _  3  punct  _  _
      """)
    #expect(lines == ["Blum warned Roux occurred"])
  }

  @Test func `takes nobody whom a preposition governs for the subject`() throws {
    let lines = try told(
      """
      1  Selon  selon  ADP  _  _  2  case  _  _
      2  Mercier  Mercier  PROPN  _  _  6  nsubj  _  NE=PER_1
      3  ,  ,  PUNCT  _  _  2  punct  _  _
      4  Blum  Blum  PROPN  _  _  2  nmod  _  NE=PER_2
      5  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  6  aux:tense  _  _
      6  averti  avertir  VERB  _  Tense=Past|VerbForm=Part  0  root  _  _
      7  Roux  Roux  PROPN  _  _  6  obj  _  NE=PER_3
      8  .  .  PUNCT  _  _  6  punct  _  _
      """)
    #expect(lines == ["Blum warned Roux occurred by Mercier"])
  }

  @Test func `joins to a name what the parser joined to a part of it`() throws {
    let lines = try told(
      """
      1  Blum  Blum  PROPN  _  _  3  nsubj  _  NE=PER_1
      2  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  3  aux:tense  _  _
      3  averti  avertir  VERB  _  Tense=Past|VerbForm=Part  0  root  _  _
      4  Paul  Paul  PROPN  _  _  3  obj  _  NE=PER_2
      5  Roux  Roux  PROPN  _  _  4  flat:name  _  NE=PER_2
      6  et  et  CCONJ  _  _  7  cc  _  _
      7  Mercier  Mercier  PROPN  _  _  5  conj  _  NE=PER_3
      8  .  .  PUNCT  _  _  3  punct  _  _
      """)
    #expect(lines == ["Blum warned Paul Roux occurred", "Blum warned Mercier occurred"])
  }

  @Test func `takes the end of a compound for no word of its own`() throws {
    let lines = try told(
      """
      1  Un  un  DET  _  _  2  det  _  _
      2  accord  accord  NOUN  _  _  11  nsubj  _  _
      3  de  de  ADP  _  _  4  case  _  _
      4  libre  libre  ADJ  _  _  2  nmod  _  SpaceAfter=No
      5  -  -  PUNCT  _  _  6  punct  _  SpaceAfter=No
      6  échange  échange  NOUN  _  _  2  nmod  _  _
      7  entre  entre  ADP  _  _  8  case  _  _
      8  Oslo  Oslo  PROPN  _  _  6  nmod  _  NE=GPE_1
      9  et  et  CCONJ  _  _  10  cc  _  _
      10  Riga  Riga  PROPN  _  _  8  conj  _  NE=GPE_2
      11  existe  exister  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  root  _  _
      """)
    #expect(lines.isEmpty)
  }

  @Test func `takes a noun that is written like a negation for no negation`() throws {
    let lines = try told(
      """
      1  Le  le  DET  _  _  2  det  _  _
      2  point  point  NOUN  _  _  3  nsubj  _  _
      3  permet  permettre  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  root  _  _
      4  à  à  ADP  _  _  5  case  _  _
      5  Blum  Blum  PROPN  _  _  3  obl:arg  _  NE=PER_1
      6  de  de  ADP  _  _  7  mark  _  _
      7  rencontrer  rencontrer  VERB  _  VerbForm=Inf  3  xcomp  _  _
      8  Roux  Roux  PROPN  _  _  7  obj  _  NE=PER_2
      9  .  .  PUNCT  _  _  3  punct  _  _
      """)
    #expect(lines.allSatisfy { !$0.contains("denied") } && !lines.isEmpty)
  }

  @Test func `finds who met whom, when and where`() throws {
    let lines = try told(
      """
      1  Blum  Blum  PROPN  _  _  3  nsubj  _  NE=PER_1
      2  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  3  aux:tense  _  _
      3  rencontré  rencontrer  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      4  Mercier  Mercier  PROPN  _  _  3  obj  _  NE=PER_2
      5  mardi  mardi  NOUN  _  _  3  obl:mod  _  NE=DATE_3
      6  à  à  ADP  _  _  7  case  _  _
      7  Genève  Genève  PROPN  _  _  3  obl:mod  _  NE=LOC_4
      8  .  .  PUNCT  _  _  3  punct  _  _
      """, dates: ["mardi": "2025-05-06"])
    #expect(
      lines == [
        "meeting Blum + Mercier occurred 2025-05-06 in Genève", "Blum met Mercier occurred 2025-05-06",
      ])
  }

  @Test func `turns the passive round`() throws {
    let lines = try told(
      """
      1  Blum  Blum  PROPN  _  _  4  nsubj:pass  _  NE=PER_1
      2  sera  être  AUX  _  Mood=Ind|Tense=Fut|VerbForm=Fin  4  aux:pass  _  _
      3  bientôt  bientôt  ADV  _  _  4  advmod  _  _
      4  reçue  recevoir  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      5  par  par  ADP  _  _  6  case  _  _
      6  Mercier  Mercier  PROPN  _  _  4  obl:agent  _  NE=PER_2
      7  .  .  PUNCT  _  _  4  punct  _  _
      """)
    #expect(lines == ["meeting Blum + Mercier planned", "Blum met Mercier planned"])
  }

  @Test func `denies an encounter without making it a meeting`() throws {
    let lines = try told(
      """
      1  Blum  Blum  PROPN  _  _  5  nsubj  _  NE=PER_1
      2  n'  ne  ADV  _  Polarity=Neg  5  advmod  _  SpaceAfter=No
      3  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  5  aux:tense  _  _
      4  jamais  jamais  ADV  _  Polarity=Neg  5  advmod  _  _
      5  rencontré  rencontrer  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      6  Mercier  Mercier  PROPN  _  _  5  obj  _  NE=PER_2
      7  .  .  PUNCT  _  _  5  punct  _  _
      """)
    #expect(lines == ["Blum met Mercier denied"])
  }

  @Test(arguments: [
    ("veut", "vouloir", "hypothetical"), ("refuse", "refuser", "denied"), ("doit", "devoir", "planned"),
  ])
  func `inherits modality from the verb above`(form: String, lemma: String, modality: String) throws {
    let lines = try told(
      """
      1  Blum  Blum  PROPN  _  _  2  nsubj  _  NE=PER_1
      2  \(form)  \(lemma)  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  ROOT  _  _
      3  rencontrer  rencontrer  VERB  _  VerbForm=Inf  2  xcomp  _  _
      4  Mercier  Mercier  PROPN  _  _  3  obj  _  NE=PER_2
      5  .  .  PUNCT  _  _  2  punct  _  _
      """)
    #expect(lines.contains("Blum met Mercier \(modality)"))
  }

  @Test func `keeps a rumour and who tells it`() throws {
    let lines = try told(
      """
      1  Selon  selon  ADP  _  _  2  case  _  _
      2  Kiev  Kiev  PROPN  _  _  6  obl:mod  _  NE=GPE_1|SpaceAfter=No
      3  ,  ,  PUNCT  _  _  2  punct  _  _
      4  Moscou  Moscou  PROPN  _  _  6  nsubj  _  NE=GPE_2
      5  aurait  avoir  AUX  _  Mood=Cnd|Tense=Pres|VerbForm=Fin  6  aux:tense  _  _
      6  menacé  menacer  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      7  la  le  DET  _  Definite=Def|PronType=Art  8  det  _  _
      8  Suède  Suède  PROPN  _  _  6  obj  _  NE=GPE_3
      9  .  .  PUNCT  _  _  6  punct  _  _
      """)
    #expect(lines == ["Moscou warned Suède hypothetical [la Suède] by Kiev"])
  }

  @Test func `takes the names after "entre" for those who meet`() throws {
    let lines = try told(
      """
      1  Une  un  DET  _  Definite=Ind|PronType=Art  2  det  _  _
      2  rencontre  rencontre  NOUN  _  _  8  nsubj:pass  _  _
      3  entre  entre  ADP  _  _  4  case  _  _
      4  Blum  Blum  PROPN  _  _  2  nmod  _  NE=PER_1
      5  et  et  CCONJ  _  _  6  cc  _  _
      6  Mercier  Mercier  PROPN  _  _  4  conj  _  NE=PER_2
      7  est  être  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  8  aux:pass  _  _
      8  prévue  prévoir  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      9  lundi  lundi  NOUN  _  _  8  obl:mod  _  NE=DATE_3
      10  .  .  PUNCT  _  _  8  punct  _  _
      """, dates: ["lundi": "2025-05-12"])
    #expect(
      lines == ["meeting Blum + Mercier planned 2025-05-12", "Blum met Mercier planned 2025-05-12"])
  }

  @Test func `finds what somebody warns of, and whom`() throws {
    let lines = try told(
      """
      1  Moscou  Moscou  PROPN  _  _  3  nsubj  _  NE=GPE_1
      2  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  3  aux:tense  _  _
      3  averti  avertir  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      4  Stockholm  Stockholm  PROPN  _  _  3  obj  _  NE=GPE_2
      5  que  que  SCONJ  _  _  8  mark  _  _
      6  la  le  DET  _  Definite=Def|PronType=Art  7  det  _  _
      7  frontière  frontière  NOUN  _  _  8  nsubj  _  _
      8  fermerait  fermer  VERB  _  Mood=Cnd|VerbForm=Fin  3  ccomp  _  _
      9  .  .  PUNCT  _  _  3  punct  _  _
      """)
    #expect(lines == ["Moscou warned Stockholm occurred [que la frontière fermerait]"])
  }

  @Test func `finds the speaker behind a quotation`() throws {
    let lines = try told(
      """
      1  «  «  PUNCT  _  _  4  punct  _  _
      2  Le  le  DET  _  Definite=Def|PronType=Art  3  det  _  _
      3  froid  froid  NOUN  _  _  4  nsubj  _  _
      4  vient  venir  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  ROOT  _  _
      5  »  »  PUNCT  _  _  4  punct  _  SpaceAfter=No
      6  ,  ,  PUNCT  _  _  8  punct  _  _
      7  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  8  aux:tense  _  _
      8  prévenu  prévenir  VERB  _  Tense=Past|VerbForm=Part  4  parataxis  _  _
      9  Blum  Blum  PROPN  _  _  8  obj  _  NE=PER_1
      10  .  .  PUNCT  _  _  4  punct  _  _
      """)
    #expect(lines == ["Blum warned « froid vient » occurred [Le froid vient]"])
  }

  @Test func `gives an act to every subject`() throws {
    let lines = try told(
      """
      1  Oslo  Oslo  PROPN  _  _  5  nsubj  _  NE=GPE_1
      2  et  et  CCONJ  _  _  3  cc  _  _
      3  Berne  Berne  PROPN  _  _  1  conj  _  NE=GPE_2
      4  ont  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  5  aux:tense  _  _
      5  proposé  proposer  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      6  une  un  DET  _  Definite=Ind|PronType=Art  7  det  _  _
      7  trêve  trêve  NOUN  _  _  5  obj  _  _
      8  .  .  PUNCT  _  _  5  punct  _  _
      """)
    #expect(
      lines == [
        "Oslo proposed « trêve » occurred [une trêve]", "Berne proposed « trêve » occurred [une trêve]",
      ])
  }

  @Test func `folds the tellings of one meeting`() throws {
    let lines = try told(
      """
      1  Blum  Blum  PROPN  _  _  3  nsubj  _  NE=PER_1
      2  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  3  aux:tense  _  _
      3  rencontré  rencontrer  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      4  Mercier  Mercier  PROPN  _  _  3  obj  _  NE=PER_2
      5  mardi  mardi  NOUN  _  _  3  obl:mod  _  NE=DATE_3
      6  .  .  PUNCT  _  _  3  punct  _  _

      1  Cette  ce  DET  _  PronType=Dem  2  det  _  _
      2  rencontre  rencontre  NOUN  _  _  4  nsubj  _  _
      3  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  4  aux:tense  _  _
      4  duré  durer  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      5  .  .  PUNCT  _  _  4  punct  _  _
      """, dates: ["mardi": "2025-05-06"])
    #expect(lines == ["meeting Blum + Mercier occurred 2025-05-06", "Blum met Mercier occurred 2025-05-06"])
  }

  @Test func `plans what lies after the day of publication`() throws {
    let conllu = """
      1  Oslo  Oslo  PROPN  _  _  2  nsubj  _  NE=GPE_1
      2  reçoit  recevoir  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  ROOT  _  _
      3  Blum  Blum  PROPN  _  _  2  obj  _  NE=PER_2
      4  lundi  lundi  NOUN  _  _  2  obl:mod  _  NE=DATE_3
      5  .  .  PUNCT  _  _  2  punct  _  _
      """
    let dates = ["lundi": "2025-05-12"]
    #expect(
      try told(conllu, dates: dates, published: "2025-05-10").last == "Oslo met Blum planned 2025-05-12")
    #expect(
      try told(conllu, dates: dates, published: "2025-05-13").last == "Oslo met Blum occurred 2025-05-12")
  }

  @Test func `finds nothing where actors only stand together`() throws {
    let lines = try told(
      """
      1  Oslo  Oslo  PROPN  _  _  4  nsubj  _  NE=GPE_1
      2  et  et  CCONJ  _  _  3  cc  _  _
      3  Berne  Berne  PROPN  _  _  1  conj  _  NE=GPE_2
      4  accueillent  accueillir  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  ROOT  _  _
      5  des  un  DET  _  Definite=Ind|PronType=Art  6  det  _  _
      6  touristes  touriste  NOUN  _  _  4  obj  _  _
      7  .  .  PUNCT  _  _  4  punct  _  _
      """)
    #expect(lines.isEmpty)
  }

  @Test func `tells the posts of the article as acts`() throws {
    let document = annotated(
      """
      1  Blum  Blum  PROPN  _  _  0  ROOT  _  NE=PER_1|SpaceAfter=No
      2  ,  ,  PUNCT  _  _  3  punct  _  _
      3  ministre  ministre  NOUN  _  _  1  appos  _  _
      """)
    let office = Office(
      holder: 0, body: 1, title: "ministre", isPast: false, tokens: 0..<3, trigger: 2,
      rule: "office.apposition")
    let entities = EntityAnnotations(
      entities: [Entity(kind: .person, label: "Blum"), Entity(kind: .country, label: "Suède")],
      offices: [office])
    let (_, acts) = try EventExtractor().extract(from: document, entities: entities, times: [], article: "a")
    #expect(acts.map(\.relation) == [.holdsOffice])
    #expect(acts[0].title == "ministre")
    #expect(acts[0].evidence.quote == "Blum, ministre")
  }
}
