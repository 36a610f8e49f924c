import SommetText

/// The state of one article's resolution: clusters, mentions and offices as they are found.
///
/// The steps stand in extensions: `+Offices`, `+Descriptions`, `+Pronouns`, `+Output`.
struct Resolution {
  let reading: Reading
  let published: String?
  let names: [NameSpan]
  let owner: [Int]
  var clustering: Clustering
  let clusterOfName: [Int?]

  var mentions: [Mention] = []
  var offices: [Office] = []
  /// Who holds what, for later phrases: offices with the class of their titles.
  var facts: [Fact] = []

  struct Fact {
    let holder: Int
    let body: Int
    let kind: Title.Class
    let title: String
    let isPast: Bool
    let token: Int
  }

  init(_ document: AnnotatedDocument, published: String?, gazetteer: Gazetteer) {
    reading = Reading(document, gazetteer: gazetteer)
    self.published = published
    let finder = NameFinder(reading)
    names = finder.names
    owner = finder.owner
    clustering = Clustering(reading)
    let metonymy = Metonymy(reading: reading, names: names, owner: owner)
    var metonyms = [Bool](repeating: false, count: names.count)
    var targets = [Int32?](repeating: nil, count: names.count)
    for (index, name) in names.enumerated() {
      guard let surface = name.surface.map({ gazetteer.surfaces[Int($0)] }) else { continue }
      targets[index] = surface.entity
      if surface.form == .seat {
        metonyms[index] = true
      } else if surface.form == .capital, surface.standsFor >= 0, metonymy.isState(name) {
        metonyms[index] = true
        targets[index] = surface.standsFor
      }
    }
    clusterOfName = clustering.assign(names, targets: targets)
    for (index, name) in names.enumerated() {
      guard let cluster = clusterOfName[index] else { continue }
      mentions.append(
        Mention(
          span: name.span, tokens: name.tokens, head: document.head(of: name.tokens), entity: cluster,
          form: .name, isMetonym: metonyms[index]))
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

  mutating func mention(
    _ range: Range<Int>, head: Int, _ cluster: Int, _ form: MentionForm, isMetonym: Bool = false
  ) {
    let mention = Mention(
      span: document.span(of: range), tokens: range, head: head, entity: cluster, form: form,
      isMetonym: isMetonym)
    mentions.append(mention)
  }

  func kind(_ cluster: Int) -> EntityKind { clustering.clusters[cluster].kind }

  /// Where each cluster is mentioned: the place of its last mention before a token, -1 when there is none.
  func lastMention(of cluster: Int, before token: Int) -> Int {
    mentions.reduce(-1) { $1.entity == cluster && $1.head < token ? max($0, $1.head) : $0 }
  }

  /// The mention whose head is a token.
  func mention(at token: Int) -> Mention? {
    mentions.first { $0.head == token }
  }
}
