package import CostModel
import GRDB

extension ReportLedger {
  /// The latest report of the same cadence that ended before and judged something; nil of the first.
  ///
  /// Of several for one period that of the same configuration, by the end of the id, counts.
  package func last(before period: ReportPeriod, like id: String) throws -> PastReport? {
    let configuration = id.split(separator: "-").last.map(String.init) ?? id
    return try store.reportingErrors {
      try store.database.read { database in
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT id, period FROM report_run AS r
            WHERE cadence = ?1 AND period_until < ?2
              AND EXISTS (SELECT 1 FROM report_verdict WHERE report = r.id)
            ORDER BY period_until DESC, run_id LIKE '%-' || ?3 DESC, id DESC LIMIT 1
            """,
          arguments: [
            period.cadence.rawValue, period.range.until.epochSeconds, configuration,
          ])
        guard let row else { return nil }
        guard let period = ReportPeriod(named: row["period"]) else { throw ReportDamage() }
        let verdicts = try Row.fetchAll(
          database,
          sql: """
            SELECT \(VerdictRows.columns) FROM \(VerdictRows.tables) WHERE v.report = ?
            ORDER BY w.name, ifnull(w.account, ''), w.region
            """, arguments: [row["id"] as Int]
        ).map(WorkloadVerdict.init(stored:))
        return PastReport(period: period, verdicts: verdicts)
      }
    }
  }

  /// Every change advised before the period, by workload and option as it was advised last.
  package func advice(before period: ReportPeriod) throws -> [PastAdvice] {
    try store.reportingErrors {
      try store.database.read { database in
        try Row.fetchAll(
          database,
          sql: """
            SELECT \(VerdictRows.columns), r.period, max(r.period_until)
            FROM \(VerdictRows.tables) JOIN report_run AS r ON r.id = v.report
            WHERE v.option <> 'lambda' AND r.cadence = ?1 AND r.period_until < ?2
            GROUP BY v.workload, v.option ORDER BY v.workload, v.option
            """, arguments: [period.cadence.rawValue, period.range.until.epochSeconds]
        ).map { row in
          guard let period = ReportPeriod(named: row["period"]) else { throw ReportDamage() }
          return PastAdvice(period: period, verdict: try WorkloadVerdict(stored: row))
        }
      }
    }
  }
}
