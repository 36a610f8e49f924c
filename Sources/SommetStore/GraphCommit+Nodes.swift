import SommetGraph

extension GraphCommit {
  func add(_ node: Node) throws {
    nodes.add(try store(node))
  }

  func endNodes() throws {
    try endRows(of: "node", but: nodes.rows, column: "node", \.nodes) { node in
      // A node that only changed is there again: what it still appears in was told apart when it was stored.
      let isThere = try connection.int("SELECT 1 FROM node WHERE node = ?1 AND died IS NULL") {
        $0.bind(1, node)
      }
      if isThere == nil { try endAppearances(of: node) }
    }
  }

  /// - Returns: the row that already says the same; nil when one was added.
  private func store(_ node: Node) throws -> Int? {
    let fingerprint = Fingerprint(node)
    let id = try nodeNumber(node.id)
    if !isFirst {
      let same = try statements.findNode.use { query in
        query.bind(1, id)
        return try query.step() && query.fingerprint(1) == fingerprint ? query.int(0) : nil as Int?
      }
      if let same { return same }
    }
    try insert(node, id, fingerprint)
    try storeAppearances(of: node, id)
    changes.nodes.added += 1
    return nil
  }

  private func insert(_ node: Node, _ id: Int, _ fingerprint: Fingerprint) throws {
    let row = try statements.insertNode.use { query in
      let place = CanonicalText.place(node.id)
      query.bind(1, number)
      query.bind(2, id)
      query.bind(3, node.kind.rawValue)
      query.bind(4, place)
      query.bind(5, CanonicalText.spelling(node.id, place: place))
      query.bind(6, node.label)
      query.bind(7, StoredJSON.list(node.aliases))
      query.bind(8, node.firstSeen)
      query.bind(9, node.lastSeen)
      query.bind(10, StoredJSON.attributes(node.attributes))
      query.bind(11, fingerprint)
      try query.run()
      return query.insertedRow
    }
    for name in node.names {
      try statements.insertName.use { query in
        query.bind(1, name.key)
        query.bind(2, name.form.rawValue)
        query.bind(3, row)
        try query.run()
      }
    }
  }

  // MARK: - Appearances

  private struct Appearance: Hashable {
    let article: Int
    /// 0 when the articles are in ascending order, else the place in the list from 1.
    let place: Int
  }

  private func storeAppearances(of node: Node, _ id: Int) throws {
    let isOrdered = zip(node.articles, node.articles.dropFirst()).allSatisfy { $0 < $1 }
    var new: Set<Appearance> = []
    for (place, article) in node.articles.enumerated() {
      new.insert(Appearance(article: try articleNumber(article), place: isOrdered ? 0 : place + 1))
    }
    if !isFirst {
      let old = try appearances(of: id)
      for gone in old.subtracting(new) {
        try connection.run(
          "UPDATE appearance SET died = ?1 WHERE node = ?2 AND article = ?3 AND place = ?4 AND died IS NULL"
        ) { query in
          query.bind(1, number)
          query.bind(2, id)
          query.bind(3, gone.article)
          query.bind(4, gone.place)
        }
      }
      new.subtract(old)
    }
    for added in new.sorted(by: { ($0.article, $0.place) < ($1.article, $1.place) }) {
      try statements.insertAppearance.use { query in
        query.bind(1, id)
        query.bind(2, added.article)
        query.bind(3, added.place)
        query.bind(4, number)
        try query.run()
      }
    }
  }

  private func appearances(of node: Int) throws -> Set<Appearance> {
    try connection.query("SELECT article, place FROM appearance WHERE node = ?1 AND died IS NULL") { query in
      query.bind(1, node)
      var found: Set<Appearance> = []
      while try query.step() { found.insert(Appearance(article: query.int(0), place: query.int(1))) }
      return found
    }
  }

  private func endAppearances(of node: Int) throws {
    try connection.run("UPDATE appearance SET died = ?1 WHERE node = ?2 AND died IS NULL") {
      $0.bind(1, number)
      $0.bind(2, node)
    }
  }
}
