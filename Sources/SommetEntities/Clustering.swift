import SommetText

/// Groups names into entities: known ones by identifier, people by their names, other names by spelling.
struct Clustering {
  let reading: Reading
  private let published: String?
  private(set) var clusters: [Cluster] = []
  private var byKnown: [Int32: Int] = [:]
  /// The gazetteer's people with their clusters.
  private(set) var knownPeople: [(known: Int32, index: Int)] = []
  private var byKey: [String: Int] = [:]
  /// The latest body whose name begins with a common noun.
  private var byNoun: [String: Int] = [:]
  private var personIndex = PersonIndex()

  /// - Parameter published: the ISO day of publication, nil when it is not known.
  init(_ reading: Reading, published: String?) {
    self.reading = reading
    self.published = published
  }

  private var gazetteer: Gazetteer { reading.gazetteer }

  /// The cluster of a gazetteer entity, made when it is new.
  mutating func cluster(known: Int32) -> Int {
    if let index = byKnown[known] { return index }
    let entity = gazetteer.entities[Int(known)]
    var cluster = Cluster(kind: entity.kind, known: known, gender: entity.gender)
    if entity.kind == .person { cluster.person = PersonName(entity.label, lexicon: gazetteer.lexicon) }
    if entity.kind == .organization { cluster.noun = Folding.words(entity.label).first }
    let index = append(cluster)
    byKnown[known] = index
    if entity.kind == .person { knownPeople.append((known, index)) }
    return index
  }

  private mutating func append(_ cluster: Cluster) -> Int {
    if let person = cluster.person, cluster.kind == .person { personIndex.add(person, of: clusters.count) }
    if let noun = cluster.noun { byNoun[noun] = clusters.count }
    clusters.append(cluster)
    return clusters.count - 1
  }

  /// Gives every name its cluster; nil for those that turn out to be none.
  ///
  /// - Parameter targets: for each name the gazetteer entity it stands for, nil for the others.
  mutating func assign(_ names: [NameSpan], targets: [Int32?]) -> [Int?] {
    var result = [Int?](repeating: nil, count: names.count)
    // Full names first, so that a last name finds its person wherever it stands.
    for (index, name) in names.enumerated() where name.surface != nil {
      let found = cluster(known: targets[index] ?? gazetteer.surfaces[Int(name.surface!)].entity)
      clusters[found].add(spelling(name))
      result[index] = found
    }
    let people = names.indices.filter { names[$0].surface == nil && names[$0].kind == .person }
    let persons = Dictionary(
      uniqueKeysWithValues: people.map { ($0, PersonName(spelling(names[$0]), lexicon: gazetteer.lexicon)) })
    for index in people where persons[index]!.words.count > 1 {
      result[index] = cluster(full: persons[index]!, names[index])
    }
    var latest: [Int: Int] = [:]
    for index in names.indices {
      if let person = persons[index], person.words.count <= 1 {
        result[index] = cluster(single: person, names[index], latest: latest)
      }
      if let found = result[index] { latest[found] = index }
    }
    for index in names.indices where result[index] == nil && names[index].kind != .person {
      result[index] = cluster(body: names[index])
    }
    mergeAcronyms(names, &result)
    return result
  }

