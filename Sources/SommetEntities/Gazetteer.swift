import Foundation
import SommetText

/// The tables of the package: states, bodies, places, people with their posts, titles and words.
///
/// Loading reads the tables once; afterwards a lookup costs one step of a trie for each word.
public struct Gazetteer: Sendable {
  private(set) var entities: [KnownEntity] = []
  private(set) var surfaces: [Surface] = []
  private(set) var posts: [Post] = []
  private(set) var titles: [Title] = []
  private(set) var titleForms: [TitleForm] = []
  let lexicon: Lexicon
  private let inflection: Inflection
  /// Titles by the folded lemmas of the verbs that tell them.
  private(set) var verbTitles: [String: String] = [:]
  /// States by the first halves of adjectives of two nationalities, folded: "franco".
  private(set) var compounds: [String: Int32] = [:]

  private(set) var names = WordTrie()
  private(set) var titleTrie = WordTrie()
  private var vocabulary: [String: Int32] = [:]
  private var byIdentifier: [String: Int32] = [:]
  private var capitals: Set<Int32> = []
  /// People by the sound of their last name.
  private(set) var people: [String: [Int32]] = [:]
  private(set) var postsOfBody: [Int32: [Int]] = [:]
  private(set) var postsOfPerson: [Int32: [Int]] = [:]
  /// Posts of monarchs and their heirs, by the sound of the holder's first name.
  private(set) var reigns: [String: [Int]] = [:]
  /// PLOVER's sectors of posts at a state.
  private(set) var sectors: [Title.Class: String] = [:]

  public init() throws {
    vocabulary.reserveCapacity(9_000)
    byIdentifier.reserveCapacity(3_000)
    entities.reserveCapacity(3_000)
    surfaces.reserveCapacity(8_000)
    func table(_ name: String, _ columns: [String]) throws -> Table {
      guard let url = Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Resources")
      else {
        throw TableError(table: name + ".tsv", line: 1, column: 1, expected: "a table", found: "no file")
      }
      return try Table(String(contentsOf: url, encoding: .utf8), name: name + ".tsv", columns: columns)
    }
    lexicon = try Lexicon(
      words: try table("words", Table.classColumns), firstNames: try table("firstnames", ["name", "gender"]))
    inflection = Inflection(lexicon: lexicon, plurals: try table("plurals", ["ending", "plural", "example"]))
    for row in try table("verbs", ["lemma", "title", "example"]).rows {
      for form in Self.parts(row["lemma"]) { verbTitles[Folding.key(form)] = String(row["title"]) }
    }
    addCountries(
      try table(
        "countries", ["iso", "name", "names", "adjectives", "capitals", "latitude", "longitude", "leader"]))
    for row in try table("compounds", ["prefix", "country"]).rows {
      guard let country = byIdentifier["country:" + row["country"]] else {
        throw row.error("country", expected: "the code of a state")
      }
      compounds[Folding.key(String(row["prefix"]))] = country
    }
    addOrganizations(try table("organizations", ["id", "name", "names", "nouns", "kind"]))
    try addCodes(try table("bodies", ["code", "sector", "bodies"]))
    addPlaces(try table("places", ["id", "name", "names", "type", "country"]))
    try addSeats(try table("seats", ["names", "target", "kind"]))
    try addSectors(try table("sectors", ["class", "sector", "example"]))
    try addTitles(try table("titles", ["masculine", "feminine", "class", "body"]))
    try addPeople(
      try table("officeholders", ["person", "names", "gender", "title", "body", "start", "end", "source"]))
  }

  /// The number of a folded word, -1 when no table has it.
  func word(_ key: some StringProtocol) -> Int32 { vocabulary[String(key)] ?? -1 }

  func title(ofForm form: Int32) -> Title { titles[titleForms[Int(form)].title] }

  func entity(_ id: String) -> Int32? { byIdentifier[id] }

  /// The state that a folded adjective names: "allemand".
  func nationality(of adjective: String) -> Int32? {
    let word = word(adjective)
    guard word >= 0 else { return nil }
    var found: Int32?
    names.matches(in: [word], from: 0, to: 1) { _, values in
      found = values.first { surfaces[Int($0)].form == .adjective }.map { surfaces[Int($0)].entity }
    }
    return found
  }

  private mutating func number(_ word: String) -> Int32 {
    if let known = vocabulary[word] { return known }
    let number = Int32(vocabulary.count)
    vocabulary[word] = number
    return number
  }

  private mutating func add(_ entity: KnownEntity) -> Int32 {
    let index = Int32(entities.count)
    entities.append(entity)
    byIdentifier[entity.id] = index
    return index
  }

