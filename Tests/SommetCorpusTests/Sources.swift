import Foundation
import SommetCorpus

extension Corpus.Sources {
  var first: ArticleSource? { first { _ in true } }

  subscript(number: Int) -> ArticleSource { Array(self)[number] }
}

extension Corpus {
  /// What reading every article gives, without the folder's path in messages.
  func outcomes(in folder: String = "") -> [Outcome] {
    sources.map { source in
      do throws(CorpusError) {
        return .article(try source.read())
      } catch {
        return .failure(error.description.replacingOccurrences(of: folder + "/", with: ""))
      }
    }
  }

  enum Outcome {
    case article(Article)
    case failure(String)

    var article: Article? { if case .article(let article) = self { article } else { nil } }
    var failure: String? { if case .failure(let message) = self { message } else { nil } }
  }
}

extension [Corpus.Outcome] {
  var articles: [Article] { compactMap(\.article) }
  var failures: [String] { compactMap(\.failure) }
}
