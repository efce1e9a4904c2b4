package import CostModel
import Foundation
import GRDB

/// The samples of every workload in one SQLite file, and what they add up to.
package struct UsageStore: Sendable {
  package enum Access: Sendable {
    /// Makes the file and its folder where they are missing, readable by their owner only.
    case readWrite
    case readOnly
  }

  let path: String
  let database: DatabaseQueue
  /// True when opening made the file.
  let isNew: Bool

  init(path: String, database: DatabaseQueue, isNew: Bool) {
    self.path = path
    self.database = database
    self.isNew = isNew
  }

  package static func open(at path: String, access: Access) throws -> UsageStore {
    try StoreFile(path: path).open(access)
  }

  /// Takes back a file that opening made and nothing was stored in, as after a refused import.
  package func removeIfNewAndEmpty() throws {
    guard isNew, path != StoreFile.memory else { return }
    try reportingErrors {
      let isEmpty = try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM workload") }
      guard isEmpty == 0 else { return }
      try database.close()
      for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }
  }

  /// The end of the newest covered range or sample; nil for an empty store.
  package func newestInstant() throws -> Instant? {
    try reportingErrors {
      try database.read { database in
        try Int.fetchOne(database, sql: Self.newestInstantSQL).map(Instant.init(epochSeconds:))
      }
    }
  }

  /// A bucket is at most a day long, so the newest sample begins less than a day after the newest
  /// start, and only buckets of the last covered day can reach beyond what is covered.
  private static let newestInstantSQL = """
    SELECT max(instant) FROM (
      SELECT max(until) AS instant FROM covered_range
      UNION ALL
      SELECT max(start + (json_extract(slots, '$[#-1]') + 1) * period_seconds) FROM sample_bucket
      WHERE start > -86400 + max(
        (SELECT max(start) FROM sample_bucket), ifnull((SELECT max(until) FROM covered_range), 0)))
    """

  /// Runs `body` and words the errors of SQLite for the user.
  func reportingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    } catch is BucketDamage {
      throw StoreError.damaged(path: path)
    } catch is CalibrationDamage {
      throw StoreError.damaged(path: path)
    } catch is ReportDamage {
      throw StoreError.damaged(path: path)
    }
  }
}
