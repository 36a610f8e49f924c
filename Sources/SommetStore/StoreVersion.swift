import Foundation

/// One of the graphs that a store holds: what a build made of the articles, and by what.
public struct StoreVersion: Sendable, Hashable {
  /// From 1, without gaps.
  public let number: Int
  /// The version it was made after; nil for the first.
  public let parent: Int?
  /// When it was stored: ISO 8601, UTC, to the second.
  public let time: String
  public let origin: VersionOrigin
  public let articles: Int
  public let nodes: Int
  public let edges: Int
  /// Pieces of evidence of all edges.
  public let evidence: Int
  /// Against the parent.
  public let changes: VersionChanges

  /// `YYYY-MM-DD`, in UTC.
  public var day: String { String(time.prefix(10)) }
}

/// What a version was made from: two versions with different rules may differ though their articles do not.
public struct VersionOrigin: Sendable, Hashable {
  /// Name and fingerprint of the language pipeline; "" when none was used.
  public var pipeline: String
  /// Fingerprint of the tables of words and rules.
  public var rules: String
  /// The program and its version.
  public var program: String
  /// What was given: files, folders, `+` before what was added, `-` before what was retracted.
  public var inputs: [String]
  public var note: String?

  public init(
    pipeline: String = "", rules: String = "", program: String = "", inputs: [String] = [],
    note: String? = nil
  ) {
    self.pipeline = pipeline
    self.rules = rules
    self.program = program
    self.inputs = inputs
    self.note = note
  }
}

/// How people name a version.
public enum VersionReference: Sendable, Hashable, CustomStringConvertible {
  case latest
  /// The one before the latest.
  case previous
  case number(Int)
  /// The last of that day (UTC) or before: `2026-11-20`.
  case day(String)

  /// - Throws: `StoreError.reference` when the text is none of these.
  public init(_ text: String) throws(StoreError) {
    switch text {
    case "latest": self = .latest
    case "previous": self = .previous
    default:
      if let number = Int(text), number > 0, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        self = .number(number)
      } else if Self.isDay(text) {
        self = .day(text)
      } else {
        throw .reference(text)
      }
    }
  }

  private static func isDay(_ text: String) -> Bool {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.map(\.utf8.count) == [4, 2, 2],
      fields.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return false }
    return (1...12).contains(Int(fields[1])!) && (1...31).contains(Int(fields[2])!)
  }

  public var description: String {
    switch self {
    case .latest: "latest"
    case .previous: "previous"
    case .number(let number): "\(number)"
    case .day(let day): day
    }
  }
}

/// A store, and which of its versions, as they are written on a command line: `graph.sommet`, `graph.sommet@3`.
public struct StoreReference: Sendable, Hashable, CustomStringConvertible {
  public var path: String
  public var version: VersionReference

  public init(path: String, version: VersionReference = .latest) {
    self.path = path
    self.version = version
  }

  /// A file of that whole name comes first, else what follows the last `@` is the version.
  ///
  /// - Returns: nil when neither is a store, by the first bytes of the file.
  /// - Throws: `StoreError.reference` when the file is a store and the version none.
  public init?(argument: String) throws(StoreError) {
    if Store.isStore(argument) {
      self.init(path: argument)
      return
    }
    guard let at = argument.lastIndex(of: "@") else { return nil }
    let path = String(argument[..<at])
    guard Store.isStore(path) else { return nil }
    self.init(path: path, version: try VersionReference(String(argument[argument.index(after: at)...])))
  }

  public var description: String { version == .latest ? path : "\(path)@\(version)" }

  /// The graph of the version, of a store that is opened to be read.
  ///
  /// - Throws: `StoreError`.
  public func openGraph() throws -> StoreGraph { try Store(reading: path).graph(version) }
}