  /// Files a name, and gives its folded words.
  @discardableResult
  private mutating func add(_ name: String, _ surface: Surface) -> [String] {
    let keys = Folding.words(name)
    guard let first = keys.first else { return keys }
    let words = keys.map { number($0) }
    var surface = surface
    if case .upper(let letters) = Folding.writing(name) { surface.isUpper = letters > 1 && letters < 6 }
    names.insert(words, Int32(surfaces.count))
    surfaces.append(surface)
    // A name that begins with an article which it loses after "au" and "du": "Le Caire".
    if words.count > 1, surface.form != .contracted, lexicon.has(.contracting, first),
      name.unicodeScalars.first?.properties.isUppercase == true
    {
      let contracted = Surface(entity: surface.entity, form: .contracted, standsFor: surface.standsFor)
      names.insert(words.dropFirst(), Int32(surfaces.count))
      surfaces.append(contracted)
    }
    return keys
  }
}

extension Gazetteer {
  private static func parts(_ field: Substring, _ separator: Unicode.Scalar = "/") -> [String] {
    field.isEmpty ? [] : field.utf8.split(separator: UInt8(ascii: separator)).map { String(Substring($0)) }
  }

  /// The plural of a title or an adjective.
  package func plural(_ phrase: String) -> String { inflection.plural(phrase) }

  private mutating func addCountries(_ table: Table) {
    for row in table.rows {
      let place = ["latitude": String(row["latitude"]), "longitude": String(row["longitude"])]
      let iso = String(row["iso"])
      let country = add(
        KnownEntity(
          id: "country:" + iso, kind: .country, label: String(row["name"]),
          attributes: place.merging(["iso3166": iso]) { old, _ in old },
          isLedByGovernment: row["leader"] == "g"))
      for name in [String(row["name"])] + Self.parts(row["names"]) {
        add(name, Surface(entity: country, form: .name))
      }
      for (number, name) in Self.parts(row["capitals"]).enumerated() {
        let id = "place:" + Folding.slug(number == 0 || !isSpelling(name, row) ? name : capital(row))
        let city =
          entity(id)
          ?? add(
            KnownEntity(
              id: id, kind: .place, label: name,
              attributes: (number == 0 ? place : [:]).merging(["country": iso]) { old, _ in old }))
        capitals.insert(city)
        add(name, Surface(entity: city, form: .capital, standsFor: country))
      }
      for (index, adjective) in Self.parts(row["adjectives"]).enumerated() {
        let gender: Gender = index % 2 == 0 ? .masculine : .feminine
        add(adjective, Surface(entity: country, form: .adjective, gender: gender))
        let plural = inflection.plural(adjective)
        add(plural, Surface(entity: country, form: .adjective, gender: gender, isPlural: true))
      }
    }
  }

  private func capital(_ row: Table.Row) -> String { Self.parts(row["capitals"])[0] }

  /// Whether a further capital is the first one in another spelling ("Kyiv"), and no second city ("Abidjan").
  private func isSpelling(_ name: String, _ row: Table.Row) -> Bool {
    guard let first = Self.parts(row["capitals"]).first else { return false }
    return Folding.key(name).first == Folding.key(first).first || lexicon.has(.respelled, Folding.key(name))
      || Folding.key(name).hasSuffix(Folding.key(first))
  }

  private mutating func addOrganizations(_ table: Table) {
    for row in table.rows {
      let kind: EntityKind = row["kind"] == "place" || row["nouns"] == "place" ? .place : .organization
      let nouns = Self.parts(row["nouns"], ",").map { Folding.key($0) }
      let body = add(
        KnownEntity(
          id: kind.rawValue + ":" + row["id"], kind: kind, label: String(row["name"]),
          attributes: [:], nouns: Set(nouns)))
      for written in [String(row["name"])] + Self.parts(row["names"]) {
        let mark = written.first
        let name = mark == "+" || mark == "~" ? String(written.dropFirst()) : written
        let isLower = mark == "~" || (name == row["name"] && name.first?.isLowercase == true)
        add(name, Surface(entity: body, form: mark == "+" ? .short : .name, isLower: isLower))
      }
    }
  }

  /// The codes of PLOVER for organizations and their sectors.
  private mutating func addCodes(_ table: Table) throws(TableError) {
    for row in table.rows {
      for id in Self.parts(row["bodies"], "|") {
        guard let body = entity("organization:" + id) ?? entity("place:" + id) else {
          throw row.error("bodies", expected: "ids of organizations.tsv")
        }
        for name in ["code", "sector"] where !row[name].isEmpty {
          entities[Int(body)].attributes[name] = String(row[name])
        }
      }
    }
  }

  private mutating func addSectors(_ table: Table) throws(TableError) {
    for row in table.rows {
      guard let kind = Title.Class(rawValue: String(row["class"])) else {
        throw row.error("class", expected: "a class of titles.tsv")
      }
      sectors[kind] = String(row["sector"])
    }
  }

