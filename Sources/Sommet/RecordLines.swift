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

  /// The most bytes of a record, where nothing else is said: many times what the longest article leaves.
  public static let sizeLimit = 16 << 20

  /// Reads the records of a file.
  ///
  /// - Parameters:
  ///   - path: a file, or `-` for standard input.
  ///   - sizeLimit: the most bytes of a record; a longer line is a problem, and not held.
  ///   - take: is given each record; a `RecordError` of it is the line's, any other ends the reading.
  /// - Returns: the lines that could not be taken, with their reasons.
  /// - Throws: when the file cannot be read at all.
  public static func read(
    _ path: String, sizeLimit: Int = sizeLimit, _ take: (Record) throws -> Void
  ) throws -> [Diagnostic] {
    let file =
      try path == "-"
      ? FileHandle.standardInput : FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    let decoder = JSONDecoder()
    var problems: [Diagnostic] = []
    var number = 0
    try forEachLine(of: file, sizeLimit) { line in
      number += 1
      guard let line else {
        problems.append(
          Diagnostic(
            .error, file: path, line: number,
            message: "the record is longer than the limit of \(sizeLimit) bytes"))
        return
      }
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

  /// Holds a line, and what was read of the next; a line longer than the limit is given as nil.
  private static func forEachLine(
    of file: FileHandle, _ limit: Int, _ body: (Data?) throws -> Void
  ) throws {
    var line: Data? = Data()
    func take(_ piece: Data) {
      if let length = line?.count, length + piece.count > limit { line = nil }
      line?.append(piece)
    }
    while let block = try file.read(upToCount: 1 << 20), !block.isEmpty {
      var start = block.startIndex
      while let end = lineBreak(in: block, from: start) {
        take(block[start..<end])
        try body(line)
        line = Data()
        start = end + 1
      }
      take(block[start...])
    }
    if line?.isEmpty != true { try body(line) }
  }

  private static func lineBreak(in block: Data, from start: Data.Index) -> Data.Index? {
    block.withUnsafeBytes { bytes in
      let offset = start - block.startIndex
      guard let first = bytes.baseAddress,
        let found = memchr(first + offset, Int32(UInt8(ascii: "\n")), bytes.count - offset)
      else { return nil }
      return block.startIndex + (UnsafeRawPointer(found) - first)
    }
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
