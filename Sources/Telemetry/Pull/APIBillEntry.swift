package import CostModel
import GRDB

/// What one operation has cost in one run.
package struct APIBillEntry: Sendable, Hashable {
  package let run: Instant
  package let account: String
  package let region: String
  package let operation: String
  package var calls: Int
  package var metrics: Int
  package var cost: USD
}

extension APIBillEntry {
  /// Adds to what the run has spent on the same operation so far.
  func add(to database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO api_bill (run, account, region, operation, calls, metrics, usd)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET calls = calls + excluded.calls,
          metrics = metrics + excluded.metrics, usd = usd + excluded.usd
        """,
      arguments: [run.epochSeconds, account, region, operation, calls, metrics, cost.value])
  }
}

extension UsageStore {
  /// The bill of one run, or of all of them.
  package func apiBill(run: Instant? = nil) throws -> [APIBillEntry] {
    try reportingErrors {
      try database.read { database in
        try Row.fetchAll(
          database,
          sql: """
            SELECT run, account, region, operation, calls, metrics, usd FROM api_bill
            WHERE ?1 IS NULL OR run = ?1 ORDER BY run, account, region, operation
            """, arguments: [run?.epochSeconds]
        ).map {
          APIBillEntry(
            run: Instant(epochSeconds: $0[0]), account: $0[1], region: $0[2], operation: $0[3],
            calls: $0[4], metrics: $0[5], cost: USD($0[6]))
        }
      }
    }
  }
}
