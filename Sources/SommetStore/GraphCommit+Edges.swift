import SommetGraph

extension GraphCommit {
  func add(_ edge: Edge) throws {
    evidenceCount += edge.evidence.count
    edges.add(try store(edge))
  }

  func endEdges() throws {
    try endRows(of: "edge", but: edges.rows, column: "identity", \.edges) { identity in
      let isThere = try connection.int(
        "SELECT 1 FROM edge WHERE (number = ?1 OR (identity = ?1 AND identity <> number)) AND died IS NULL"
      ) { $0.bind(1, identity) }
      if isThere == nil { try endEvidence(of: identity) }
    }
  }

  /// - Returns: the row that already says the same; nil when one was added.
  private func store(_ edge: Edge) throws -> Int? {
    let fingerprint = Fingerprint(edge)
    let key = CanonicalText.place(edge.key)
    let ends = (try knownNode(edge.source, of: edge), try knownNode(edge.target, of: edge))
    var identity: Int?
    if !isFirst {
      let same = try statements.findEdge.use { query -> Int? in
        query.bind(1, key)
        while try query.step() {
          if query.isNull(4), try query.fingerprint(5) == fingerprint { return query.int(0) }
          if (query.int(2), query.int(3)) == ends { identity = query.int(1) }
        }
        return nil
      }
      if let same { return same }
    }
    let row = try insert(edge, key, ends, identity, fingerprint)
    try storeEvidence(of: edge, identity ?? row, isNew: identity == nil)
    changes.edges.added += 1
    return nil
  }

  private func insert(
    _ edge: Edge, _ key: String, _ ends: (source: Int, target: Int), _ identity: Int?,
    _ fingerprint: Fingerprint
  ) throws -> Int {
    let isSpelt =
      try CanonicalText.isSame(key, edge.key) && isSpelt(edge.source, as: ends.source)
      && isSpelt(edge.target, as: ends.target)
    return try statements.insertEdge.use { query in
      query.bind(1, number)
      query.bind(2, identity)
      query.bind(3, key)
      query.bind(4, ends.source)
      query.bind(5, ends.target)
      query.bind(6, edge.relation.rawValue)
      query.bind(7, edge.modality.rawValue)
      query.bind(8, edge.date)
      query.bind(9, edge.content)
      query.bind(10, edge.accordingTo)
      query.bind(11, edge.title)
      query.bind(12, edge.weight)
      query.bind(13, edge.confidence)
      query.bind(14, edge.rule)
      query.bind(15, edge.plover.map(StoredJSON.plover))
      query.bind(16, StoredJSON.attributes(edge.attributes))
      query.bind(17, edge.isDirected ? 1 : 0)
      query.bind(18, isSpelt ? nil : StoredJSON.list([edge.key, edge.source, edge.target]))
      query.bind(19, edge.evidence.count)
      query.bind(20, fingerprint)
      try query.run()
      return query.insertedRow
    }
  }

  // MARK: - Evidence

  private struct Piece: Hashable {
    let passage: Int
    let trigger: Evidence.Trigger
    /// 0 when the pieces are in ascending order, else the place in the list from 1.
    let place: Int
  }

  private func storeEvidence(of edge: Edge, _ identity: Int, isNew: Bool) throws {
    let isOrdered = zip(edge.evidence, edge.evidence.dropFirst()).allSatisfy { $0 < $1 }
    var new: [Piece] = []
    for (place, piece) in edge.evidence.enumerated() {
      new.append(
        Piece(passage: try passageNumber(piece), trigger: piece.trigger, place: isOrdered ? 0 : place + 1))
    }
    if !isNew {
      let old = try evidence(of: identity)
      for gone in old.subtracting(new) { try end(gone, of: identity) }
      new.removeAll { old.contains($0) }
    }
    for piece in new {
      try statements.insertEvidence.use { query in
        query.bind(1, identity)
        query.bind(2, piece.passage)
        query.bind(3, piece.trigger.start)
        query.bind(4, piece.trigger.end)
        query.bind(5, piece.place)
        query.bind(6, number)
        try query.run()
      }
    }
  }

  private func evidence(of identity: Int) throws -> Set<Piece> {
    let sql =
      "SELECT passage, trigger_start, trigger_end, place FROM evidence WHERE edge = ?1 AND died IS NULL"
    return try connection.query(sql) { query in
      query.bind(1, identity)
      var found: Set<Piece> = []
      while try query.step() {
        found.insert(
          Piece(
            passage: query.int(0), trigger: .init(start: query.int(1), end: query.int(2)), place: query.int(3)
          ))
      }
      return found
    }
  }

  private func end(_ piece: Piece, of identity: Int) throws {
    let sql = """
      UPDATE evidence SET died = ?1 WHERE edge = ?2 AND passage = ?3 AND trigger_start = ?4 AND trigger_end = ?5 \
      AND place = ?6 AND died IS NULL
      """
    try connection.run(sql) { query in
      query.bind(1, number)
      query.bind(2, identity)
      query.bind(3, piece.passage)
      query.bind(4, piece.trigger.start)
      query.bind(5, piece.trigger.end)
      query.bind(6, piece.place)
    }
  }

  private func endEvidence(of identity: Int) throws {
    try connection.run("UPDATE evidence SET died = ?1 WHERE edge = ?2 AND died IS NULL") {
      $0.bind(1, number)
      $0.bind(2, identity)
    }
  }

  /// The number of a stretch of an article; the same stretch, behind however many edges, is stored once.
  private func passageNumber(_ piece: Evidence) throws -> Int {
    let article = try articleNumber(piece.article)
    let hash = Self.hash(article, piece)
    if let known = try knownPassage(hash, article, piece) { return known }
    let number = try statements.insertPassage.use { query in
      query.bind(1, hash)
      query.bind(2, article)
      query.bind(3, piece.sentence)
      query.bind(4, piece.start)
      query.bind(5, piece.end)
      query.bind(6, piece.quote)
      try query.run()
      return query.insertedRow
    }
    if isFirst {
      try passages.set(number, of: UInt64(bitPattern: Int64(hash)))
    } else if isSearched {
      try statements.insertWords.use { query in
        query.bind(1, number)
        query.bind(2, piece.quote)
        try query.run()
      }
    }
    return number
  }

  private func knownPassage(_ hash: Int, _ article: Int, _ piece: Evidence) throws -> Int? {
    var statement = statements.findPassages
    var wanted = hash
    if isFirst {
      guard let number = try passages[UInt64(bitPattern: Int64(hash))] else { return nil }
      statement = statements.passage
      wanted = number
    }
    return try statement.use { query in
      query.bind(1, wanted)
      while try query.step() {
        let isSame =
          (query.int(1), query.int(2), query.int(3), query.int(4))
          == (article, piece.sentence, piece.start, piece.end)
          && CanonicalText.isSame(query.text(5), piece.quote)
        if isSame { return query.int(0) }
      }
      return nil
    }
  }

  /// A number under which a passage is looked for.
  private static func hash(_ article: Int, _ piece: Evidence) -> Int {
    var hash = Fingerprint.identity(piece.quote)
    for value in [article, piece.sentence, piece.start, piece.end] {
      hash = (hash ^ UInt64(truncatingIfNeeded: value)) &* 0x9e37_79b9_7f4a_7c15
    }
    return Int(truncatingIfNeeded: hash)
  }
}
