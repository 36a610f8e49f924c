import Foundation
import SommetText

/// The word lists of this target, read once.
struct CorpusTables: Sendable {
  let furniture: Furniture
  let menus: Menus
  let calendar: CalendarWords
  let agencies: Set<String>
  /// Words of HTML classes, and why what carries them is no body text.
  let classes: [String: DroppedText.Reason]
  let functionWords: FunctionWords
  let words: CorpusWords
  let usualLetters: UsualLetters
  /// Names of encodings as iconv knows them, by the labels that are declared.
  let charsets: [String: String]
  /// Usual names of the fields of records, in the order to try.
  let fields: [RecordFields.Role: [String]]

  static let shared = CorpusTables()

  private init() {
    do {
      furniture = try Furniture(
        Self.table("furniture", ["id", "match", "phrase", "scope", "reason", "example"]))
      menus = Menus(try Self.table("menus", ["phrase"]))
      words = try CorpusWords(Self.table("words", Table.classColumns))
      calendar = try CalendarWords(Self.table("calendar", ["kind", "name", "value"]), words: words)
      agencies = Set(try Self.table("agencies", ["name"]).rows.map { String($0["name"]) })
      var classes: [String: DroppedText.Reason] = [:]
      for row in try Self.table("classes", ["word", "reason"]).rows {
        guard let reason = DroppedText.Reason(rawValue: String(row["reason"])) else {
          throw row.error("reason", expected: "a reason")
        }
        classes[String(row["word"])] = reason
      }
      self.classes = classes
      functionWords = try FunctionWords(Self.table("functionwords", ["language", "words"]))
      usualLetters = try UsualLetters(Self.table("letters", Table.classColumns))
      charsets = Dictionary(
        uniqueKeysWithValues: try Self.table("charsets", ["label", "name"]).rows.map {
          (String($0["label"]), String($0["name"]))
        })
      fields = try RecordFields.names(Self.table("fields", ["role", "field"]))
    } catch {
      preconditionFailure("a table of SommetCorpus is broken: \(error)")
    }
  }

  /// The days of a line such as "Publié le 20 août 2025, mis à jour le 21 août 2025", and whether each is that of
  /// a change.
  func datesOfLine(_ line: String) -> [(day: CalendarDay, isChange: Bool)] {
    guard LineForm.holdsDigit(line) else { return [] }
    let lineWords = CalendarWords.words(line)
    // What the last verb so far tells; each word is looked at once, however many days there are.
    var isChange = false
    var next = 0
    return calendar.days(in: lineWords).map { day, range in
      while next < range.lowerBound {
        let word = lineWords[next].text.lowercased()
        if words.tellsChange(word) {
          isChange = true
        } else if words.tellsPublication(word) {
          isChange = false
        }
        next += 1
      }
      return (day, isChange)
    }
  }

  static func table(_ name: String, _ columns: [String]) throws -> Table {
    guard
      let url = Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Resources")
    else { preconditionFailure("\(name).tsv is not among the resources") }
    return try Table(
      String(decoding: Data(contentsOf: url), as: UTF8.self), name: name + ".tsv", columns: columns)
  }
}
