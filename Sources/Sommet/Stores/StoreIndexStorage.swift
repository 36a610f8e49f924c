import SommetQuery
import SommetStore

/// The index of a version, in the segments of its store.
final class StoreIndexStorage: IndexStorage {
  /// The segment that is written last: an index without it was not finished.
  static let last = "header"

  private let store: Store
  private let version: StoreVersion
  private let adder: ((String, [UInt8]) throws -> Void)?

  /// - Parameter append: nil for reading.
  init(_ store: Store, _ version: StoreVersion, append: ((String, [UInt8]) throws -> Void)? = nil) {
    self.store = store
    self.version = version
    adder = append
  }

  func size(of segment: String) throws -> Int? { try store.segmentLength(segment, of: version) }

  func read(_ segment: String, _ range: Range<Int>) throws -> [UInt8] {
    try store.segment(segment, of: version, range)
  }

  func append(_ bytes: [UInt8], to segment: String) throws {
    guard let adder else { preconditionFailure("an index that was opened for reading is not written") }
    try adder(segment, bytes)
  }
}

extension StoreGraph {
  /// The graph as queries see it: out of the index in the store, else out of one made in memory.
  var image: GraphImage {
    get throws {
      do {
        return try GraphImage(StoreIndexStorage(store, version))
      } catch is IndexError {
        return try GraphImage(of: self)
      }
    }
  }
}