  func spelling(_ name: NameSpan) -> String {
    reading.document.text[name.span].split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  mutating func setGender(_ cluster: Int, _ gender: Gender?) { clusters[cluster].gender = gender }

  // MARK: People

  private mutating func cluster(full person: PersonName, _ name: NameSpan) -> Int {
    let same = personIndex.first(agreeingWith: person) { person.agrees(with: clusters[$0].person!) }
    if let same {
      clusters[same].add(spelling(name))
      if clusters[same].person!.words.count < person.words.count {
        clusters[same].person = person
        personIndex.add(person, of: same)
      }
      return same
    }
    // A spelling that no table has, of somebody who is in it.
    for known in gazetteer.people[person.sounds.last!] ?? [] {
      let other = PersonName(gazetteer.entities[Int(known)].label, lexicon: gazetteer.lexicon)
      if person.agrees(with: other) || person.isMisspelling(of: other) {
        let index = cluster(known: known)
        clusters[index].add(spelling(name))
        return index
      }
    }
    var new = Cluster(kind: .person, person: person, gender: name.gender)
    new.gender = new.gender ?? gazetteer.lexicon.firstNames[person.words[0]] ?? firstName(of: name)
    new.add(spelling(name))
    return append(new)
  }

  private func firstName(of name: NameSpan) -> Gender? {
    gazetteer.lexicon.firstNames[Folding.key(reading.tokens[name.tokens.lowerBound].text)]
  }

  /// A last or only name: of the person in the article who bears it, the latest one where several do.
  private mutating func cluster(single person: PersonName, _ name: NameSpan, latest: [Int: Int]) -> Int? {
    guard let sound = person.sounds.first else { return nil }
    let gender = titleGender(name)
    let title = reading.title(before: name.tokens.lowerBound)?.kind
    let isKnownFirstName = gazetteer.lexicon.firstNames[person.words[0]] != nil
    let isSovereign = isKnownFirstName && title?.goesWithFirstName == true
    var best: (rank: (Int, Int, Int), index: Int)?
    for index in personIndex.bearers(of: sound) {
      guard let other = clusters[index].person, let place = other.sounds.lastIndex(of: sound) else {
        continue
      }
      if let gender, let known = clusters[index].gender, gender != known { continue }
      let isFirstName = place == 0 && other.words.count > 1 && isKnownFirstName
      let reigns = isFirstName && goesByFirstName(clusters[index])
      // "M. François" is nobody's first name, "le pape François" a pope's only, and no last name.
      if isFirstName, !reigns, title == .courtesy { continue }
      if isSovereign, other.words.count > 1, !reigns { continue }
      let isWhole = other.words.count == 1 || place == other.sounds.count - 1 || reigns
      let rank = (isWhole ? 2 : isFirstName ? 0 : 1, latest[index] ?? -1, -index)
      if best == nil || rank > best!.rank { best = (rank, index) }
    }
    if let best {
      clusters[best.index].add(spelling(name))
      return best.index
    }
    if isSovereign, let known = sovereign(sound) {
      let index = cluster(known: known)
      clusters[index].add(spelling(name))
      return index
    }
    // One well-known bearer only.
    let bearers = (gazetteer.people[sound] ?? []).filter { known in
      PersonName(gazetteer.entities[Int(known)].label, lexicon: gazetteer.lexicon).words.last
        == person.words[0]
        || Folding.sound(person.words[0]) == sound
    }
    if bearers.count == 1, !isKnownFirstName {
      let index = cluster(known: bearers[0])
      clusters[index].add(spelling(name))
      return index
    }
    var new = Cluster(kind: .person, person: person, gender: gender)
    new.gender = new.gender ?? gazetteer.lexicon.firstNames[person.words[0]]
    new.add(spelling(name))
    return append(new)
  }

  /// Whether somebody is called by the first name: a monarch, or an heir to one.
  private func goesByFirstName(_ cluster: Cluster) -> Bool {
    if let known = cluster.known {
      return (gazetteer.postsOfPerson[known] ?? []).contains {
        gazetteer.posts[$0].kind.goesWithFirstName
      }
    }
    return cluster.person?.isRegnal == true
  }

  /// The only one of that first name who reigns, or is to do so, on the day of publication.
  private func sovereign(_ sound: String) -> Int32? {
    let people = Set(
      (gazetteer.reigns[sound] ?? []).map { gazetteer.posts[$0] }.filter { $0.holds(on: published) }
        .map(\.person))
    return people.count == 1 ? people.first : nil
  }

  /// What "M." or "la présidente" before a name tells.
  private func titleGender(_ name: NameSpan) -> Gender? {
    let before = name.tokens.lowerBound - 1
    return reading.hasWord(.sir, before) ? .masculine : reading.hasWord(.madam, before) ? .feminine : nil
  }

  // MARK: Bodies and places

  private mutating func cluster(body name: NameSpan) -> Int? {
    let text = spelling(name)
    let words = Folding.words(text)
    guard !words.isEmpty else { return nil }
    let key = words.joined(separator: " ")
    if let same = byKey[key] {
      clusters[same].add(text)
      return same
    }
    // A short form in capitals of a longer name: "le Conseil" for "le Conseil municipal".
    if words.count == 1, reading.hasWord(.bodynoun, name.tokens.lowerBound),
      let longer = byNoun[words[0]]
    {
      clusters[longer].add(text)
      return longer
    }
    let noun = words.count > 1 && reading.hasWord(.bodynoun, name.tokens.lowerBound) ? words[0] : nil
    var new = Cluster(kind: name.kind, noun: noun)
    new.add(text)
    let index = append(new)
    byKey[key] = index
    return index
  }

  /// "Full Name (FN)": two names of one body.
  private mutating func mergeAcronyms(_ names: [NameSpan], _ result: inout [Int?]) {
    guard names.count > 1 else { return }
    for index in 1..<names.count {
      let (a, b) = (names[index - 1], names[index])
      guard b.tokens.lowerBound == a.tokens.upperBound + 1,
        ["(", "["].contains(reading.keys[a.tokens.upperBound]),
        [")", "]"].contains(reading.key(b.tokens.upperBound)), let first = result[index - 1],
        let second = result[index], first != second, a.kind != .person, b.kind != .person
      else { continue }
      let (short, long) = spelling(a).count < spelling(b).count ? (a, b) : (b, a)
      let letters = spelling(short)
      guard letters.unicodeScalars.first?.properties.isUppercase == true, !letters.contains(" "),
        letters.count <= 12, short.kind != .country,
        clusters[first].known == nil || clusters[second].known == nil,
        long.tokens.count > 1 || isAcronym(letters)
      else { continue }
      let (kept, lost) = clusters[second].known != nil ? (second, first) : (first, second)
      for spelling in clusters[lost].spellings { clusters[kept].add(spelling) }
      if clusters[kept].known == nil { clusters[kept].kind = .organization }
      for other in result.indices where result[other] == lost { result[other] = kept }
    }
  }

  private func isAcronym(_ text: String) -> Bool {
    text.unicodeScalars.count > 1 && text.unicodeScalars.allSatisfy { !$0.properties.isLowercase }
  }
}
