import SommetText

/// The third persons, participles and plural firsts of the regular verbs among the triggers, for tokens that the tagger
/// took for something else: "la Suède alerte", "elle déjeunera"; and some whole forms of others.
struct VerbForms: Sendable {
  struct Reading: Sendable {
    var lemma: String
    var feats: Feats
    /// Whether the form is no other word's.
    var isSure = false
  }

  private let readings: [String: Reading]

  /// - Parameters:
  ///   - lemmas: infinitives; those that do not end in "-er" are left out.
  ///   - endings: rows of `conjugation.tsv`.
  ///   - whole: rows of `forms.tsv`.
  init(lemmas: some Sequence<String>, endings: Table, whole: Table) {
    var readings: [String: Reading] = [:]
    for row in whole.rows {
      readings[String(row["form"])] = Reading(
        lemma: String(row["lemma"]), feats: Feats(String(row["feats"])), isSure: true)
    }
    for lemma in lemmas where lemma.hasSuffix("er") && !lemma.contains(" ") {
      let stem = lemma.dropLast(2)
      for row in endings.rows {
        let ending = row["ending"]
        let form = Self.softened(stem, before: ending) + ending
        if readings[form] == nil {
          readings[form] = Reading(lemma: lemma, feats: Feats(String(row["feats"])))
        }
        if row["stress"] == "yes", let open = Self.opened(stem) {
          readings[open + ending] = Reading(lemma: lemma, feats: Feats(String(row["feats"])))
        }
      }
    }
    self.readings = readings
  }

  func reading(of form: String) -> Reading? { readings[form] }

  /// "menaç-a", "exige-a": the consonant keeps its sound.
  private static func softened(_ stem: Substring, before ending: Substring) -> String {
    guard ending.first == "a" else { return String(stem) }
    if stem.last == "c" { return stem.dropLast() + "ç" }
    return stem.last == "g" ? stem + "e" : String(stem)
  }

  /// "suggèr-e": the accent of a stem whose last syllable is stressed; nil for other stems.
  private static func opened(_ stem: Substring) -> String? {
    let last = stem.index(stem.endIndex, offsetBy: -2, limitedBy: stem.startIndex) ?? stem.startIndex
    guard stem.count > 2, stem[last] == "é", let consonant = stem.last else { return nil }
    return stem[..<last] + "è\(consonant)"
  }
}
