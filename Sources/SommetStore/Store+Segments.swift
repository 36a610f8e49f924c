import SommetGraph

/// Named runs of bytes that belong to a version, such as an index over its graph: made from the graph, so that they may
/// be dropped and made again at any time.
extension Store {
  /// Bytes of one row of the table.
  static let segmentChunk = 1 << 16

  /// Replaces segments of a version, all of them or none.
  ///
  /// - Parameter write: is given a function that appends bytes to the segment of a name.
  public func writeSegments(
    of version: StoreVersion,
    _ write: (_ append: (_ name: String, _ bytes: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    try self.write { connection in
      var open: [String: (chunk: Int, bytes: [UInt8])] = [:]
      func store(_ name: String, _ chunk: Int, _ bytes: [UInt8]) throws {
        try connection.run("INSERT INTO segment (version, name, chunk, bytes) VALUES (?1, ?2, ?3, ?4)") {
          query in
          query.bind(1, version.number)
          query.bind(2, name)
          query.bind(3, chunk)
          query.bind(4, bytes)
        }
      }
      try write { name, bytes in
        if open[name] == nil {
          try connection.run("DELETE FROM segment WHERE version = ?1 AND name = ?2") {
            $0.bind(1, version.number)
            $0.bind(2, name)
          }
        }
        var segment = open.removeValue(forKey: name) ?? (0, [])
        segment.bytes += bytes
        var first = 0
        while segment.bytes.count - first >= Self.segmentChunk {
          try store(name, segment.chunk, Array(segment.bytes[first..<first + Self.segmentChunk]))
          segment.chunk += 1
          first += Self.segmentChunk
        }
        segment.bytes.removeFirst(first)
        open[name] = segment
      }
      for (name, segment) in open where !segment.bytes.isEmpty || segment.chunk == 0 {
        try store(name, segment.chunk, segment.bytes)
      }
    }
  }

  /// The length of a segment in bytes; nil when there is none of that name.
  public func segmentLength(_ name: String, of version: StoreVersion) throws -> Int? {
    let sql = """
      SELECT chunk, length(bytes) FROM segment WHERE version = ?1 AND name = ?2 ORDER BY chunk DESC LIMIT 1
      """
    return try read { connection in
      try connection.query(sql) { query in
        query.bind(1, version.number)
        query.bind(2, name)
        return try query.step() ? query.int(0) * Self.segmentChunk + query.int(1) : nil
      }
    }
  }

  /// The bytes of a part of a segment.
  ///
  /// - Throws: `StoreError.damaged` when the segment is shorter.
  public func segment(_ name: String, of version: StoreVersion, _ range: Range<Int>) throws -> [UInt8] {
    guard !range.isEmpty else { return [] }
    let chunks = range.lowerBound / Self.segmentChunk...(range.upperBound - 1) / Self.segmentChunk
    var found: [UInt8] = []
    found.reserveCapacity(range.count)
    let sql =
      "SELECT chunk, bytes FROM segment WHERE version = ?1 AND name = ?2 AND chunk BETWEEN ?3 AND ?4 ORDER BY chunk"
    try read { connection in
      try connection.query(sql) { query in
        query.bind(1, version.number)
        query.bind(2, name)
        query.bind(3, chunks.lowerBound)
        query.bind(4, chunks.upperBound)
        while try query.step() {
          let start = query.int(0) * Self.segmentChunk
          query.withBytes(1) { bytes in
            let part = max(range.lowerBound - start, 0)..<min(range.upperBound - start, bytes.count)
            if !part.isEmpty, part.lowerBound < bytes.count {
              found += bytes[part]
            }
          }
        }
      }
    }
    guard found.count == range.count else {
      throw StoreError.damaged(
        path: path, found: "segment '\(name)' of version \(version.number) is too short")
    }
    return found
  }

  /// Lets go of the segments of all versions but some.
  public func dropSegments(except kept: [StoreVersion] = []) throws {
    try write { connection in
      let numbers = kept.map { "\($0.number)" }.joined(separator: ",")
      try connection.run("DELETE FROM segment WHERE version NOT IN (\(numbers))")
    }
  }
}
