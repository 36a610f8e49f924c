/// What a word is good for in entity resolution: the classes of `words.tsv`.
enum WordClass: UInt8, CaseIterable, Sendable {
  /// Words before a title that say that it is over.
  case past
  /// The same for posts to come.
  case future
  /// Words between a determiner and a title that do not change it.
  case qualifier
  /// Adjectives that belong to a title after its noun.
  case `extension`
  /// Fixed ends of a title.
  case tail
  /// Prepositions that make a following capital a place.
  case locative
  /// Prepositions that make a following capital an actor.
  case agentive
  /// Nouns of which a capital is the agent or the partner ("la réponse de Moscou"); else "de" + capital is a place.
  case political
  /// Words with which "à" + capital names the receiver, not the way.
  case dative
  /// Verbs of which a capital as subject is the town.
  case town
  /// Verbs of which a capital as object is the town.
  case reach
  /// Nouns that head the name of a body.
  case bodynoun
  /// Nouns that head the name of a place.
  case placenoun
  /// Those of them that are no part of the name when it follows at once ("le fleuve Niger").
  case described
  /// State organs that are the state itself when a nationality or a country follows ("le gouvernement congolais").
  case stateorgan
  /// Particles inside names.
  case particle
  /// Words with a capital that are never a name by themselves.
  case never
  /// Parts of a day, which end no name without a capital ("le conseil mercredi matin").
  case dayPart
  /// Bodynouns that with a nationality name an organ of a state ("l'armée azerbaïdjanaise"); a portfolio may follow.
  case organ
  /// Bodynouns and placenouns that are named by "de" and a name ("le tribunal de Valenciennes").
  case named
  /// Nouns that take up a body named before ("l'alliance").
  case takeup
  /// Verbs whose "il" is nobody.
  case impersonal
  /// States that end in "e" and are masculine.
  case masculine
  /// Verbs and nouns of going, after which "pour" + capital is the way.
  case motion
  /// Relatives: "la sœur du dirigeant, Kim Yo-jong" is not the dirigeant.
  case kin
  /// Husbands and wives.
  case spouse
  /// Nouns that take up a country, and those that take up another place.
  case land
  case locality
  /// Nouns before a name that say what it is.
  case company
  /// The same, but only with a capital ("la Mission de l'Otan au Valmont"; "une mission" is any).
  case capitalised
  /// Ends of words for people from a region.
  case regional
  /// Nouns that begin the name of an event ("le Tour de France").
  case event
  /// Articles, one class for each form.
  case articleMasculine
  case articleFeminine
  case articleElided
  case articlePlural
  /// Indefinite articles in the singular.
  case indefinite
  /// Determiners of an uncertain number.
  case several
  /// "of", one class for each form.
  case of
  case ofElided
  case ofMasculine
  case ofPlural
  /// "to" and "at", one class for each form.
  case to
  case toMasculine
  case toPlural
  /// Conjunctions between names.
  case and
  case or
  /// The preposition of countries.
  case `in`
  /// Where an envoy is accredited.
  case at
  /// Prepositions that the parse may miss before a capital.
  case direction
  /// Prepositions of a way after verbs of going.
  case bound
  /// Words that with "de" make a name a place.
  case near
  /// Participles before a field of duty.
  case charged
  /// Possessives, by owner and number.
  case own
  case ownPlural
  case their
  case theirPlural
  case our
  case otherPossessive
  /// Demonstratives, one class for each form.
  case thisMasculine
  case thisElided
  case thisFeminine
  /// Ordinals that begin no name.
  case first
  /// Qualifiers that stay in a title.
  case keptQualifier
  /// Beginnings of titles that are over.
  case joinedPast
  /// What may stand between a subject and its verb.
  case clitic
  /// The pronoun of "il y a", and a link of Spanish names.
  case there
  /// A link of Portuguese names.
  case iberianAnd
  /// Particles inside the names of places.
  case romanceParticle
  /// Relative pronouns and conjunctions.
  case who
  case that
  case whose
  case `where`
  /// Pronouns, with the marks of inversion.
  case he
  case she
  case they
  case him
  case her
  case himOrHer
  case thisOne
  case thatOne
  case thatOneFeminine
  case here
  case thisOneFeminine
  case latter
  case latterFeminine
  case firstPerson
  /// The same in other roles than the subject's.
  case firstPersonObject
  /// A speaker who speaks for others too.
  case firstPersonPlural
  /// Verbs whose subject is to do what their infinitive says, though somebody is told so.
  case promising
  /// Verbs of saying, thinking and wanting, whose subject is a person or a body.
  case human
  /// What after a hyphen makes the word before it a verb.
  case inverted
  /// Beginnings of such words in one token with the hyphen.
  case joinedPronoun
  /// Beginnings of names that are written small.
  case joinedArticle
  /// Words that begin a name and are written small.
  case nameOpening
  /// Articles inside names, left out when names are compared.
  case nameArticle
  /// What is left out at the end of names.
  case nameSuffix
  /// Courtesies to men.
  case sir
  /// Courtesies to women.
  case madam
  /// Nouns that take up a body of which nothing is known.
  case anyBody
  /// The title of a foreign minister in some states.
  case stateSecretary
  /// The title of whoever leads a state.
  case leader
  /// The verb of "il y a".
  case have
  /// Bodies whose name is a plural.
  case severalBody
  /// After these the words of a title take no plural.
  case titleLink
  /// Capitals whose other spelling begins with another letter.
  case respelled
  /// Nouns of fixed phrases whose verb has a further object: "mettre en garde Moscou".
  case guarded
  /// Endings of feminine participles.
  case feminineEnding
  /// Verbs with which "en" and "à" name who is attacked.
  case assailing
  /// Verbs whose object is a person or a body.
  case humanObject
  /// Nouns of acts: the adjective of a nationality beside them says whose ("la proposition suédoise").
  case stance
  /// Nouns of meetings: an adjective of two nationalities beside them says whose ("le sommet franco-allemand").
  case encounter
  /// The article that a name loses after "au" and "du".
  case contracting

  /// The classes by the names that the table gives them: those of the cases.
  static let byName = Dictionary(uniqueKeysWithValues: allCases.map { (String(describing: $0), $0) })
}

/// A set of word classes, one bit each.
struct WordClasses: Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt128 = 0

  init(arrayLiteral classes: WordClass...) {
    for name in classes { insert(name) }
  }

  mutating func insert(_ name: WordClass) { bits |= 1 << UInt128(name.rawValue) }

  func union(_ other: WordClasses) -> WordClasses {
    var union = self
    union.bits |= other.bits
    return union
  }

  func holds(_ name: WordClass) -> Bool { bits >> UInt128(name.rawValue) & 1 == 1 }

  static let singularDefinite: WordClasses = [.articleMasculine, .articleFeminine, .articleElided]
  static let definite = singularDefinite.union([.articlePlural])
  static let anyOf: WordClasses = [.of, .ofElided, .ofMasculine, .ofPlural]
  /// Prepositions that hold an article.
  static let contracted: WordClasses = [.ofMasculine, .ofPlural, .toMasculine, .toPlural]
  /// Possessives of a third person.
  static let possessivesOfOthers: WordClasses = [.own, .ownPlural, .their, .theirPlural]
  static let possessives = possessivesOfOthers.union([.our, .otherPossessive])
  /// What stands before the title of one known holder.
  static let definiteDeterminers = singularDefinite.union([.ofMasculine, .toMasculine, .own, .their, .our])

  func holdsOne(of other: WordClasses) -> Bool { bits & other.bits != 0 }
}
