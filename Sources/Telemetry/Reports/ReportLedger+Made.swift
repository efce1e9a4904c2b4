package import CostModel
import Foundation
import GRDB

extension ReportLedger {
  /// Keeps a report with all its documents, or nothing of it.
  ///
  /// - Parameter verdicts: what later reports compare with; none where nothing could be judged.
  package func keep(
    _ made: ReportRun.Made, gaps: [ReportGap], documents: [(format: String, bytes: [UInt8])],
    verdicts: [WorkloadVerdict], of id: String
  ) throws {
    let documents = documents.map { ($0.format, DeflatedBytes($0.bytes)) }
    try write { database in
      let report = try Self.key(of: id, database)
      try database.execute(
        sql: """
          UPDATE report_run SET made_at = ?, subject = ?, summary = ?, workloads = ?,
            monthly_cost = ?, monthly_saving = ?, has_changes = ? WHERE id = ?
          """,
        arguments: [
          made.at.epochSeconds, made.subject, made.summary, made.workloads,
          made.monthlyCost.value, made.monthlySaving.value, made.hasChanges, report,
        ])
      for table in ["report_gap", "report_document", "report_verdict"] {
        try database.execute(sql: "DELETE FROM \(table) WHERE report = ?", arguments: [report])
      }
      for (position, gap) in gaps.enumerated() {
        try database.execute(
          sql: "INSERT INTO report_gap VALUES (?, ?, ?, ?)",
          arguments: [report, position, gap.step.rawValue, gap.reason])
      }
      for (format, document) in documents {
        try database.execute(
          sql: "INSERT INTO report_document VALUES (?, ?, ?, ?)",
          arguments: [report, format, document.length, Data(document.bytes)])
      }
      try VerdictRows.insert(verdicts, of: report, database)
    }
  }

  /// Nil where the report has none in that format.
  package func document(_ format: String, of id: String) throws -> [UInt8]? {
    try store.reportingErrors {
      try store.database.read { database in
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT d.length, d.deflated FROM report_document AS d
            JOIN report_run AS r ON r.id = d.report WHERE r.run_id = ? AND d.format = ?
            """, arguments: [id, format])
        guard let row else { return nil }
        let deflated = DeflatedBytes(length: row[0], bytes: [UInt8](row[1] as Data))
        guard let bytes = deflated.original else { throw ReportDamage() }
        return bytes
      }
    }
  }

  /// Removes what is beyond the limits; the latest report of a cadence stays, to be compared with.
  @discardableResult
  package func prune(_ limits: ReportRetention, at now: Instant) throws -> Int {
    var removed = 0
    try write { database in
      try database.execute(
        sql: """
          DELETE FROM report_run WHERE id IN (
            SELECT id FROM (
              SELECT id, row_number() OVER (ORDER BY period_until DESC, id DESC) AS place,
                row_number() OVER (PARTITION BY cadence ORDER BY period_until DESC, id DESC) AS own,
                (SELECT max(started_at) FROM report_attempt WHERE report = report_run.id) AS began
              FROM report_run)
            WHERE own > 1 AND (place > ?1 OR began < ?2))
          """,
        arguments: [limits.runs, limits.days.map { now.advanced(by: -86_400 * $0).epochSeconds }])
      removed = database.changesCount
    }
    return removed
  }
}
