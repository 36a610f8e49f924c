import SommetTime
import Testing

@Suite struct LineTests {
  let tagger = try! TimeTagger()

  @Test func `a request is answered with offsets, value and rule`() throws {
    let answer = try tagger.answer(
      line: #"{"text": "Été 2024 : réunion hier.", "reference": "2025-08-20"}"#)
    #expect(
      answer
        == #"{"expressions":[{"end":8,"rule":"season.year","start":0,"text":"Été 2024","type":"daterange","#
        + #""value":"2024-06-21/2024-09-20"},{"anchor":"2025-08-20","end":23,"rule":"day.deictic","start":19,"#
        + #""text":"hier","type":"date","value":"2025-08-19"}]}"#)
  }

  @Test func `the reference of the command holds where the line tells none`() throws {
    let answer = try tagger.answer(line: #"{"text": "hier"}"#, reference: "2025-03-01")
    #expect(answer.contains("2025-02-28"))
  }

  @Test func `a line that is no request says what was expected`() {
    #expect(throws: TimeRequestError.self) { try tagger.answer(line: "hier") }
    do {
      _ = try tagger.answer(line: "hier")
    } catch {
      #expect(
        error.description
          == "expected an object such as {\"text\": \"hier\", \"reference\": \"2025-08-20\"}, found 'hier'"
      )
    }
  }

  @Test func `a reference that is no day is refused`() {
    do {
      _ = try tagger.answer(line: #"{"text": "hier", "reference": "mardi"}"#)
      Issue.record("it was taken")
    } catch {
      #expect(error.description == "expected an ISO day or date-time as reference, found 'mardi'")
    }
  }
}
