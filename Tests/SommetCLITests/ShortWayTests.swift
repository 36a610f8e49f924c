import Foundation
import SommetTesting
import Testing

@Suite struct ShortWayTests {
  private static let seeds = ProjectFolder.exports + "/seeds.json"

  /// Two persons called Haddad, a meeting of three, a warning of two, and a chain to somebody far.
  static let graph = """
    {"directed": true, "multigraph": true, "graph": {"articles": [
      {"id": "a1", "title": "Au port", "date": "2031-04-03", "date_source": "metadata", "language": "fr", "sha256": "",
       "source": "Le Courrier", "url": "https://courrier.example/1", "times": [], "mentions": []}]},
     "nodes": [
      {"id": "person:lea-roux", "kind": "person", "label": "Léa Roux", "aliases": ["la maire"], "articles": ["a1"],
       "first_seen": "2031-04-03", "last_seen": "2031-04-03"},
      {"id": "person:karim-haddad", "kind": "person", "label": "Karim Haddad", "aliases": [], "articles": ["a1"]},
      {"id": "person:nour-haddad", "kind": "person", "label": "Nour Haddad", "aliases": [], "articles": ["a1"]},
      {"id": "person:marc-petit", "kind": "person", "label": "Marc Petit", "aliases": [], "articles": ["a1"]},
      {"id": "country:VD", "kind": "country", "label": "Valdorie", "aliases": [], "articles": ["a1"]},
      {"id": "place:port", "kind": "place", "label": "Port-Clair", "aliases": [], "articles": ["a1"]},
      {"id": "meeting:port", "kind": "meeting", "label": "réunion du port", "aliases": [], "articles": ["a1"]},
      {"id": "date:2031-04-02", "kind": "date", "label": "2031-04-02", "aliases": [], "articles": ["a1"]}],
     "edges": [
      {"source": "person:lea-roux", "target": "meeting:port", "key": "attended-1", "relation": "attended",
       "modality": "occurred", "weight": 1, "confidence": 1.0, "rule": "r", "evidence": [\(evidence)]},
      {"source": "person:karim-haddad", "target": "meeting:port", "key": "attended-2", "relation": "attended",
       "modality": "occurred", "weight": 1, "confidence": 1.0, "rule": "r", "evidence": [\(evidence)]},
      {"source": "meeting:port", "target": "place:port", "key": "held_in-1", "relation": "held_in",
       "modality": "occurred", "weight": 1, "confidence": 1.0, "rule": "r", "evidence": [\(evidence)]},
      {"source": "meeting:port", "target": "date:2031-04-02", "key": "held_on-1", "relation": "held_on",
       "modality": "occurred", "date": "2031-04-02", "weight": 1, "confidence": 1.0, "rule": "r", "evidence": []},
      {"source": "person:karim-haddad", "target": "person:lea-roux", "key": "met-1", "relation": "met",
       "modality": "occurred", "date": "2031-04-02", "weight": 1, "confidence": 1.0, "rule": "r",
       "evidence": [\(evidence)]},
      {"source": "person:lea-roux", "target": "person:nour-haddad", "key": "warned-1", "relation": "warned",
       "modality": "occurred", "date": "2031-03", "content": "la crue", "weight": 1, "confidence": 1.0, "rule": "r",
       "evidence": [\(warning)]},
      {"source": "person:lea-roux", "target": "person:marc-petit", "key": "warned-2", "relation": "warned",
       "modality": "occurred", "date": "2031-03", "content": "la crue", "weight": 1, "confidence": 1.0, "rule": "r",
       "evidence": [\(warning)]},
      {"source": "person:marc-petit", "target": "country:VD", "key": "holds_office-1", "relation": "holds_office",
       "modality": "occurred", "title": "ministre", "weight": 1, "confidence": 1.0, "rule": "r", "evidence": []}]}
    """
  static let article = "Bonjour.\nLéa Roux a reçu Karim Haddad à Port-Clair. Elle avait mis en garde.\nFin.\n"
  private static let evidence = """
    {"article": "a1", "sentence": 1, "start": 9, "end": 51, "quote": "Léa Roux a reçu Karim Haddad à Port-Clair.",
     "trigger": {"start": 20, "end": 24}}
    """
  private static let warning = """
    {"article": "a1", "sentence": 2, "start": 52, "end": 76, "quote": "Elle avait mis en garde.",
     "trigger": {"start": 63, "end": 75}}
    """

