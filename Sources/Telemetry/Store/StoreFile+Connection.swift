import Foundation
import GRDB

extension StoreFile {
  private static let busyTimeout: TimeInterval = 5

  func connect(_ access: UsageStore.Access) throws -> DatabaseQueue {
    guard access == .readOnly, path != Self.memory else {
      return try DatabaseQueue(path: path, configuration: Self.writing)
    }
    do {
      return try DatabaseQueue(path: path, configuration: Self.reading)
    } catch let error as DatabaseError {
      guard let unchanging = unchangingPath(after: error) else { throw error }
      return try DatabaseQueue(path: unchanging, configuration: Self.reading)
    }
  }

  /// Where the folder cannot be written, SQLite reads a file in WAL mode only when told that nobody
  /// changes it; that is so when there is no log beside it.
  private func unchangingPath(after error: DatabaseError) -> String? {
    guard [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode),
      !FileManager.default.fileExists(atPath: path + "-wal"),
      let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
    else { return nil }
    return "file:\(escaped)?immutable=1"
  }

  private static var reading: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    configuration.readonly = true
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA mmap_size = 2147418112; PRAGMA cache_size = -16384")
    }
    return configuration
  }

  private static var writing: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    configuration.prepareDatabase { database in
      if try Int.fetchOne(database, sql: "PRAGMA application_id") == 0 {
        try database.execute(
          sql: "PRAGMA page_size = 16384; PRAGMA application_id = \(Schema.applicationID)")
      }
      try database.execute(
        sql: """
          PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF;
          PRAGMA temp_store = MEMORY; PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 20000;
          PRAGMA journal_size_limit = 67108864
          """)
    }
    return configuration
  }
}
