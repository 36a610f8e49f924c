import SommetQuery
import SommetStore

/// The index of queries over a version of a store, kept in the store beside it.
public enum StoreIndex {
  /// Writes the index of a version, in place of any older one of it.
  ///
  /// - Throws: `IndexError`, `StoreError`.
  public static func write(for version: StoreVersion, in store: Store) throws {
    let graph = try store.graph(.number(version.number))
    try store.writeSegments(of: version) { append in
      try withoutActuallyEscaping(append) { append in
        try GraphImage.write(graph, to: Sink(append: append))
      }
    }
  }

  /// Opens the index of a version: reads its header only. Where there is none, one is made in memory.
  public static func open(for graph: StoreGraph) throws -> GraphImage {
    do {
      return try GraphImage(Segments(store: graph.store, version: graph.version))
    } catch IndexError.absent, IndexError.version {
      return try GraphImage(of: graph)
    }
  }

  /// What is read.
  private final class Segments: IndexStorage {
    private let store: Store
    private let version: StoreVersion

    init(store: Store, version: StoreVersion) {
      self.store = store
      self.version = version
    }

    func size(of segment: String) throws -> Int? { try store.segmentLength(segment, of: version) }

    func read(_ segment: String, _ range: Range<Int>, into bytes: UnsafeMutableRawPointer) throws {
      try store.readSegment(segment, of: version, range, into: bytes)
    }

    func append(_ bytes: [UInt8], to segment: String) {
      preconditionFailure("an index that is read is not written")
    }
  }

  /// What is written.
  private final class Sink: IndexStorage {
    private let append: (String, [UInt8]) throws -> Void
    private var sizes: [String: Int] = [:]

    init(append: @escaping (String, [UInt8]) throws -> Void) { self.append = append }

    func size(of segment: String) -> Int? { sizes[segment] }
    func read(_ segment: String, _ range: Range<Int>, into bytes: UnsafeMutableRawPointer) {
      preconditionFailure("an index that is written is not read")
    }

    func append(_ bytes: [UInt8], to segment: String) throws {
      try append(segment, bytes)
      sizes[segment, default: 0] += bytes.count
    }
  }
}
