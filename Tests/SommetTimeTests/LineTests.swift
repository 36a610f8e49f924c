import SommetTime
import Testing

@Suite struct LineTests {
  let tagger = try! TimeTagger()

  @Test func `a request is answered with offsets, value and rule`() throws {
    let answer = try tagger.answer(
      line: #"{"text": "Été 2024 : réunion hier.", "reference": "2025-08-20"}"#, number: 1)
    #expect(
      answer
        == #"{"expressions":[{"end":8,"rule":"season.year","start":0,"text":"Été 2024","type":"daterange","#
        + #""value":"2024-06-21/2024-09-20"},{"anchor":"2025-08-20","end":23,"rule":"day.deictic","start":19,"#
        + #""text":"hier","type":"date","value":"2025-08-19"}]}"#)
  }

  @Test func `the reference of the command holds where the line tells none`() throws {
    let answer = try tagger.answer(line: #"{"text": "hier"}"#, number: 1, reference: "2025-03-01")
    #expect(answer.contains("2025-02-28"))
  }

  @Test func `a line that is no request names its number`() {
    #expect(throws: TimeRequestError.self) { try tagger.answer(line: "hier", number: 7) }
    do {
      _ = try tagger.answer(line: "hier", number: 7)
    } catch {
      #expect(
        error.description
          == "line 7: expected an object such as {\"text\": \"hier\", \"reference\": \"2025-08-20\"}, found 'hier'"
      )
    }
  }

  @Test func `a reference that is no day is refused`() {
    do {
      _ = try tagger.answer(line: #"{"text": "hier", "reference": "mardi"}"#, number: 2)
      Issue.record("it was taken")
    } catch {
      #expect(error.description == "line 2: expected an ISO day as reference, found 'mardi'")
    }
  }
}
