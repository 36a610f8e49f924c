import SommetTime
import Testing

@Suite struct NumeralTests {
  let tagger = try! TimeTagger()

  static let units = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
  ]
  static let tens = [
    "", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt",
  ]

  /// A number from 1 to 9999 as French writes it.
  static func words(_ number: Int) -> String {
    if number >= 1000 {
      let head = number < 2000 ? "mille" : words(number / 1000) + " mille"
      return number % 1000 == 0 ? head : head + " " + words(number % 1000)
    }
    if number >= 100 {
      let head = number < 200 ? "cent" : words(number / 100) + " cent"
      return number % 100 == 0 ? head : head + " " + words(number % 100)
    }
    if number < 20 { return units[number] }
    if number >= 80 { return number == 80 ? "quatre-vingts" : "quatre-vingt-" + units[number - 80] }
    let ten = number >= 60 ? 60 : number / 10 * 10
    let rest = number - ten
    if rest == 0 { return tens[ten / 10] }
    if rest == 1 || rest == 11 { return tens[ten / 10] + " et " + units[rest] }
    return tens[ten / 10] + "-" + units[rest]
  }

  @Test func `every number in words is read`() {
    for number in 2...2200 {
      let text = "Cela dure \(Self.words(number)) jours."
      let values = tagger.expressions(in: text, reference: "2025-08-20").map(\.value)
      #expect(values == ["P\(number)D"], "\(text)")
    }
  }

  @Test(arguments: [("nonante-deux", 92), ("septante et un", 71), ("huitante-cinq", 85), ("octante", 80)])
  func `Swiss and Belgian numbers are read`(words: String, number: Int) {
    #expect(tagger.expressions(in: "\(words) jours", reference: nil).map(\.value) == ["P\(number)D"])
  }
}
