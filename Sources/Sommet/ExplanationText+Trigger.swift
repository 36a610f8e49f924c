import SommetEvents
import SommetGraph

extension ExplanationText {
  /// What was read at a trigger.
  func read(_ trigger: EventExplanation.Trigger) -> [String] {
    trigger.readings.flatMap { reading -> [String] in
      var lines: [String] = []
      for edge in reading.edges { lines += self.lines("   + ", headline(edge, reading)) }
      if reading.edges.isEmpty {
        var text = WrappedText("meeting M\(reading.meeting ?? 0)", .good)
        text.add(": nobody is set face to face")
        lines += self.lines("   + ", text)
      }
      let confidence = reading.row.confidence.map { ", confidence \($0)" } ?? ""
      lines += field("row", "\(place(reading.row))\(confidence), at \(phrase(trigger.word.text))")
      lines += reading.arguments.flatMap(argument)
      if let content = reading.content {
        lines += field(reading.relation == .holdsOffice ? "words" : "content", phrase(content.text))
      }
      if reading.relation != .holdsOffice { lines += modality(reading.modality, reading.grounds) }
      if let date = reading.date { lines += field("date", day(date)) }
      if let speaker = reading.saidBy { lines += field("said by", who(speaker)) }
      if let plover = reading.plover { lines += field("plover", self.plover(plover)) }
      if let meeting = reading.meeting, !reading.edges.isEmpty { lines += field("meeting", "M\(meeting)") }
      return lines
    }
  }

  private func plover(_ code: PloverCode<String>) -> String {
    let parts = [code.type ?? "no type"] + code.modes + code.auxiliaries + code.contexts
    return "\(parts.joined(separator: ", ")) (\(code.rule))"
  }

  private func headline(_ edge: EventExplanation.Edge, _ reading: EventExplanation.Reading) -> WrappedText {
    var text = WrappedText(reading.relation.rawValue, .good)
    text.add("  ")
    text.add(edge.source, .bold)
    text.add(reading.relation.isSymmetric ? " — " : " → ")
    text.add(edge.isTopic ? phrase(edge.target) : edge.target, .bold)
    if let title = edge.title { text.add(" (\(title))") }
    let facts: [String?] = [
      reading.relation == .holdsOffice ? nil : edge.modality.rawValue, edge.date,
      edge.accordingTo.map { "according to \($0)" }, "confidence \(edge.confidence)",
    ]
    text.add("  " + facts.compactMap { $0 }.joined(separator: ", "), .faint)
    return text
  }

  private func argument(_ argument: EventExplanation.Argument) -> [String] {
    let slot = argument.slot.map { " in \($0)" } ?? ""
    return field(argument.role.rawValue, who(argument) + slot)
  }

  private func who(_ argument: EventExplanation.Argument) -> String {
    let certainty = argument.certainty < 1 ? ", \(argument.certainty)" : ""
    return "\(phrase(argument.words.text)) → \(argument.entity), \(argument.kind.rawValue) "
      + "(\(argument.link)\(certainty))"
  }

  private func modality(_ modality: Modality, _ grounds: [EventExplanation.Reason]) -> [String] {
    let reasons = grounds.map { ground in
      let row = ground.row.flatMap { row in row.line.map { " (\(row.table ?? ""):\($0))" } } ?? ""
      return "\(phrase(ground.words.text)), \(ground.kind.sentence)\(row)"
    }
    return field("modality", ([modality.rawValue] + reasons).joined(separator: ": "))
  }

  private func day(_ day: EventExplanation.Day) -> String {
    "\(day.value): \(day.words.map { phrase($0.text) + ", " } ?? "")\(day.from.sentence)"
  }

  // MARK: Misses

  /// Why nothing was read at a trigger, row by row.
  func missed(_ trigger: EventExplanation.Trigger) -> [String] {
    var text = WrappedText(trigger.word.text, .bad)
    text.add(trigger.lemma == trigger.word.text ? "" : " (\(trigger.lemma))")
    text.add(": no edge", .faint)
    var lines = self.lines("   - ", text)
    let near = trigger.missed.filter { $0.reason != .pattern && $0.reason != .word }
    for miss in near { lines += self.miss(miss) }
    guard isThorough else { return lines }
    for miss in trigger.missed where miss.reason == .pattern || miss.reason == .word {
      lines += self.miss(miss)
    }
    return lines
  }

  private func miss(_ miss: EventExplanation.Miss) -> [String] {
    var reason = miss.reason.sentence
    if let expected = miss.expected {
      let isForbidden = expected.hasPrefix("!")
      reason = isForbidden ? "must not have \(expected.dropFirst())" : "wants \(expected)"
      if let found = miss.found { reason += ", found \(found)" }
    }
    if !miss.words.isEmpty { reason += ": " + miss.words.map { phrase($0.text) }.joined(separator: ", ") }
    if !miss.slots.isEmpty { reason += " [\(miss.slots.joined(separator: ", "))]" }
    return lines("       ", WrappedText("\(place(miss.row)): \(reason)"))
  }

  // MARK: Meetings

  func meeting(_ meeting: EventExplanation.Meeting) -> [String] {
    let number = "M\(meeting.number)"
    var text = WrappedText(meeting.label, .bold)
    let facts: [String?] = [meeting.modality.rawValue, meeting.date?.value, meeting.place.map { "in \($0)" }]
    text.add("  " + facts.compactMap { $0 }.joined(separator: ", "), .faint)
    if meeting.index == nil { text.add("  no node: denied without an occasion", .bad) }
    var lines = self.lines(number + String(repeating: " ", count: max(1, 5 - number.count)), text)
    if !meeting.participants.isEmpty {
      lines += field("who", meeting.participants.joined(separator: ", "))
    }
    if meeting.tellings.count > 1 || meeting.modality != meeting.tellings.first?.modality {
      lines += modality(meeting.modality, meeting.grounds)
      if let date = meeting.date { lines += field("date", day(date)) }
    }
    for (number, telling) in meeting.tellings.enumerated() {
      let facts: [String?] = [
        telling.participants.joined(separator: ", "), telling.place.map { "in \($0)" },
        telling.date?.value, telling.modality.rawValue,
      ]
      lines += field(
        number == 0 ? "told in" : "and in",
        "sentence \(telling.sentence), \(phrase(telling.word.text)), \(place(telling.row)): "
          + facts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "; "))
    }
    return lines
  }
}
