import CostModel
import GRDB

extension UsageStore {
  private static let pullCacheKilobytes = 16 * 1024

  /// Gives back the large page cache of an import: a pull comes in the order of the keys, and with it the
  /// memory that a pull takes would grow with its points.
  package func limitCacheForPull() throws {
    try reportingErrors {
      try database.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA cache_size = -\(Self.pullCacheKilobytes)")
      }
    }
  }

  /// Stores what a batch brought in one transaction: points, coverage and bill, all of it or none.
  func store(_ result: BatchResult, at now: Instant, bill: APIBillEntry) throws {
    try reportingErrors {
      try database.write { database in
        var writer = try SeriesWriter(database, now: now.epochSeconds)
        try writer.store(result)
        try bill.add(to: database)
      }
    }
  }

  /// Remembers what was wanted and never asked for.
  func recordFailure(of batches: some Sequence<PullBatch>) throws {
    try reportingErrors {
      try database.write { database in
        let workloads = try WorkloadWriter(database)
        let failed = try CoverageWriter(database, table: .failed)
        for batch in batches {
          for series in batch.series {
            try failed.add(
              batch.range, workload: try workloads.id(of: series.workload),
              periodSeconds: batch.period.seconds)
          }
        }
      }
    }
  }

  /// Remembers that none of the known functions of a region could be asked about, by the hour.
  func recordFailure(
    account: String, region: String, over range: Range<Int>, isWanted: (String) -> Bool
  ) throws {
    try reportingErrors {
      try database.write { database in
        let failed = try CoverageWriter(database, table: .failed)
        let known = try Row.fetchAll(
          database,
          sql: """
            SELECT id, name FROM workload WHERE account = ? AND region = ? AND gone_at IS NULL
            """, arguments: [account, region])
        for row in known where isWanted(row[1]) {
          try failed.add(
            range, workload: row[0], periodSeconds: MetricRetention.hour.seconds)
        }
      }
    }
  }

  func coverage(account: String, region: String) throws -> StoredCoverage {
    try reportingErrors {
      try database.read { try StoredCoverage($0, account: account, region: region) }
    }
  }
}
