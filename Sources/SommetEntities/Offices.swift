import SommetText

/// What a name or adjective points to: a cluster of the article, or a gazetteer entity that may have none yet.
enum Referent: Sendable, Hashable {
  case cluster(Int)
  case known(Int32)
}

/// An office phrase of the text: "la ministre suédoise de la Pêche, Anna Blum".
struct OfficePhrase: Sendable {
  /// From the determiner to the last word of the title and its complements.
  var tokens: Range<Int>
  /// The title's noun.
  var head: Int
  /// As written, without nationality and body: "ministre des Affaires étrangères".
  var title: String
  var kind: Title.Class
  var gender: Gender?
  var isPlural: Bool
  var isPast: Bool
  var isFuture: Bool
  /// The body, nil when none is told.
  var body: Referent?
  /// A second body: "président du Tchad et de l'Union africaine".
  var furtherBody: Referent?
  /// Whether its determiner is a possessive: "son", "sa", "leur".
  var isOwned: Bool
  /// The determiner's token, nil when there is none.
  var determiner: Int?
  /// Names of the people who hold it, by index.
  var holders: [Int] = []
  var rule = ""
  /// The last token of the whole, name included.
  var end: Int
  /// Holds the noun that took the body up: "du parti", "de l'organisation".
  var bodyNoun: Int?
}
