package import CostModel
import GRDB

/// The part of the store that remembers reports: runs, deliveries, documents and verdicts.
///
/// Every change is committed, and on disk, when its call returns: a process killed after it finds it.
package struct ReportLedger: Sendable {
  let store: UsageStore

  package init(_ store: UsageStore) throws {
    self.store = store
  }

  /// Begins an attempt and returns the run as it now is; `anew` forgets what was made and delivered.
  package func begin(
    _ id: String, period: ReportPeriod, at now: Instant, anew: Bool
  ) throws -> ReportRun {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO report_run (run_id, period, cadence, period_until, status)
          VALUES (?, ?, ?, ?, 'running')
          ON CONFLICT (run_id) DO UPDATE SET status = 'running', step = NULL, failure = NULL,
            seconds = NULL
          """,
        arguments: [id, period.name, period.cadence.rawValue, period.range.until.epochSeconds])
      let report = try Self.key(of: id, database)
      if anew { try Self.forget(report, database) }
      try database.execute(
        sql: """
          INSERT INTO report_attempt (report, number, started_at)
          SELECT ?1, 1 + ifnull(max(number), 0), ?2 FROM report_attempt WHERE report = ?1
          """, arguments: [report, now.epochSeconds])
    }
    guard let run = try run(id) else { throw StoreError.damaged(path: store.path) }
    return run
  }

  package func enter(_ step: String, of id: String) throws {
    try write { database in
      try database.execute(
        sql: "UPDATE report_run SET step = ? WHERE run_id = ?", arguments: [step, id])
    }
  }

  package func finish(
    _ id: String, as status: ReportRun.Status, after duration: Duration, failure: String? = nil
  ) throws {
    try write { database in
      try database.execute(
        sql: """
          UPDATE report_run SET status = ?1, seconds = ?2, failure = ?3,
            step = CASE WHEN ?3 IS NULL THEN NULL ELSE step END
          WHERE run_id = ?4
          """, arguments: [status.rawValue, duration.inSeconds, failure, id])
    }
  }

  /// Stores how a delivery stands, in place of what was known of it.
  package func record(_ delivery: DeliveryRecord, of id: String) throws {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO report_delivery
            (report, target, position, status, attempts, seconds, detail, at)
          VALUES (?1, ?2, (SELECT 1 + ifnull(max(position), 0) FROM report_delivery WHERE report = ?1),
            ?3, ?4, ?5, ?6, ?7)
          ON CONFLICT (report, target) DO UPDATE SET status = excluded.status,
            attempts = excluded.attempts, seconds = excluded.seconds, detail = excluded.detail,
            at = excluded.at
          """,
        arguments: [
          try Self.key(of: id, database), delivery.target, delivery.status.rawValue,
          delivery.attempts, delivery.duration?.inSeconds, delivery.detail,
          delivery.at.epochSeconds,
        ])
    }
  }

  /// A power cut must not undo a recorded intent, so these few commits wait for the disk.
  func write(_ body: (Database) throws -> Void) throws {
    try store.reportingErrors {
      try store.database.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.inTransaction(.immediate) {
          try body(database)
          return .commit
        }
      }
    }
  }

  static func key(of id: String, _ database: Database) throws -> Int {
    guard
      let key = try Int.fetchOne(
        database, sql: "SELECT id FROM report_run WHERE run_id = ?", arguments: [id])
    else { throw ReportDamage() }
    return key
  }

  private static func forget(_ report: Int, _ database: Database) throws {
    for table in ["report_gap", "report_delivery", "report_document", "report_verdict"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE report = ?", arguments: [report])
    }
    try database.execute(
      sql: """
        UPDATE report_run SET made_at = NULL, subject = NULL, summary = NULL, workloads = NULL,
          monthly_cost = NULL, monthly_saving = NULL, has_changes = NULL WHERE id = ?
        """, arguments: [report])
  }
}

/// A report in the file that does not read as one.
struct ReportDamage: Error {}
