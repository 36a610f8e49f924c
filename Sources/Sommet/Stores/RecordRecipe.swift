import Crypto
import Foundation
import SommetCorpus
import SommetSpacy

/// Everything beside the article that a record depends on: pipeline, rules and program.
public struct RecordRecipe: Sendable, Hashable {
  /// Name and fingerprint.
  public let pipeline: String
  /// Of the tables of words and rules.
  public let rules: String
  /// Name, version and fingerprint of the program.
  public let program: String

  /// Of the running program with a pipeline.
  public init(pipeline: Pipeline) {
    let file = pipeline.file
    let name = URL(fileURLWithPath: file.path).deletingPathExtension().lastPathComponent
    self.pipeline = "\(name) \(String(file.fingerprint, radix: 16))"
    rules = Self.rules
    program = Self.program
  }

  /// For records that came from elsewhere.
  public init() {
    pipeline = ""
    rules = Self.rules
    program = Self.program
  }

  /// Of all tables beside those of this module; their folders lie side by side.
  private static let rules: String = {
    let own = Bundle.module.bundleURL
    let folder = own.deletingLastPathComponent()
    let prefix = own.lastPathComponent.prefix { $0 != "." }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var hash = SHA256()
    for name in names.sorted() where name.hasPrefix(prefix) && !name.contains("SommetFormats") {
      let tables = FileManager.default.enumerator(atPath: folder.appendingPathComponent(name).path)
      for table in (tables?.compactMap { $0 as? String } ?? []).sorted() {
        guard let bytes = try? Data(contentsOf: folder.appendingPathComponent("\(name)/\(table)")) else {
          continue
        }
        hash.update(data: Data("\(name)/\(table)\0\(bytes.count)\0".utf8))
        hash.update(data: bytes)
      }
    }
    return Hexadecimal.text(hash.finalize().prefix(8))
  }()

  /// The bytes of the program stand for its code: a rule written in Swift counts as one in a table.
  public static let program: String = {
    var hash = SHA256()
    // Piece by piece: mapped as a whole, it would stay in memory until the end.
    if let url = Bundle.main.executableURL, let file = try? FileHandle(forReadingFrom: url) {
      while let piece = try? file.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
    }
    return "sommet \(Program.version) \(Hexadecimal.text(hash.finalize().prefix(8)))"
  }()

  /// What stands for the record of an article.
  func key(of article: Article) -> [UInt8] {
    var hash = SHA256()
    func add(_ text: String?) {
      hash.update(data: Data((text.map { "\($0.utf8.count):" + $0 } ?? "-").utf8))
    }
    for text in [pipeline, rules, program, article.id, article.text.string, article.title] { add(text) }
    for text in [article.date, article.dateSource.rawValue, article.monthHint, article.language] { add(text) }
    for text in [article.source, article.url, article.author] { add(text) }
    add("\(article.blocks)")
    add("\(article.dateCandidates)")
    return Array(hash.finalize())
  }

  /// What stands for a record itself.
  func key(of line: String) -> [UInt8] { Array(SHA256.hash(data: Data(line.utf8))) }
}

/// The program as a whole.
public enum Program {
  public static let version = "0.1.0"
}

enum Hexadecimal {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
