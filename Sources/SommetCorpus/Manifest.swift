import Foundation
import Yams

/// A `corpus.yaml`: what the texts of a folder do not tell.
///
///     articles:
///       003_69b5eb443f38df1a:
///         date: 2023-10-11        # also: title, source, url, author, language, all optional
///
/// Every fault is reported with its place; what is right is used all the same.
struct Manifest {
  static let fileName = "corpus.yaml"
  private static let keys = ["date", "title", "source", "url", "author", "language"]

  let path: String
  private(set) var entries: [String: ArticleMetadata] = [:]
  private(set) var problems: [CorpusError] = []
  private var places: [(id: String, mark: Mark?)] = []

  init(path: String) {
    self.path = path
    guard let bytes = FileManager.default.contents(atPath: path) else {
      problems.append(.unreadable(file: path, reason: "the file cannot be read"))
      return
    }
    read(Array(bytes))
  }

  /// Reads a manifest out of an archive; `path` stands for it in messages.
  init(_ bytes: [UInt8], path: String) {
    self.path = path
    read(bytes)
  }

  private mutating func read(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      complain(nil, "expected UTF-8")
      return
    }
    do {
      guard let root = try Yams.compose(yaml: text) else { return }
      read(root)
    } catch let error as YamlError {
      complain(error)
    } catch {
      complain(nil, "\(error)")
    }
  }

  /// One problem for every article that is not among the ids.
  func unknown(_ ids: Set<String>) -> [CorpusError] {
    places.filter { !ids.contains($0.id) }.map {
      Self.problem(path, $0.mark, "there is no article '\($0.id)'")
    }
  }

  private mutating func read(_ root: Node) {
    if case .scalar(let scalar) = root, scalar.string.isEmpty { return }
    guard let top = root.mapping else {
      return complain(root.mark, "expected the key 'articles'")
    }
    for (key, value) in top {
      guard key.string == "articles" else {
        complain(key.mark, "expected the key 'articles', found '\(key.string ?? "?")'")
        continue
      }
      if case .scalar(let scalar) = value, scalar.string.isEmpty { continue }
      guard let articles = value.mapping else {
        complain(value.mark, "expected articles by their ids")
        continue
      }
      for (id, fields) in articles { read(id, fields) }
    }
  }

  private mutating func read(_ key: Node, _ fields: Node) {
    guard let id = key.scalar?.string else { return complain(key.mark, "expected the id of an article") }
    if places.contains(where: { $0.id == id }) {
      return complain(key.mark, "the article '\(id)' stands here twice")
    }
    places.append((id, key.mark))
    if case .scalar(let scalar) = fields, scalar.string.isEmpty { return }
    guard let fields = fields.mapping else {
      return complain(fields.mark, "expected \(Self.keys.joined(separator: ", ")) of '\(id)'")
    }
    var metadata = ArticleMetadata()
    for (name, value) in fields {
      let key = name.scalar?.string ?? "?"
      guard Self.keys.contains(key) else {
        complain(name.mark, "expected one of \(Self.keys.joined(separator: ", ")), found '\(key)'")
        continue
      }
      guard let text = value.scalar?.string, !text.isEmpty else {
        complain(value.mark, "expected a text for '\(key)' of '\(id)'")
        continue
      }
      switch key {
      case "date":
        if let day = CalendarDay(iso: text) {
          metadata.date = day.description
        } else {
          complain(value.mark, "expected a date like 2025-08-20 for '\(id)', found '\(text)'")
        }
      case "title": metadata.title = text
      case "source": metadata.source = text
      case "url": metadata.url = text
      case "author": metadata.author = text
      default: metadata.language = text
      }
    }
    entries[id] = metadata
  }

  private mutating func complain(_ mark: Mark?, _ message: String) {
    problems.append(Self.problem(path, mark, message))
  }

  private mutating func complain(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      complain(mark, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      complain(context.mark, "the key '\(duplicates.first ?? "?")' stands here twice")
    default:
      complain(nil, "not valid YAML")
    }
  }

  private static func problem(_ path: String, _ mark: Mark?, _ message: String) -> CorpusError {
    .manifest(file: path, line: mark?.line ?? 1, column: mark?.column ?? 1, message: message)
  }
}
