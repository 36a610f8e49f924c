import Foundation
import SommetGraph
import SommetText

/// Records as JSON Lines: what `extract` prints and `merge` reads.
public enum RecordLines {
  /// One record without a line break; the same record gives the same bytes.
  public static func line(_ record: Record) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(record), as: UTF8.self)
  }

  /// Adds the records of a file to a graph; see `read(_:_:)`.
  public static func read(_ path: String, into builder: inout GraphBuilder) throws -> [Diagnostic] {
    var adding = builder
    defer { builder = adding }
    return try read(path) { try adding.add($0) }
  }

  /// Reads the records of a file.
  ///
  /// - Parameters:
  ///   - path: a file, or `-` for standard input.
  ///   - take: is given each record; a `RecordError` of it is the line's, any other ends the reading.
  /// - Returns: the lines that could not be taken, with their reasons.
  /// - Throws: when the file cannot be read at all.
  public static func read(_ path: String, _ take: (Record) throws -> Void) throws -> [Diagnostic] {
    let file =
      try path == "-"
      ? FileHandle.standardInput : FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    let decoder = JSONDecoder()
    var problems: [Diagnostic] = []
    var number = 0
    try forEachLine(of: file) { line in
      number += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { return }
      do {
        try take(try decoder.decode(Record.self, from: line))
      } catch let error where error is DecodingError || error is RecordError {
        problems.append(
          Diagnostic(
            .error, file: path, line: number,
            message: "expected a record as 'sommet extract' prints it, found \(reason(error))"))
      }
    }
    return problems
  }

  /// Holds a line, and what was read of the next.
  private static func forEachLine(of file: FileHandle, _ body: (Data) throws -> Void) throws {
    var rest = Data()
    while let block = try file.read(upToCount: 1 << 20), !block.isEmpty {
      var start = block.startIndex
      while let end = block[start...].firstIndex(of: UInt8(ascii: "\n")) {
        rest.append(block[start..<end])
        try body(rest)
        rest = Data()
        start = end + 1
      }
      rest.append(block[start...])
    }
    if !rest.isEmpty { try body(rest) }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(
        separator: ".")
      return (path.isEmpty ? "" : "at \(path): ") + context.debugDescription
    }
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      return place(context)
    case .keyNotFound(let key, let context): return "no '\(key.stringValue)' \(place(context))"
    @unknown default: return "\(error)"
    }
  }
}
