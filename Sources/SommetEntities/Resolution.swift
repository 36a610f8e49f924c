import SommetText

/// The state of one article's resolution: clusters, mentions and offices as they are found.
///
/// The steps stand in extensions: `+Offices` with `+OfficeHolders` and `+VerbalOffices`, `+Descriptions`, `+Pronouns` with
/// `+Speakers`, `+Output`.
struct Resolution {
  let reading: Reading
  let published: String?
  let names: [NameSpan]
  let owner: [Int]
  var clustering: Clustering
  let clusterOfName: [Int?]

  private(set) var mentions: [Mention] = []
  /// For each token the first mention whose head it is, -1 elsewhere.
  private var mentionAtHead: [Int]
  private var isCovered: [Bool]
  /// The heads of each cluster's names, in order.
  private(set) var namings: [Int: [Int]] = [:]
  var offices: [Office] = []
  /// The person whom the whole article is about, if there is one.
  var topic: Int?
  /// Who holds what, for later phrases: offices with the class of their titles.
  var facts: [Fact] = []
  /// Husbands and wives told in the article.
  var spouses: [(isMan: Bool, cluster: Int)] = []

  struct Fact {
    let holder: Int
    let body: Int
    let kind: Title.Class
    let title: String
    let isPast: Bool
    let token: Int
    /// The title as it is compared.
    let titleKey: String
    let titleWords: [String]

    init(holder: Int, body: Int, kind: Title.Class, title: String, isPast: Bool, token: Int) {
      self.holder = holder
      self.body = body
      self.kind = kind
      self.title = title
      self.isPast = isPast
      self.token = token
      titleKey = Folding.key(title)
      titleWords = Folding.words(title)
    }
  }

  init(_ document: AnnotatedDocument, published: String?, gazetteer: Gazetteer) {
    reading = Reading(document, gazetteer: gazetteer)
    self.published = published
    let finder = NameFinder(reading)
    names = finder.names
    owner = finder.owner
    clustering = Clustering(reading, published: published)
    let metonyms = Metonymy(reading: reading, names: names, owner: owner).decide()
    var targets = [Int32?](repeating: nil, count: names.count)
    for (index, name) in names.enumerated() {
      guard let surface = name.surface.map({ gazetteer.surfaces[Int($0)] }) else { continue }
      targets[index] = metonyms[index] ? surface.standsFor : surface.entity
    }
    clusterOfName = clustering.assign(names, targets: targets)
    mentionAtHead = [Int](repeating: -1, count: document.tokens.count)
    isCovered = [Bool](repeating: false, count: document.tokens.count)
    for (index, name) in names.enumerated() {
      guard let cluster = clusterOfName[index] else { continue }
      add(
        Mention(
          span: name.span, tokens: name.tokens, head: document.head(of: name.tokens), entity: cluster,
          form: .name, isMetonym: metonyms[index], rule: name.rule))
    }
  }

  var document: AnnotatedDocument { reading.document }
  var tokens: [Token] { reading.tokens }
  var gazetteer: Gazetteer { reading.gazetteer }

  mutating func cluster(of referent: Referent) -> Int {
    switch referent {
    case .cluster(let index): index
    case .known(let entity): clustering.cluster(known: entity)
    }
  }

  private mutating func add(_ mention: Mention) {
    if mentionAtHead[mention.head] < 0 { mentionAtHead[mention.head] = mentions.count }
    for token in mention.tokens { isCovered[token] = true }
    if mention.form == .name { namings[mention.entity, default: []].append(mention.head) }
    mentions.append(mention)
  }

  mutating func mention(
    _ range: Range<Int>, head: Int, _ cluster: Int, _ form: MentionForm, rule: String, isMetonym: Bool = false
  ) {
    add(
      Mention(
        span: document.span(of: range), tokens: range, head: head, entity: cluster, form: form,
        isMetonym: isMetonym, rule: rule))
  }

  /// Takes back names that are part of a title: "Affaires étrangères" in "ministre des Affaires étrangères".
  mutating func drop(namesIn range: Range<Int>, except phrase: OfficePhrase) {
    // Most titles hold no name; an article may hold as many titles as names.
    guard isCovered[range].contains(true) else { return }
    func isKept(_ mention: Mention) -> Bool {
      mention.form != .name || !range.contains(mention.tokens.lowerBound)
        || clustering.clusters[mention.entity].known != nil || kind(mention.entity) == .person
        || phrase.body == .cluster(mention.entity) || phrase.furtherBody == .cluster(mention.entity)
    }
    guard !mentions.allSatisfy(isKept) else { return }
    let kept = mentions.filter(isKept)
    mentions = []
    namings = [:]
    for token in mentionAtHead.indices { mentionAtHead[token] = -1 }
    for token in isCovered.indices { isCovered[token] = false }
    for mention in kept { add(mention) }
  }

  func kind(_ cluster: Int) -> EntityKind { clustering.clusters[cluster].kind }

  /// The mention whose head is a token.
  func mention(at token: Int) -> Mention? { mentionAtHead[token] < 0 ? nil : mentions[mentionAtHead[token]] }

  func isMentioned(_ token: Int) -> Bool { isCovered[token] }
}
