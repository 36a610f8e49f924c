import SommetText

/// The names that Universal Dependencies has, against which those in patterns are checked.
///
/// Source: <https://universaldependencies.org/u/dep/>, <https://universaldependencies.org/u/feat/>.
enum UniversalNames {
  /// Relations without their subtypes; `ROOT` is how spaCy writes the first.
  static let relations: Set<String> = [
    "root", "ROOT", "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf",
    "compound",
    "conj", "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith",
    "iobj",
    "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum",
    "vocative", "xcomp",
  ]

  static let features: Set<String> = [
    "Abbr", "Animacy", "Aspect", "Case", "Clusivity", "Definite", "Degree", "Deixis", "Evident", "ExtPos",
    "Foreign", "Gender", "Mood", "NounClass", "NumType", "Number", "Person", "Polarity", "Polite", "Poss",
    "PronType", "Reflex", "Tense", "Typo", "VerbForm", "Voice",
  ]

  /// What a pattern may ask of a token's mentions.
  static let entities: Set<String> =
    Set(EntityKind.allCases.map(\.rawValue)).union(["actor", "any", "none"])

  static func isRelation(_ value: Pattern.Value) -> Bool {
    let name = value.text.prefix { $0 != ":" }
    return value.isPrefix && !value.text.contains(":")
      ? relations.contains { $0.hasPrefix(name) } : relations.contains(String(name))
  }

  static func isPartOfSpeech(_ value: Pattern.Value) -> Bool {
    UPOS.allCases.contains { !$0.rawValue.isEmpty && value.matches($0.rawValue) }
  }
}