  private mutating func addPlaces(_ table: Table) {
    for row in table.rows {
      let id = "place:" + row["id"]
      let country = String(row["country"])
      let place =
        entity(id)
        ?? add(
          KnownEntity(
            id: id, kind: .place, label: String(row["name"]),
            attributes: country.isEmpty ? [:] : ["country": country]))
      for name in [String(row["name"])] + Self.parts(row["names"]) {
        // A capital's own row must not hide that it stands for a state.
        if capitals.contains(place) { continue }
        let isWater = row["type"] == "water"
        add(
          name,
          Surface(entity: place, form: isWater && !name.contains(" ") ? .short : .name, isLower: isWater))
      }
    }
  }

  private mutating func addSeats(_ table: Table) throws(TableError) {
    for row in table.rows {
      guard let target = entity(String(row["target"])) else {
        throw row.error("target", expected: "a known identifier")
      }
      if row["kind"] == "city" {
        setCity(String(row["names"]), standsFor: target)
        continue
      }
      let spellings = Self.parts(row["names"])
      let label = spellings[0]
      let seat = add(KnownEntity(id: "place:" + Folding.slug(label), kind: .place, label: label))
      for name in spellings { add(name, Surface(entity: seat, form: .seat, standsFor: target)) }
    }
  }

  private mutating func setCity(_ name: String, standsFor target: Int32) {
    for city in entities.indices where entities[city].label == name {
      for index in surfaces.indices where surfaces[index].entity == city {
        surfaces[index].standsFor = target
      }
    }
  }

  private mutating func addTitles(_ table: Table) throws(TableError) {
    for row in table.rows {
      guard let kind = Title.Class(rawValue: String(row["class"])) else {
        throw row.error("class", expected: "a class of titles")
      }
      let masculine = String(row["masculine"])
      let feminine = row["feminine"].isEmpty ? masculine : String(row["feminine"])
      let index = titles.count
      let body = row["body"].isEmpty ? nil : entity(String(row["body"]))
      if body == nil, !row["body"].isEmpty { throw row.error("body", expected: "a known identifier") }
      titles.append(Title(masculine: masculine, feminine: feminine, kind: kind, body: body))
      var seen: Set<String> = []
      for (form, gender, isPlural) in [
        (masculine, Gender.masculine, false), (feminine, .feminine, false),
        (inflection.plural(masculine), .masculine, true), (inflection.plural(feminine), .feminine, true),
      ] where seen.insert(form).inserted {
        let gender: Gender? = masculine == feminine ? nil : gender
        titleTrie.insert(Folding.words(form).map { number($0) }, Int32(titleForms.count))
        titleForms.append(TitleForm(title: index, gender: gender, isPlural: isPlural))
      }
    }
  }

  private mutating func addPeople(_ table: Table) throws(TableError) {
    var byName: [Substring: Int32] = [:]
    var titlesRead: [String: (key: String, kind: Title.Class)] = [:]
    for row in table.rows {
      let person: Int32
      if let known = byName[row["person"]] {
        person = known
      } else {
        let name = String(row["person"])
        let id = "person:" + Folding.slug(name)
        person = add(
          KnownEntity(
            id: id, kind: .person, label: name, gender: row["gender"] == "f" ? .feminine : .masculine))
        byName[row["person"]] = person
        for spelling in [name] + Self.parts(row["names"]) {
          let words = add(spelling, Surface(entity: person, form: .name))
          if let last = PersonName.compared(words, lexicon).last {
            let sound = Folding.sound(last)
            if people[sound]?.contains(person) != true { people[sound, default: []].append(person) }
          }
        }
      }
      if row["title"].isEmpty { continue }
      guard let body = entity(String(row["body"])) else {
        throw row.error("body", expected: "a known identifier")
      }
      let title = String(row["title"])
      let read = titlesRead[title] ?? (Folding.key(title), titleClass(title))
      titlesRead[title] = read
      posts.append(
        Post(
          person: person, title: title, titleKey: read.key, kind: read.kind, body: body,
          start: String(row["start"]), end: String(row["end"])))
      postsOfBody[body, default: []].append(posts.count - 1)
      postsOfPerson[person, default: []].append(posts.count - 1)
      if read.kind.goesWithFirstName, let first = Folding.words(entities[Int(person)].label).first {
        reigns[Folding.sound(first), default: []].append(posts.count - 1)
      }
    }
  }

  /// The class of the longest title at the start of a phrase.
  private func titleClass(_ phrase: String) -> Title.Class {
    let words = Folding.words(phrase).map { word($0) }
    var found = Title.Class.member
    titleTrie.matches(in: words, from: 0, to: words.count) { _, forms in
      if let form = forms.first { found = titles[titleForms[Int(form)].title].kind }
    }
    return found
  }
}
