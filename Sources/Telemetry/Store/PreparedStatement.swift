import GRDB
import GRDBSQLite

/// A compiled statement on SQLite's own interface, for loops over many rows.
///
/// Bound bytes are not copied: they stay valid until `run` or the last `step` returns.
struct PreparedStatement: ~Copyable {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  init(_ database: Database, _ sql: String) throws {
    guard let connection = database.sqliteConnection else {
      throw StoreError.failed(path: "the database", code: SQLITE_MISUSE, message: "closed")
    }
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw Self.error(code, connection) }
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  private static func error(_ code: Int32, _ connection: OpaquePointer) -> StoreError {
    let path = sqlite3_db_filename(connection, "main").map { String(cString: $0) } ?? ""
    return StoreError(
      code: code, message: String(cString: sqlite3_errmsg(connection)),
      path: path.isEmpty ? "the database in memory" : path)
  }

  func bind(_ value: Int, at index: Int) {
    sqlite3_bind_int64(handle, Int32(truncatingIfNeeded: index), Int64(value))
  }

  func bind(_ value: Int?, at index: Int) {
    guard let value else { return bindNull(at: index) }
    bind(value, at: index)
  }

  func bind(_ value: Double, at index: Int) {
    sqlite3_bind_double(handle, Int32(truncatingIfNeeded: index), value)
  }

  func bind(_ value: Double?, at index: Int) {
    guard let value else { return bindNull(at: index) }
    bind(value, at: index)
  }

  func bindNull(at index: Int) { sqlite3_bind_null(handle, Int32(truncatingIfNeeded: index)) }

  /// Binds UTF-8 that the caller keeps alive and unchanged until the statement has run.
  func bind(_ text: UnsafePointer<UInt8>, count: Int, at index: Int) {
    text.withMemoryRebound(to: CChar.self, capacity: count) {
      _ = sqlite3_bind_text(
        handle, Int32(truncatingIfNeeded: index), $0, Int32(truncatingIfNeeded: count), nil)
    }
  }

  /// Binds a copy of the text; nil binds NULL.
  func bind(_ text: String?, at index: Int) {
    guard var text else { return bindNull(at: index) }
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        _ = sqlite3_bind_text(
          handle, Int32(truncatingIfNeeded: index), $0.baseAddress,
          Int32(truncatingIfNeeded: $0.count), copied)
      }
    }
  }

  /// True while there is another row.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let error = Self.error(code, connection)
      sqlite3_reset(handle)
      throw error
    }
  }

  func reset() { sqlite3_reset(handle) }

  /// Runs a statement that returns no row and tells how many rows it changed.
  @discardableResult
  func run() throws -> Int {
    _ = try step()
    sqlite3_reset(handle)
    return Int(sqlite3_changes(connection))
  }

  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(truncatingIfNeeded: column)) == SQLITE_NULL
  }

  func int(_ column: Int) -> Int {
    Int(sqlite3_column_int64(handle, Int32(truncatingIfNeeded: column)))
  }

  func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }

  func double(_ column: Int) -> Double {
    sqlite3_column_double(handle, Int32(truncatingIfNeeded: column))
  }

  func optionalDouble(_ column: Int) -> Double? { isNull(column) ? nil : double(column) }

  /// The bytes of a text, valid until the next `step`; empty for NULL.
  func bytes(_ column: Int) -> UnsafeRawBufferPointer {
    let index = Int32(truncatingIfNeeded: column)
    let start = sqlite3_column_blob(handle, index)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
  }

  func text(_ column: Int) -> String? {
    isNull(column) ? nil : String(decoding: bytes(column), as: UTF8.self)
  }
}
