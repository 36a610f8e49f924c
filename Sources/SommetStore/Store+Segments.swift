import SommetGraph

/// Named runs of bytes that belong to a version, such as an index over its graph: made from the graph, so that they may
/// be dropped and made again at any time.
extension Store {
  /// Bytes of one row of the table: what is read at once where a little is asked for.
  static let segmentChunk = 1 << 12

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
      for (name, segment) in open.sorted(by: { $0.key < $1.key })
      where !segment.bytes.isEmpty || segment.chunk == 0 {
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

  /// Copies the bytes of a part of a segment to where there is room for them.
  ///
  /// - Throws: `StoreError.damaged` when the segment is shorter.
  public func readSegment(
    _ name: String, of version: StoreVersion, _ range: Range<Int>, into bytes: UnsafeMutableRawPointer
  ) throws {
    guard !range.isEmpty else { return }
    let chunks = range.lowerBound / Self.segmentChunk...(range.upperBound - 1) / Self.segmentChunk
    let sql =
      "SELECT chunk, bytes FROM segment WHERE version = ?1 AND name = ?2 AND chunk BETWEEN ?3 AND ?4 ORDER BY chunk"
    var place = range.lowerBound
    try read { connection in
      try connection.query(sql) { query in
        query.bind(1, version.number)
        query.bind(2, name)
        query.bind(3, chunks.lowerBound)
        query.bind(4, chunks.upperBound)
        while try query.step() {
          let start = query.int(0) * Self.segmentChunk
          query.withBytes(1) { chunk in
            let end = min(range.upperBound, start + chunk.count)
            // A chunk that is missing or too short leaves a gap before the next one.
            guard start <= place, place < end else { return }
            let part = UnsafeRawBufferPointer(rebasing: chunk[place - start..<end - start])
            UnsafeMutableRawBufferPointer(start: bytes + (place - range.lowerBound), count: part.count)
              .copyMemory(from: part)
            place = end
          }
        }
      }
    }
    guard place == range.upperBound else {
      throw StoreError.damaged(
        path: path, found: "segment '\(name)' of version \(version.number) is too short")
    }
  }

  /// Lets go of the segments of all versions but some.
  public func dropSegments(except kept: [StoreVersion] = []) throws {
    try write { connection in
      let numbers = kept.map { "\($0.number)" }.joined(separator: ",")
      try connection.run("DELETE FROM segment WHERE version NOT IN (\(numbers))")
    }
  }
}
