import SommetCorpus
import Testing

@Suite struct ManifestTests {
  private static let text = "Le pont rouvre\n\nLe pont de Montbrun a rouvert lundi matin, a annoncé le maire."

  /// The problems of a folder with the articles `un` and `deux` and this `corpus.yaml`, without the folder's path.
  private func problems(_ manifest: String) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write("un.txt", Self.text)
    try folder.write("deux.txt", Self.text)
    try folder.write("corpus.yaml", manifest)
    let corpus = Corpus([folder.path])
    #expect(corpus.sources.count == 2)
    return corpus.problems.map { $0.description.replacingOccurrences(of: folder.path + "/", with: "") }
  }

  @Test func `tells what the texts do not`() throws {
    let folder = try TemporaryFolder()
    try folder.write("un.txt", Self.text)
    try folder.write("sous/deux.txt", Self.text)
    try folder.write(
      "corpus.yaml",
      """
      # Words about the corpus.
      articles:
        un:
          date: 2024-03-12
          title: "Un autre titre"
          source: Le Courrier
          url: https://courrier.example/1
          author: Camille Roux
          language: fr
        deux: {date: "2024-03-13"}
      """)
    let corpus = Corpus([folder.path])
    #expect(corpus.problems == [])
    let two = try corpus.sources[0].read()
    #expect(two.date == "2024-03-13" && two.dateSource == .metadata)
    let one = try corpus.sources[1].read()
    #expect(one.date == "2024-03-12")
    #expect(one.title == "Un autre titre")
    #expect(
      one.source == "Le Courrier" && one.url == "https://courrier.example/1" && one.author == "Camille Roux")
    // A file that is named itself has its folder's manifest as well.
    #expect(try Corpus([folder.path("un.txt")]).sources[0].read().date == "2024-03-12")
  }

  @Test(
    arguments: [
      ("", []), ("articles:\n", []), ("articles:\n  un:\n", []),
      ("article:\n  un:\n", ["corpus.yaml:1:1: expected the key 'articles', found 'article'"]),
      ("- un\n", ["corpus.yaml:1:1: expected the key 'articles'"]),
      ("articles:\n  trois:\n    date: 2024-03-12\n", ["corpus.yaml:2:3: there is no article 'trois'"]),
      (
        "articles:\n  un:\n    dates: 2024-03-12\n",
        ["corpus.yaml:3:5: expected one of date, title, source, url, author, language, found 'dates'"]
      ),
      (
        "articles:\n  un:\n    date: 12 mars 2024\n  deux:\n    date: 2024-02-30\n",
        [
          "corpus.yaml:3:11: expected a date like 2025-08-20 for 'un', found '12 mars 2024'",
          "corpus.yaml:5:11: expected a date like 2025-08-20 for 'deux', found '2024-02-30'",
        ]
      ),
      (
        "articles:\n  un: 2024-03-12\n",
        ["corpus.yaml:2:7: expected date, title, source, url, author, language of 'un'"]
      ),
      ("articles:\n  un:\n    title: [a]\n", ["corpus.yaml:3:12: expected a text for 'title' of 'un'"]),
    ] as [(String, [String])])
  func `every fault is told with its place`(manifest: String, expected: [String]) throws {
    #expect(try problems(manifest) == expected)
  }

  @Test(arguments: ["articles:\n  un: {date: \n", "articles:\n\tun:\n", "articles:\n  un: a: b\n"])
  func `what is no YAML is told with its line`(manifest: String) throws {
    let found = try problems(manifest)
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("corpus.yaml:2:") || found[0].hasPrefix("corpus.yaml:3:"))
  }

  @Test func `an article that stands twice is told`() throws {
    #expect(try problems("articles:\n  un:\n  un:\n").count == 1)
  }
}