  /// The graph above in a file, with its article in a folder beside it.
  private func run(_ command: String, _ arguments: String...) throws -> Command {
    let folder = try TemporaryFolder()
    try folder.write("graph.json", Self.graph)
    try folder.write("articles/a1.txt", Self.article)
    let those = arguments.map { $0 == "ARTICLES" ? folder.path("articles") : $0 }
    return try Command([command, folder.path("graph.json")] + those)
  }

  // MARK: - Names

  @Test(arguments: ["Léa Roux", "lea roux", "ROUX", "la Maire", "person:lea-roux"])
  func `finds a name without accents or case`(name: String) throws {
    let command = try run("show", name, "--no-edges")
    #expect(command.status == 0)
    #expect(command.output.hasPrefix("Léa Roux  person  person:lea-roux\n"))
  }

  @Test func `takes a name of several words without quotes`() throws {
    #expect(try run("show", "karim", "haddad").output.hasPrefix("Karim Haddad"))
  }

  @Test func `lists the candidates of an ambiguous name with kind and counts`() throws {
    let command = try run("show", "Haddad")
    #expect(command.status == 2)
    #expect(command.output.isEmpty)
    #expect(
      command.error.contains(
        """
        'Haddad' is the name of 2; name one by its id:
          Karim Haddad (person, 2 edges, person:karim-haddad)
          Nour Haddad (person, 1 edge, person:nour-haddad)
        """))
  }

  @Test func `proposes near names for an unknown one`() throws {
    let command = try run("timeline", "Lea Rouxx")
    #expect(command.status == 2)
    #expect(
      command.error.contains("did you mean Léa Roux (person, 4 edges, person:lea-roux)?"), "\(command.error)")
  }

  // MARK: - Cards

  @Test func `shows offices, company, counts and meetings`() throws {
    let card = try run("show", "Roux", "--no-edges").output
    #expect(card.contains("  also     la maire\n"))
    #expect(card.contains("  edges    met 1, warned 2, attended 1\n"), "\(card)")
    #expect(card.contains("  with     Karim Haddad 1\n"))
    #expect(card.contains("  meeting  2031-04-02 réunion du port\n"))
    #expect(try run("show", "Petit", "--no-edges").output.contains("  office   ministre, Valdorie\n"))
    #expect(try run("show", "Valdorie", "--no-edges").output.contains("  office   ministre: Marc Petit\n"))
  }

  @Test func `gives a card as JSON`() throws {
    let command = try run("show", "Roux", "--format", "json")
    let card = try #require(
      try JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Any])
    #expect((card["node"] as? [String: Any])?["id"] as? String == "person:lea-roux")
    #expect((card["counts"] as? [String: Int]) == ["met": 1, "warned": 2, "attended": 1])
    #expect((card["edges"] as? [Any])?.count == 4)
  }

  // MARK: - Timelines

  @Test func `tells a meeting in one entry, and what one sentence says of several`() throws {
    let command = try run("timeline", "Roux")
    #expect(command.status == 0)
    #expect(
      command.output == """
        Léa Roux  person  person:lea-roux

        2031-03     Léa Roux warned Marc Petit, Nour Haddad: la crue
                    « Elle avait mis en garde. »
                      Au port, Le Courrier, 2031-04-03 (a1:52-76)
        2031-04-02  meeting: réunion du port, in Port-Clair, with Karim Haddad
                    « Léa Roux a reçu Karim Haddad à Port-Clair. »
                      Au port, Le Courrier, 2031-04-03 (a1:9-51)

        """)
    #expect(command.error == "2 entries\n")
  }

  @Test func `leaves out what is not within the days`() throws {
    let command = try run("timeline", "Roux", "--since", "2031-04", "--format", "tsv")
    let rows = command.output.split(separator: "\n")
    #expect(rows.count == 2)
    #expect(
      rows[1].hasPrefix(
        "2031-04-02\tday\tmeeting: réunion du port\tboth\tKarim Haddad\tPort-Clair\toccurred\t"))
  }

  @Test func `puts what has no date last`() throws {
    let command = try Command("timeline", Self.seeds, "Zelensky", "--format", "jsonl")
    let dates = try command.output.split(separator: "\n").map { line in
      (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["date"] as? String
    }
    let dated = dates.compactMap(\.self)
    #expect(dated.count > 2 && dated.count < dates.count)
    #expect(dated.map { String($0.prefix(7)) } == dated.map { String($0.prefix(7)) }.sorted())
    #expect(dates.prefix(dated.count).allSatisfy { $0 != nil })
  }

  // MARK: - Paths

  @Test func `finds the shortest path with its sentences`() throws {
    let command = try run("path", "karim haddad", "valdorie")
    #expect(command.status == 0)
    #expect(command.output.hasPrefix("Karim Haddad – Léa Roux – Marc Petit – Valdorie  (3 hops)\n"))
    #expect(
      command.output.contains("  Karim Haddad —met— Léa Roux, 2031-04-02  met-1\n"), "\(command.output)")
    #expect(command.output.contains("    « Elle avait mis en garde. »"))
    #expect(command.error == "1 shortest path\n")
  }

  @Test(arguments: [
    (["--max-hops", "2"], "no path of 2 or fewer hops leads from Karim Haddad to Valdorie"),
    (["--relations", "met,warned"], "no path of 6"), (["--modality", "denied"], "no path of 6"),
    (["--since", "2031-04"], "no path of 6"),
  ])
  func `obeys the conditions`(options: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("graph.json", Self.graph)
    let command = try Command(["path", folder.path("graph.json"), "karim haddad", "valdorie"] + options)
    #expect(command.status == 0)
    #expect(command.output.isEmpty)
    #expect(command.error.contains(message))
  }

  @Test func `follows edges one way on request`() throws {
    #expect(try run("path", "Roux", "Valdorie", "--directed").error == "1 shortest path\n")
    #expect(try run("path", "Valdorie", "Roux", "--directed").error.contains("no path"))
  }

  @Test func `takes two names of several words without quotes`() throws {
    #expect(
      try run("path", "karim", "haddad", "marc", "petit").output.hasPrefix(
        "Karim Haddad – Léa Roux – Marc Petit"))
    #expect(try run("path", "Roux").error.contains("expected two names, found 'Roux'"))
  }

  @Test func `never leads through a date`() throws {
    #expect(
      try run("path", "Roux", "2031-04-02").output.hasPrefix(
        "Léa Roux – réunion du port – 2031-04-02  (2 hops)"))
  }

  // MARK: - Evidence

  @Test(arguments: ["met-1", "met", "person:karim-haddad person:lea-roux"])
  func `shows a sentence in its surroundings`(words: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("graph.json", Self.graph)
    try folder.write("articles/a1.txt", Self.article)
    let command = try Command(
      ["evidence", folder.path("graph.json")] + words.split(separator: " ").map(String.init)
        + ["--articles", folder.path("articles")])
    #expect(command.status == 0)
    #expect(
      command.output == """
        Karim Haddad —met— Léa Roux, 2031-04-02  met-1

            Bonjour. « Léa Roux a reçu Karim Haddad à Port-Clair. » Elle avait mis en garde. Fin.
              Au port, Le Courrier, 2031-04-03
              https://courrier.example/1
              a1:9-51, sentence 1


        """)
    #expect(command.error == "1 edge, 1 sentence\n")
  }

  @Test func `shows the sentence alone without the article`() throws {
    let command = try run("evidence", "warned-1")
    #expect(command.output.contains("\n    « Elle avait mis en garde. »\n"))
  }

  @Test func `lists the edges whose keys begin alike`() throws {
    let command = try run("evidence", "warned")
    #expect(command.status == 2)
    #expect(command.error.contains("several edges have a key that begins with 'warned': warned-1, warned-2"))
  }

  @Test func `does not show surroundings that have changed`() throws {
    let folder = try TemporaryFolder()
    try folder.write("graph.json", Self.graph)
    try folder.write(
      "articles/a1.txt", "Autre chose, plus longue que la phrase qui était là, et encore autre chose.")
    let command = try Command(
      "evidence", folder.path("graph.json"), "met-1", "--articles", folder.path("articles"))
    #expect(command.output.contains("\n    « Léa Roux a reçu Karim Haddad à Port-Clair. »\n"))
    #expect(!command.output.contains("Autre chose"))
  }

  @Test func `has the seeds' own articles around every sentence`() throws {
    let command = try Command(
      "evidence", Self.seeds, "--relation", "warned", "--articles", ProjectFolder.seeds, "--format", "jsonl")
    let rows = command.output.split(separator: "\n")
    #expect(!rows.isEmpty && rows.allSatisfy { !$0.contains("\"before\": null") })
  }

  // MARK: - Forms

  @Test(arguments: [
    ("json", "[\n {"), ("jsonl", "{"), ("csv", "date,who,relation"), ("tsv", "date\twho"),
    ("markdown", "| date | who |"), ("line", "    date = "), ("table", "date        who"),
    ("graphml", "<?xml"), ("dot", "digraph"), ("gexf", "<?xml"), ("svg", "<?xml"),
  ])
  func `lists edges in every form`(form: String, start: String) throws {
    let command = try run("query", "--relation", "met", "--format", form)
    #expect(command.status == 0, "\(command.error)")
    #expect(command.output.hasPrefix(start), "\(command.output.prefix(60))")
  }

  @Test(arguments: [
    ["show", "Roux"], ["path", "Roux", "Valdorie"], ["timeline", "Roux"], ["evidence", "Roux"],
  ])
  func `gives the part of the graph that was found`(words: [String]) throws {
    let command = try { (words: [String]) in
      let folder = try TemporaryFolder()
      try folder.write("graph.json", Self.graph)
      return try Command(
        [words[0], folder.path("graph.json")] + words.dropFirst() + ["--format", "graphml"])
    }(words)
    #expect(command.status == 0, "\(command.error)")
    #expect(command.output.contains("person:lea-roux") && command.output.contains("<edge "))
    let folder = try TemporaryFolder()
    try folder.write("part.graphml", command.output)
    #expect(try Command("validate", folder.path("part.graphml")).status == 0)
  }

  @Test func `gives the elements of a query's rows as a graph`() throws {
    let command = try run("query", "MATCH (a)-[w:warned]->(b) RETURN a, w, collect(b)", "--format", "jsonl")
    #expect(command.output.split(separator: "\n").count == 2)
    let graph = try run("query", "MATCH p = (a)-[:warned]->(b) RETURN p", "--format", "graphml")
    #expect(graph.output.components(separatedBy: "<edge ").count == 3)
    #expect(graph.output.components(separatedBy: "<node ").count == 4)
  }

  @Test func `tells how many of the rows are shown`() throws {
    let command = try run("query", "--max-rows", "2", "--format", "tsv")
    #expect(command.output.split(separator: "\n").count == 3)
    #expect(command.error == "2 of 8 rows\n")
  }

  @Test func `turns edges that read both ways to whom was asked for`() throws {
    let row = try run("query", "--who", "Roux", "--relation", "met").output.split(separator: "\n").last
    #expect(row?.hasPrefix("2031-04-02\tLéa Roux\tmet\tKarim Haddad\t") == true)
  }
}
