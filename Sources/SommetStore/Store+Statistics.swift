import Foundation
import SommetGraph

/// What a store holds besides its graphs, and how large it is.
public struct StoreStatistics: Sendable, Hashable {
  /// Of the file, in bytes.
  public let fileSize: Int
  public let versions: Int
  /// Records that need not be extracted again.
  public let records: Int
  /// Articles whose text is kept, of all versions.
  public let texts: Int
  /// Rows of nodes and edges of all versions.
  public let nodeRows: Int
  public let edgeRows: Int
  /// Stretches of text behind all edges.
  public let passages: Int
  /// Bytes of the indexes that queries use.
  public let segmentSize: Int
}

extension Store {
  public var statistics: StoreStatistics {
    get throws {
      let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
      return try read { connection in
        func count(_ table: String) throws -> Int { try connection.int("SELECT count(*) FROM \(table)") ?? 0 }
        return StoreStatistics(
          fileSize: size, versions: try count("version"), records: try count("record"),
          texts: try count("content"),
          nodeRows: try count("node"), edgeRows: try count("edge"), passages: try count("passage"),
          segmentSize: try connection.int("SELECT sum(length(bytes)) FROM segment") ?? 0)
      }
    }
  }
}
