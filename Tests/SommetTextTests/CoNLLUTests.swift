import SommetTesting
import SommetText
import Testing

@Suite struct CoNLLUTests {
  @Test func `writes a sentence a block, with offsets and names`() {
    let document = annotated(
      """
      1  Léa  Léa    PROPN  PROPN  _  2  nsubj  _  NE=PER_1
      2  lit  lire   VERB   VERB   Tense=Pres  0  ROOT  _  SpaceAfter=No
      3  .    .      PUNCT  PUNCT  _  2  punct  _  _
      """)
    #expect(
      document.conllu() == """
        # sent_id = 0
        # text = Léa lit.
        1\tLéa\tLéa\tPROPN\tPROPN\t_\t2\tnsubj\t_\tstart_char=0|end_char=3|NE=PER_1
        2\tlit\tlire\tVERB\tVERB\tTense=Pres\t0\troot\t_\tSpaceAfter=No|start_char=4|end_char=7
        3\t.\t.\tPUNCT\tPUNCT\t_\t2\tpunct\t_\tstart_char=7|end_char=8


        """)
  }

  @Test func `writes tokens of blanks so that they can be seen`() {
    let document = AnnotatedDocument(
      text: ScalarText("a \n b"),
      tokens: [
        Token(text: "a", span: Span(0, 1), upos: .x, lemma: "a", head: 0, deprel: "ROOT"),
        Token(
          text: "\n ", span: Span(2, 4), hasSpaceAfter: false, upos: .space, lemma: "\n ", head: 0,
          deprel: "dep"),
      ], sentences: [0..<2], entities: [])
    #expect(document.conllu().contains("2\t\\n\\s\t\\n\\s\tSPACE\t"))
  }
}
