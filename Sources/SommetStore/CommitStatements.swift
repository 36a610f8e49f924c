import GRDB

/// The statements that run once or more for each element of a graph that is stored, made ready once.
struct CommitStatements {
  let insertNode: SQLQuery
  let insertName: SQLQuery
  let insertAppearance: SQLQuery
  let insertEdge: SQLQuery
  let insertPassage: SQLQuery
  let insertWords: SQLQuery
  let insertEvidence: SQLQuery
  /// The rows of a node that are still there.
  let findNode: SQLQuery
  /// All rows of a key.
  let findEdge: SQLQuery
  let findPassages: SQLQuery
  let passage: SQLQuery

  init(_ database: Database) throws {
    func query(_ sql: String) throws -> SQLQuery { try SQLQuery(database, sql) }
    insertNode = try query(
      """
      INSERT INTO node (born, node, kind, place, id, label, aliases, first_seen, last_seen, attributes, fingerprint) \
      VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)
      """)
    insertName = try query("INSERT INTO name (folded, form, node) VALUES (?1, ?2, ?3)")
    insertAppearance = try query(
      "INSERT INTO appearance (node, article, place, born) VALUES (?1, ?2, ?3, ?4)")
    insertEdge = try query(
      """
      INSERT INTO edge (born, identity, key, source, target, relation, modality, date, content, according_to, title, \
      weight, confidence, rule, plover, attributes, directed, spelling, pieces, fingerprint) VALUES \
      (?1,ifnull(?2,(SELECT ifnull(max(number),0)+1 FROM edge)),?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,\
      ?18,?19,?20)
      """)
    insertPassage = try query(
      #"INSERT INTO passage (hash, article, sentence, "start", "end", quote) VALUES (?1,?2,?3,?4,?5,?6)"#)
    insertWords = try query("INSERT INTO passage_words (rowid, quote) VALUES (?1, ?2)")
    insertEvidence = try query(
      "INSERT INTO evidence (edge, passage, trigger_start, trigger_end, place, born) VALUES (?1,?2,?3,?4,?5,?6)"
    )
    findNode = try query("SELECT number, fingerprint FROM node WHERE node = ?1 AND died IS NULL")
    findEdge = try query(
      "SELECT number, identity, source, target, died, fingerprint FROM edge WHERE key = ?1")
    findPassages = try query(
      #"SELECT number, article, sentence, "start", "end", quote FROM passage WHERE hash = ?1"#)
    passage = try query(
      #"SELECT number, article, sentence, "start", "end", quote FROM passage WHERE number = ?1"#)
  }
}
