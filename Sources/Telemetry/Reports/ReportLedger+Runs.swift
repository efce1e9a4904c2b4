package import CostModel
import GRDB

extension ReportLedger {
  /// The latest first.
  package func runs(limit: Int? = nil) throws -> [ReportRun] {
    try read("ORDER BY r.period_until DESC, r.id DESC LIMIT ?", [limit ?? -1])
  }

  package func run(_ id: String) throws -> ReportRun? {
    try read("WHERE r.run_id = ?", [id]).first
  }

  /// The runs that a person may mean: by period, or by the beginning of the id.
  package func runs(named name: String) throws -> [ReportRun] {
    try read(
      """
      WHERE r.period = ?1 OR substr(r.run_id, 1, length(?1)) = ?1
      ORDER BY r.run_id <> ?1, r.period_until DESC, r.id DESC
      """, [name])
  }

  /// When a run last came to a good end; nil where none has.
  package func lastSuccess() throws -> Instant? {
    try store.reportingErrors {
      try store.database.read { database in
        try Int.fetchOne(
          database,
          sql: """
            SELECT max(began + CAST(seconds AS INTEGER)) FROM (
              SELECT seconds, (SELECT max(started_at) FROM report_attempt WHERE report = r.id) AS began
              FROM report_run AS r WHERE status = 'done')
            """
        ).map(Instant.init(epochSeconds:))
      }
    }
  }

  private func read(_ condition: String, _ arguments: StatementArguments) throws -> [ReportRun] {
    try store.reportingErrors {
      try store.database.read { database in
        try Row.fetchAll(
          database,
          sql: """
            SELECT r.*, a.number AS attempts, a.started_at, (
              SELECT ifnull(sum(usd), 0) FROM api_bill WHERE run IN (
                SELECT started_at FROM report_attempt WHERE report = r.id)) AS api_cost
            FROM report_run AS r JOIN report_attempt AS a ON a.report = r.id
              AND a.number = (SELECT max(number) FROM report_attempt WHERE report = r.id)
            \(condition)
            """, arguments: arguments
        ).map { try ReportRun($0, database) }
      }
    }
  }
}

extension ReportRun {
  fileprivate init(_ row: Row, _ database: Database) throws {
    guard let period = ReportPeriod(named: row["period"]),
      let status = Status(rawValue: row["status"])
    else { throw ReportDamage() }
    let report: Int = row["id"]
    self.init(
      id: row["run_id"], period: period, status: status,
      startedAt: Instant(epochSeconds: row["started_at"]),
      duration: (row["seconds"] as Double?).map { .seconds($0) }, attempts: row["attempts"],
      apiCost: USD(row["api_cost"]), step: row["step"], failure: row["failure"], made: Made(row),
      gaps: try Row.fetchAll(
        database,
        sql: "SELECT step, reason FROM report_gap WHERE report = ? ORDER BY position",
        arguments: [report]
      ).map(ReportGap.init(stored:)),
      deliveries: try Row.fetchAll(
        database, sql: "SELECT * FROM report_delivery WHERE report = ? ORDER BY position",
        arguments: [report]
      ).map(DeliveryRecord.init(stored:)))
  }
}

extension ReportRun.Made {
  fileprivate init?(_ row: Row) {
    guard let at = row["made_at"] as Int? else { return nil }
    self.init(
      at: Instant(epochSeconds: at), subject: row["subject"], summary: row["summary"],
      workloads: row["workloads"], monthlyCost: USD(row["monthly_cost"]),
      monthlySaving: USD(row["monthly_saving"]), hasChanges: row["has_changes"])
  }
}

extension ReportGap {
  fileprivate init(stored row: Row) throws {
    guard let step = Step(rawValue: row["step"]) else { throw ReportDamage() }
    self.init(step: step, reason: row["reason"])
  }
}

extension DeliveryRecord {
  fileprivate init(stored row: Row) throws {
    guard let status = Status(rawValue: row["status"]) else { throw ReportDamage() }
    self.init(
      target: row["target"], status: status, attempts: row["attempts"],
      duration: (row["seconds"] as Double?).map { .seconds($0) }, detail: row["detail"],
      at: Instant(epochSeconds: row["at"]))
  }
}
