import SommetGraph

extension GraphCommit {
  func add(_ article: GraphArticle) throws {
    articles.add(try store(article))
  }

  func endArticles() throws {
    try endRows(of: "article", but: articles.rows, column: "article", \.articles) { _ in }
  }

  /// - Returns: the row that already says the same; nil when one was added.
  private func store(_ article: GraphArticle) throws -> Int? {
    let fingerprint = Fingerprint(article)
    let id = try articleNumber(article.info.id)
    let record = records[article.info.id]
    if !isFirst {
      let same = try connection.query(
        "SELECT number, fingerprint, record FROM article WHERE article = ?1 AND died IS NULL"
      ) {
        query -> (Int, Int?)? in
        query.bind(1, id)
        guard try query.step(), try query.fingerprint(1) == fingerprint else { return nil }
        return (query.int(0), query.optionalInt(2))
      }
      if let same {
        if let record, same.1 != record { try setRecord(record, of: same.0) }
        return same.0
      }
    }
    try insert(article, id, fingerprint, record)
    changes.articles.added += 1
    return nil
  }

  /// A record made anew of the same article, by other rules perhaps, is no change of the graph.
  private func setRecord(_ record: Int, of row: Int) throws {
    try connection.run(
      "UPDATE article SET record = ?1, content = (SELECT content FROM record WHERE number = ?1) WHERE number = ?2"
    ) {
      $0.bind(1, record)
      $0.bind(2, row)
    }
  }

  private func insert(_ article: GraphArticle, _ id: Int, _ fingerprint: Fingerprint, _ record: Int?) throws {
    let info = article.info
    let sql = """
      INSERT INTO article (born, article, title, date, date_source, language, sha256, source, url, author, \
      duplicate_of, times, mentions, record, content, fingerprint) \
      VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,(SELECT content FROM record WHERE number = ?14),?15)
      """
    try connection.run(sql) { query in
      query.bind(1, number)
      query.bind(2, id)
      query.bind(3, info.title)
      query.bind(4, info.date)
      query.bind(5, info.dateSource.rawValue)
      query.bind(6, info.language)
      query.bind(7, info.sha256)
      query.bind(8, info.source)
      query.bind(9, info.url)
      query.bind(10, info.author)
      query.bind(11, article.duplicateOf)
      query.bind(12, ArticleParts.pack(article.times))
      if let mentions = ArticleParts.pack(article.mentions) {
        query.bind(13, mentions)
      } else {
        query.bind(13, nil as Int?)
      }
      query.bind(14, record)
      query.bind(15, fingerprint)
    }
  }
}
