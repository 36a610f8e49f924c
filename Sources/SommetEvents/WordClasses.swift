import SommetText

/// Sets of words that syntax alone does not tell apart: verbs of saying, light verbs, nouns of spokesmen…
package struct WordClasses: Sendable {
  package enum Class: String, CaseIterable {
    /// Verbs of saying, whose clause or quotation belongs to their subject.
    case reporting
    /// Verbs whose object or addressee is the subject of their infinitive.
    case control
    /// Verbs that carry an act's noun, their subject being the one who acts.
    case light
    /// Verbs that carry an act's noun, their subject being the one it is addressed to.
    case passiveLight = "passive-light"
    /// Nouns that speak for the body or country they depend on.
    case speaker
    /// Words that put their complement into the mouth of somebody.
    case according
    /// Prepositions of meetings' further participants.
    case beside
    /// Words that begin the list of a group's members.
    case among
    /// Verbs whose subject is the event: "avoir lieu", "se tenir".
    case happening
    /// Participles that bring participants with them: "réunissant", "impliquant".
    case gathering
    /// Prepositions that make the event they govern a past one: "après", "lors de".
    case past = "since"
    /// Prepositions that make the event they govern a coming one: "avant", "en vue de".
    case coming
    /// Nouns that stand for their complement: "une série d'entretiens", "le lancement d'un appel".
    case anaphor
    /// Verbs by which one takes part in an event: "participer à", "être invité à".
    case attending
    /// Prepositions of place.
    case place
    /// Prepositions that set a bound to time: "depuis lundi", "d'ici mars".
    case limit
    /// Determiners that say there is none: "aucun".
    case none
    /// Words of negation beside "ne": "pas", "jamais".
    case negation
    /// Words that negate only together with "ne": "plus", "rien".
    case halfNegation = "half-negation"
    /// Relatives that go on from the clause before: "où", "au cours duquel".
    case whereupon
    /// Endings of the imperfect and the conditional.
    case imperfectEnding = "imperfect-ending"
    /// Endings of the future and, for "-er", of the simple past.
    case futureEnding = "future-ending"
    case infinitiveEnding = "infinitive-ending"
    /// Nouns that a body's name stands beside: "l'agence Reuters".
    case body
    /// What opens an infinitive of purpose: "pour".
    case purpose
    /// Before a verb, announces its negation.
    case ne
    /// Pronouns that deny as subject or object, with "ne".
    case nobody
    /// Opens a clause that is said, or a relative one.
    case that
    /// Opens a condition.
    case whether
    /// Before an infinitive, denies it.
    case without
    /// Before an infinitive or a noun, places it earlier.
    case afterwards
    /// The auxiliaries.
    case auxiliary
    /// Makes no condition of the "si" behind it.
    case concession
    /// Verbs of motion and others whose auxiliary "être" is no passive's.
    case moving
    /// Verbs that put an event off.
    case postponing
    /// Prepositions of the day to which it is put off.
    case destination
    /// With a number, takes up those named before: "tous deux".
    case all
    /// Before an infinitive or a noun, places it later.
    case beforehand
    /// Verbs whose subject undergoes their infinitive: "s'est vu proposer".
    case undergoing
    /// What makes an infinitive an adjunct and no complement.
    case adjunct
    /// Relative pronouns that stand for the noun before.
    case relative
    /// Relative pronouns that are subjects.
    case subjectRelative = "subject-relative"
    /// Relative pronouns for "à" and its noun.
    case dativeRelative = "dative-relative"
    /// Pronouns before a verb that are its object.
    case objectClitic = "object-clitic"
    /// Pronouns before a verb that stand for "à" and a noun.
    case dative
    /// Reflexive pronouns of the third person.
    case reflexive
    /// Pronouns of the first person that are objects.
    case us
    /// Pronouns that are nothing without what follows.
    case demonstrative
    /// Pronouns for one man.
    case masculine
    /// Pronouns for one woman.
    case feminine
    /// Pronouns for one person of either gender.
    case either
    /// Pronouns for two or more.
    case several
    /// Words of the first person.
    case firstPerson = "first-person"
    /// Says that there are two.
    case two
    /// Opens what is not meant together with what stands before.
    case contrast
    /// Says that a post is no longer held.
    case former
    /// Sets a further step apart.
    case next = "next-step"
    /// Titles of men.
    case sir
    /// Titles of women.
    case madam
    /// Conjunctions that set a clause aside: "comme le rappelle X".
    case aside
    /// Words that only reports of sports use.
    case sport
    /// Words in the names of clubs.
    case club
    /// Newspapers and stations: an interview with them is no meeting.
    case media
    /// Texts that speak for their authors: "le plan de X préconise".
    case document
    /// Posts whose holder speaks for the body: "porte-parole".
    case voice
    /// Nouns of what lies ahead of somebody: "être à l'ordre du jour de X".
    case agenda
    /// Verbs that put something forward.
    case presenting
    /// Verbs that give words to a feeling.
    case supporting
    /// Nouns of states and bodies: "les deux pays".
    case states
    /// Those of them that are states alone.
    case land
    /// Nouns for a person or two that the text has named: "le diplomate", "les intéressés".
    case figure
    /// Nouns for the two that the text has named: "les intéressés", "les deux rivaux".
    case couple
    /// Nouns of nameless counterparts: "recevra ses pairs", "rencontre des syndicats".
    case counterpart
    /// Verbs whose subject gives a meeting its place: "Genève accueille la conférence".
    case hosting
    /// Verbs by which a meeting is called off.
    case cancelling
    /// Bodies whose name is also that of their meetings: "le G7 de Biarritz".
    case assembly
    /// Nouns of those who hold or attend an event: "l'hôte du sommet".
    case host
    /// Nouns of a part of an event or of the time around it: "en marge de", "à l'issue de".
    case occasion
    /// Adverbs that link sentences and say nothing of what an act is about: "également", "de plus".
    case connective
    /// Prepositions by which rows look for complements.
    case complement
    /// Prepositions of an event in whose time something was done: "lors de", "à l'issue de".
    case during
    /// Participles that open a sentence with where its people are: "réunis mercredi à Oslo, …".
    case scene
    /// Adverbs that make a day the last possible one: "au plus tard le 3 mai".
    case latest
    /// Prepositions of how long something lasts: "pendant deux jours", "deux jours durant".
    case lasting
    /// Prepositions of a bound that lies ahead: "d'ici", "avant".
    case deadline
    /// Words that set an event apart from those told before: "nouveau", "autre".
    case another
    /// The plain preposition of those to whom an act is addressed, and of places.
    case to
    /// That of owners, and of what a noun specifies.
    case of
    /// That of the agent of a passive.
    case by
    /// That of those together with whom something is done.
    case with
    /// That of all the parties to an event.
    case between
    /// That of what an event is about.
    case about
    /// Plain prepositions that may stand before every member of a list.
    case repeated
    /// Prepositions of an event that is over when its parties act: "au terme de".
    case ended
    /// Joins the last member of a list.
    case and
    case or
    /// Joins what is denied.
    case nor
    /// Opens the next step of a series.
    case then
    /// With "que", joins the last member of a list.
    case asWell = "as-well"
    /// The relative that is always a subject.
    case who
    /// The relative for "de" and its noun.
    case whose
    /// The relative of places.
    case whereRelative = "where"
    /// The pronoun for "à" and a place.
    case there
    /// Pronouns for a preposition and its noun.
    case pronominalAdverb = "pronominal-adverb"
    /// Pronouns for each of some: "chacun des deux rivaux".
    case each
    /// With a demonstrative, takes up the person named last: "ce dernier".
    case latter
    /// Demonstratives before a noun.
    case this
    /// Determiners of a plural that is known.
    case pluralArticle = "plural-article"
    /// Nouns for the two that the text has named, whether or not it counts them.
    case party
    /// An object that is no particular event.
    case everything
    /// The pronoun that says nothing without what follows.
    case neuter
    /// Verbs that with a fixed complement tell that an event takes place: "avoir lieu", "se tenir".
    case held
    /// The noun of "avoir lieu".
    case venue
    /// The day before.
    case eve
    /// The day after.
    case morrow
    /// Courtesies before a name.
    case courtesy
    /// The auxiliary that is no passive's.
    case avoir
    /// Stands between a verb and a subject that follows it: "a-t-il".
    case inversion
    /// Ending of the infinitives of the first group.
    case firstInfinitive = "first-infinitive"
    /// Endings of their participles.
    case firstParticiple = "first-participle"
    /// Ending of the infinitives of the second group, and of others with forms like theirs.
    case secondInfinitive = "second-infinitive"
    /// Endings of their participles.
    case secondParticiple = "second-participle"
    /// Ending of their present and of their simple past.
    case secondPresent = "second-present"
  }

  private let members: [Class: Set<String>]
  private let sorted: [Class: [String]]

  init(_ table: Table) throws(TableError) {
    members = try table.words(by: Class.self).mapValues { Set($0.map(String.init)) }
    sorted = members.mapValues { $0.sorted() }
  }

  package func contains(_ word: String, in name: Class) -> Bool { members[name]!.contains(word) }

  /// Whether a word has an ending of a class.
  func ends(_ word: String, in endings: Class) -> Bool { members[endings]!.contains(where: word.hasSuffix) }

  /// A word without the longest ending of a class that leaves a stem of two letters or more; nil when it has none.
  func stem(of word: String, in endings: Class) -> Substring? {
    members[endings]!.filter { word.hasSuffix($0) && word.count > $0.count + 1 }
      .max { $0.count < $1.count }
      .map { word.dropLast($0.count) }
  }

  /// The words of a class, sorted.
  func words(in name: Class) -> [String] { sorted[name]! }
}
