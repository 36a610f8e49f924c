import SommetEvents
import Testing

@Suite struct PatternTests {
  @Test(arguments: [
    ("{lemma:mettre;pos:VERB} >obl* {form:table}", 1), ("avertir|prévenir/VERB", 0),
    ("réunir/VERB !> {Reflex:Yes}", 1), ("voir/VERB ?>obj ({ent:actor}=who >conj {ent:actor})", 1),
    ("appel/NOUN >amod téléphonique", 1),
  ])
  func `reads nodes, short nodes and relations`(text: String, relations: Int) throws {
    let pattern = try Pattern(text)
    #expect(pattern.relations.count == relations)
    #expect(!pattern.triggerLemmas.isEmpty)
  }

  @Test func `keeps negation, prefixes, names and blanks`() throws {
    let pattern = try Pattern("{lemma:table_ronde;Mood!:Ind} !>nsubj* {}=who")
    #expect(pattern.triggerLemmas == ["table ronde"])
    #expect(pattern.constraints[1].isNegated)
    #expect(pattern.relations[0].need == .forbidden)
    #expect(pattern.relations[0].deprels[0].isPrefix)
    #expect(pattern.relations[0].target.name == "who")
  }

  @Test(arguments: [
    ("{lemma:voir", "12: expected ';' or '}', found the end"),
    ("{lema:voir}", "2: expected a key: lemma, form, pos, deprel, ent or a feature, found 'l'"),
    ("{lemma}", "7: expected a key and ':', found '}'"),
    ("voir/VERB = {}", "11: expected a relation: > >> >* < << <* . .., found '='"),
    ("voir/VERB >obj ({ent:actor}", "28: expected ')', found the end"),
    ("voir/VERB >", "12: expected a node, found the end"),
    ("voir/VREB", "6: expected a part of speech, found 'VREB'"),
    ("voir/VERB >obj|sujet {}", "16: expected a dependency, found 'sujet'"),
    ("{lemma:voir;Tens:Past}", "13: expected a key: lemma, form, pos, deprel, ent or a feature, found 'T'"),
    ("{lemma:voir;ent:town}", "17: expected a kind of entity, actor, any or none, found 'town'"),
    (String(repeating: "(", count: 9_000), "33: expected at most 32 parentheses in each other, found '('"),
  ])
  func `says where a pattern is wrong`(text: String, message: String) {
    let fault = #expect(throws: PatternError.self) { try Pattern(text) }
    #expect(fault?.description == message)
  }

  @Test func `reads parentheses in each other`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "voir" + String(repeating: ")", count: depth)
    }
    #expect(try Pattern(nested(32)) == Pattern("voir"))
    // Those that are closed again do not count.
    #expect(try Pattern("voir >obj \(nested(31)) >obj \(nested(31))").relations.count == 2)
  }

  @Test func `reads roles and slots in order of preference`() throws {
    let frame = try Frame("source=subj; target=obj,à; content=que,auprès de; absent=inf")
    #expect(frame.source == [.subject])
    #expect(frame.target == [.object, .preposition("à")])
    #expect(frame.content == [.clause, .preposition("auprès de")])
    #expect(frame.absent == [.infinitive])
  }

  @Test(arguments: [
    ("target=obj", "1: expected the role source, found 'target=obj'"),
    ("source=subj; goal=obj", "14: expected a role: source, target, content or absent, found 'goal'"),
    ("source", "1: expected a role and '=', found 'source'"),
    ("source=", "8: expected a slot, found nothing"),
    ("source=subj; target=obj,,à", "25: expected a slot, found nothing"),
    ("source=subj; target=obj, 7", "26: expected a slot, found '7'"),
  ])
  func `says where a frame is wrong`(text: String, message: String) {
    let fault = #expect(throws: PatternError.self) { try Frame(text) }
    #expect(fault?.description == message)
  }
}
