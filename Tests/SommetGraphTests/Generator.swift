import SommetGraph
import SommetTesting

/// Records at random, always the same for a seed, full of names that nearly agree.
struct Generator {
  var numbers: Numbers

  init(seed: UInt64) { numbers = Numbers(state: seed) }

  private static let entities: [RecordedEntity] = [
    person("Léa Roux"), person("Lea Roux"), person("Roux"), person("LÉA ROUX", aliases: ["Roux"]),
    person("Marc Roux"), person("Karim Haddad", known: "person:karim-haddad", aliases: ["K. Haddad"]),
    person("Haddad"), person("Ana de la Fuente"), person("de la Fuente"), organization("Fuente"),
    organization("Union des ports", known: "organization:udp", aliases: ["UDP"]), organization("UDP"),
    organization("l’Union des Ports"), place("UDP"), organization("Ligue bleue"), place("Ligue Bleue"),
    organization("la Ligue bleue"), country("Valdorie", known: "country:VD", aliases: ["Port-Sel"]),
    place("Port-Sel", country: "VD"), place("Port Sel"), country("Valdorie"), place("Hautbois"),
    person("???"),
    person("e\u{301}lise Morin"), person("élise Morin"),
  ]
  private static let dates: [String?] = [
    nil, "2031", "2031-04", "2031-04-02", "2031-04-03", "2031-04-02/2031-04-05",
  ]
  private static let labels = [
    "rencontre", "sommet des ports", "Sommet des Ports", "sommet des ports de Hautbois", "",
  ]
  private static let topics = ["un accord", "l'accord", "paix", "Union des ports", "« ! »"]

  mutating func records(_ count: Int) -> [Record] { (0..<count).map { record($0) } }

  private mutating func record(_ number: Int) -> Record {
    let entities = Self.entities.shuffled(using: &numbers).prefix(Int.random(in: 3...8, using: &numbers))
    func index() -> Int { Int.random(in: 0..<entities.count, using: &numbers) }
    func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &numbers)] }
    func some(_ count: Int) -> [Int] { Set((0..<count).map { _ in index() }).sorted() }
    let meetings = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
      meeting(
        pick(Self.labels), named: pick([true, false]), pick(Modality.allCases), date: pick(Self.dates),
        place: pick([nil, index()]), participants: some(3), confidence: pick([0.3, 0.5, 0.9]))
    }
    let acts = (0..<Int.random(in: 0...6, using: &numbers)).map { _ in
      let targets: [RecordedAct.Target] =
        [.entity(index()), .topic(pick(Self.topics))] + meetings.indices.map { .meeting($0) }
      return act(
        pick([.met, .proposed, .warned, .agreed]), index(), pick(targets), pick(Modality.allCases),
        date: pick(Self.dates), content: pick([nil, "un accord", "la paix"]), concerns: some(2),
        title: pick([nil, "maire"]), accordingTo: pick([nil, index()]),
        confidence: pick([0.2, 0.5, 0.5, 0.7]),
        rule: pick(["act.1", "act.2"]), sentence: Int.random(in: 0...3, using: &numbers))
    }
    var record = article(
      "a\(number)", date: pick([nil, "2031-04-02", "2031-04-20", "2032-01-01"]), Array(entities),
      meetings: meetings,
      acts: acts)
    record.signature = pick([
      nil, Text(seed: pick([1, 2])).edited(pick([0, 1, 3]), using: &numbers).signature,
    ])
    return record
  }
}
