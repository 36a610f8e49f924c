import Sommet
import SommetTesting

/// One extractor for all tests: opening the pipeline and the tables once is enough.
enum Extraction {
  static let extractor = Result { try Extractor(pipeline: PipelineStore.open(ProjectFolder.pipeline)) }

  /// The record of a text that was published on 20 August 2025, a Wednesday.
  static func record(_ text: String, id: String = "essai", published: String? = "2025-08-20") throws -> Record
  {
    var metadata = ArticleMetadata()
    metadata.date = published
    metadata.language = "fr"
    return try extractor.get().record(of: ArticleSource.article(text: text, id: id, metadata: metadata))
  }

  /// The same with what it was made from and why.
  static func reading(_ text: String, published: String? = "2025-08-20") throws -> ArticleReading {
    var metadata = ArticleMetadata()
    metadata.date = published
    metadata.language = "fr"
    let article = ArticleSource.article(text: text, id: "essai", metadata: metadata)
    return try extractor.get().read(article, isExplained: true)
  }

  /// The graph of some folder, built on so many threads.
  static func graph(of folder: String, threads: Int) async throws -> Graph {
    var builder = GraphBuilder()
    let corpus = Corpus([folder])
    try await CorpusExtraction(extractor: extractor.get(), threads: threads).run(corpus.sources) { outcome in
      if case .record(let record) = outcome { try builder.add(record) }
    }
    return builder.graph()
  }
}

extension Record {
  func label(_ entity: Int) -> String { entities[entity].label }

  func label(_ target: RecordedAct.Target) -> String {
    switch target {
    case .entity(let entity): entities[entity].label
    case .meeting(let meeting): meetings[meeting].label
    case .topic(let words): words
    }
  }

  /// Acts as "who relation whom modality date", for a reader of a test.
  var told: [String] {
    acts.map { act in
      [label(act.source), act.relation.rawValue, label(act.target), act.modality.rawValue, act.date ?? "-"]
        .joined(separator: " | ")
    }
  }
}
