import SommetGraph
import Testing

@Suite struct NameTests {
  @Test(arguments: [
    ("L'Été à Łódź", "ete a lodz"), ("J.-P. Œuvrard", "jp oeuvrard"), ("la Ligue", "ligue"), ("La", "la"),
    ("", ""),
    ("«  ! »", ""), ("Київ", "киів"), ("de La Tour", "tour"), ("S.A.R.L. Roux", "sarl roux"), ("G7", "g7"),
  ])
  func `folds what spelling varies`(name: String, key: String) {
    #expect(FoldedName(name).key == key)
  }

  @Test func `knows a surname`() {
    #expect(FoldedName("von der Au").isProperSuffix(of: FoldedName("Ines von der Au")))
    #expect(!FoldedName("Ines von der Au").isProperSuffix(of: FoldedName("Ines von der Au")))
    #expect(!FoldedName("").isProperSuffix(of: FoldedName("Roux")))
  }

  @Test func `slugs end with a word`() {
    #expect(Identifier.slug("L’accord des ports", limit: 12) == "l-accord-des")
    #expect(Identifier.slug("abcdefghijklmnopq", limit: 5) == "abcde")
    #expect(Identifier.token("2031-04-01/2031-04-02") == "2031-04-01_2031-04-02")
  }

  @Test func `hashes stay the same for ever, since ids are made of them`() {
    #expect(Identifier.hash(["a", "b"]) != Identifier.hash(["ab"]))
    #expect(Identifier.hash(["met", "a", "b"]) == "9b5gc6sbnz")
  }

  /// What an index of all names says, and what the graph itself does.
  private func find(_ name: String) throws -> NameIndex.Answer {
    let graph = try graph(
      article(
        "a1",
        [
          person("Léa Roux", aliases: ["la maire"]), person("Karim Haddad"), person("Nour Haddad"),
          organization("Union des ports", aliases: ["UDP"]), country("Valdorie", known: "country:VD"),
        ]))
    let answer = try graph.find(name)
    #expect(try NameIndex(graph).find(name) == answer)
    return answer
  }

  @Test(arguments: [
    ("person:lea-roux", "person:lea-roux"), ("lea roux", "person:lea-roux"), ("ROUX", "person:lea-roux"),
    ("udp", "organization:union-des-ports"), ("l'Union des Ports", "organization:union-des-ports"),
    ("country:VD", "country:VD"), ("karim haddad", "person:karim-haddad"),
  ])
  func `finds a node by id, name, alias or surname`(name: String, id: String) throws {
    guard case .found(let node) = try find(name) else {
      Issue.record("\(name) was not found")
      return
    }
    #expect(node.id == id)
  }

  @Test func `lists the candidates of an ambiguous name`() throws {
    guard case .ambiguous(let nodes) = try find("haddad") else {
      Issue.record("two persons are called Haddad")
      return
    }
    #expect(nodes.map(\.id) == ["person:karim-haddad", "person:nour-haddad"])
  }

  @Test(arguments: [
    ("Valdrie", ["country:VD"]), ("Rux", ["person:lea-roux"]), ("Karim Hadad", ["person:karim-haddad"]),
    ("union", ["organization:union-des-ports"]), ("Zorglub", []), ("", []),
  ])
  func `proposes near names for an unknown one`(name: String, ids: [String]) throws {
    guard case .unknown(let near) = try find(name) else {
      Issue.record("nobody is called \(name)")
      return
    }
    #expect(near.map(\.id) == ids)
  }

  @Test(arguments: [
    ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abcd", 1), ("abc", "xyz", 3), ("", "ab", 2),
  ])
  func `counts the letters that differ`(one: String, other: String, distance: Int) {
    let (a, b) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    #expect(NameIndex.distance(a, b, limit: 5) == distance)
    #expect(NameIndex.distance(a, b, limit: 0) == min(distance, 1))
  }
}
