import GRDB

/// The tables of a store, and how older stores become like them.
///
/// Rows of articles, nodes, edges, evidence and appearances live from version `born` to before version `died` (NULL:
/// still there): a version holds the rows with `born <= v AND (died IS NULL OR died > v)`, and a row that does not
/// change is not stored again. Numbers are of no meaning outside the file. See docs/store.md.
enum StoreSchema {
  /// `PRAGMA application_id`: "SMMT".
  static let applicationID = 0x534D_4D54
  /// `PRAGMA user_version`; raised when older programs could not read the file.
  static let form = 1

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 graph and versions") {
      try $0.execute(sql: graph)
      for index in late { try $0.execute(sql: index) }
    }
    migrator.registerMigration("2 words") { try $0.execute(sql: words) }
    migrator.registerMigration("3 records and segments") { try $0.execute(sql: records) }
    // They are made again by the next build.
    migrator.registerMigration("4 segments in smaller parts") { try $0.execute(sql: "DELETE FROM segment") }
    return migrator
  }

  private static let graph = """
    CREATE TABLE version (
      number INTEGER PRIMARY KEY, parent INTEGER, time TEXT NOT NULL,
      pipeline TEXT NOT NULL, rules TEXT NOT NULL, program TEXT NOT NULL, inputs TEXT, note TEXT,
      name TEXT, directed INTEGER NOT NULL, attributes TEXT,
      articles INTEGER NOT NULL, nodes INTEGER NOT NULL, edges INTEGER NOT NULL, evidence INTEGER NOT NULL,
      articles_added INTEGER NOT NULL, articles_ended INTEGER NOT NULL, nodes_added INTEGER NOT NULL,
      nodes_ended INTEGER NOT NULL, edges_added INTEGER NOT NULL, edges_ended INTEGER NOT NULL);

    CREATE TABLE content (
      number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
      UNIQUE (sha256, title));

    CREATE TABLE article_id (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, place TEXT NOT NULL);
    CREATE INDEX article_id_by_place ON article_id (place);
    CREATE TABLE article (
      number INTEGER PRIMARY KEY, born INTEGER NOT NULL, died INTEGER,
      article INTEGER NOT NULL, title TEXT, date TEXT, date_source TEXT NOT NULL, language TEXT NOT NULL,
      sha256 TEXT NOT NULL, source TEXT, url TEXT, author TEXT, duplicate_of TEXT,
      times TEXT, mentions BLOB, content INTEGER, record INTEGER, fingerprint BLOB NOT NULL);
    CREATE INDEX article_by_id ON article (article);
    CREATE INDEX article_by_content ON article (content) WHERE content IS NOT NULL;

    CREATE TABLE node_id (number INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE, id TEXT);
    CREATE TABLE node (
      number INTEGER PRIMARY KEY, born INTEGER NOT NULL, died INTEGER,
      node INTEGER NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL, id TEXT, label TEXT NOT NULL, aliases TEXT,
      first_seen TEXT, last_seen TEXT, attributes TEXT, fingerprint BLOB NOT NULL);
    CREATE TABLE appearance (
      node INTEGER NOT NULL, article INTEGER NOT NULL, place INTEGER NOT NULL, born INTEGER NOT NULL, died INTEGER,
      PRIMARY KEY (node, article, place, born)) WITHOUT ROWID;
    CREATE TABLE name (
      folded TEXT NOT NULL, form INTEGER NOT NULL, node INTEGER NOT NULL,
      PRIMARY KEY (folded, form, node)) WITHOUT ROWID;

    CREATE TABLE edge (
      number INTEGER PRIMARY KEY, born INTEGER NOT NULL, died INTEGER,
      identity INTEGER NOT NULL, key TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL,
      relation TEXT NOT NULL, modality TEXT NOT NULL, date TEXT, content TEXT, according_to TEXT, title TEXT,
      weight REAL NOT NULL, confidence REAL NOT NULL, rule TEXT NOT NULL, plover TEXT, attributes TEXT,
      directed INTEGER NOT NULL, spelling TEXT, pieces INTEGER NOT NULL, fingerprint BLOB NOT NULL);
    CREATE INDEX edge_by_identity ON edge (identity) WHERE identity <> number;

    CREATE TABLE passage (
      number INTEGER PRIMARY KEY, hash INTEGER NOT NULL, article INTEGER NOT NULL, sentence INTEGER NOT NULL,
      "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL);
    CREATE TABLE evidence (
      edge INTEGER NOT NULL, passage INTEGER NOT NULL, trigger_start INTEGER NOT NULL,
      trigger_end INTEGER NOT NULL, place INTEGER NOT NULL, born INTEGER NOT NULL, died INTEGER,
      PRIMARY KEY (edge, passage, trigger_start, trigger_end, place, born)) WITHOUT ROWID;
    """

  /// Indexes that are made at once, which is faster, when the first version is stored.
  static let late = [
    "CREATE INDEX edge_by_source ON edge (source)",
    "CREATE INDEX edge_by_target ON edge (target)",
    "CREATE INDEX edge_by_key ON edge (key)",
    "CREATE INDEX edge_by_relation ON edge (relation, date)",
    "CREATE INDEX edge_by_date ON edge (date) WHERE date IS NOT NULL",
    "CREATE INDEX passage_by_hash ON passage (hash)",
    "CREATE INDEX evidence_by_passage ON evidence (passage)",
    "CREATE INDEX node_by_id ON node (node)",
    "CREATE INDEX node_in_order ON node (kind, place)",
  ]

  static func dropLateIndexes(_ database: Database) throws {
    for index in late { try database.execute(sql: "DROP INDEX " + index.split(separator: " ")[2]) }
  }

  private static let words = """
    CREATE VIRTUAL TABLE content_words USING fts5(
      title, text, content='content', content_rowid='number', tokenize="unicode61 remove_diacritics 2");
    CREATE VIRTUAL TABLE passage_words USING fts5(
      quote, content='passage', content_rowid='number', tokenize="unicode61 remove_diacritics 2");
    """

  private static let records = """
    CREATE TABLE record (
      number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, article TEXT NOT NULL, content INTEGER,
      bytes BLOB NOT NULL);
    CREATE TABLE annotation (record INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE segment (
      version INTEGER NOT NULL, name TEXT NOT NULL, chunk INTEGER NOT NULL, bytes BLOB NOT NULL,
      UNIQUE (version, name, chunk));
    """
}
