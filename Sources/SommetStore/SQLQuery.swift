import GRDB
import GRDBSQLite
import SommetGraph

/// A prepared statement: values go in and come out as the bytes they are, without a copy more than is needed.
///
/// GRDB's own binding ends a text at its first NUL, which hostile names may hold; and a walk over a million rows asks
/// for columns by number.
final class SQLQuery {
  private let statement: Statement
  private let handle: OpaquePointer

  init(_ database: Database, _ sql: String) throws {
    statement = try database.makeStatement(sql: sql)
    handle = statement.sqliteStatement
  }

  // MARK: - Values in

  /// `SQLITE_TRANSIENT`: SQLite copies what it is given.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

  /// Binds to the parameter of a number, from 1.
  func bind(_ place: Int32, _ text: String) {
    var text = text
    text.withUTF8 { bytes in
      // An empty buffer may have no address, which would bind NULL.
      let start = bytes.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
      if let start {
        sqlite3_bind_text(handle, place, start, Int32(bytes.count), Self.copied)
      } else {
        sqlite3_bind_text(handle, place, "", 0, Self.copied)
      }
    }
  }

  func bind(_ place: Int32, _ text: String?) {
    if let text { bind(place, text) } else { sqlite3_bind_null(handle, place) }
  }

  func bind(_ place: Int32, _ number: Int) { sqlite3_bind_int64(handle, place, Int64(number)) }

  func bind(_ place: Int32, _ number: Int?) {
    if let number { bind(place, number) } else { sqlite3_bind_null(handle, place) }
  }

  func bind(_ place: Int32, _ number: Double) { sqlite3_bind_double(handle, place, number) }

  func bind(_ place: Int32, _ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { buffer in
      if let start = buffer.baseAddress {
        sqlite3_bind_blob(handle, place, start, Int32(buffer.count), Self.copied)
      } else {
        sqlite3_bind_zeroblob(handle, place, 0)
      }
    }
  }

  func bind(_ place: Int32, _ fingerprint: Fingerprint) {
    let words = (fingerprint.identity.littleEndian, fingerprint.content.littleEndian)
    _ = withUnsafeBytes(of: words) { buffer in
      sqlite3_bind_blob(handle, place, buffer.baseAddress, Int32(buffer.count), Self.copied)
    }
  }

  // MARK: - Running

  /// Takes the next row; false when there is none.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
      sqlite3_reset(handle)
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  /// Runs `body` over the rows, however it ends, and makes ready to run again.
  func use<Result>(_ body: (SQLQuery) throws -> Result) rethrows -> Result {
    defer { reset() }
    return try body(self)
  }

  /// Runs to the end, and makes ready to run again.
  func run() throws {
    while try step() {}
    reset()
  }

  func reset() { sqlite3_reset(handle) }

  /// The number of the row that was inserted last.
  var insertedRow: Int { Int(sqlite3_last_insert_rowid(sqlite3_db_handle(handle))) }

  // MARK: - Values out

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }

  func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  /// "" for NULL.
  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// The bytes of a text or blob, valid until the next step.
  func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    let start = sqlite3_column_blob(handle, column)
    return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

  /// Of 16 bytes, little-endian, the identity first.
  func fingerprint(_ column: Int32) throws -> Fingerprint {
    try withBytes(column) { bytes in
      guard bytes.count == 16 else {
        throw StoredJSONError(description: "a fingerprint of \(bytes.count) bytes")
      }
      return Fingerprint(
        identity: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
        content: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
  }
}
