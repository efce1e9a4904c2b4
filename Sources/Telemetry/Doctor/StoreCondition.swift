package import CostModel
import Foundation
import GRDB

/// What there is to know about the database file, without changing it.
package struct StoreCondition: Sendable, Hashable {
  /// With the write-ahead log beside it.
  package let bytes: Int
  /// The last migration that was applied.
  package let schema: String
  /// SQLite's name of the journal mode, such as `wal`.
  package let journal: String
  package let workloads: Int
  package let newest: Instant?
}

extension UsageStore {
  package func condition() throws -> StoreCondition {
    let newest = try newestInstant()
    let bytes = ["", "-wal"].reduce(0) { total, suffix in
      var status = stat()
      return stat(path + suffix, &status) == 0 ? total + Int(status.st_size) : total
    }
    return try reportingErrors {
      try database.read { database in
        StoreCondition(
          bytes: bytes,
          schema: try Schema.migrator.completedMigrations(database).last ?? "none",
          journal: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "unknown",
          workloads: try Int.fetchOne(database, sql: "SELECT count(*) FROM workload") ?? 0,
          newest: newest)
      }
    }
  }
}
