import CostModel
import GRDB

/// Verdicts as rows of `report_verdict`.
enum VerdictRows {
  static func insert(
    _ verdicts: [WorkloadVerdict], of report: Int, _ database: Database
  ) throws {
    let statement = try database.makeStatement(
      sql: """
        INSERT INTO report_verdict SELECT ?, id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
        FROM workload WHERE name = ? AND ifnull(account, '') = ? AND region = ?
        """)
    for verdict in verdicts {
      let meters = verdict.meters
      try statement.execute(arguments: [
        report, verdict.tier.rawValue, verdict.firmness.rawValue, verdict.utilization,
        verdict.option, verdict.monthlyCostNow.value, verdict.monthlyCostThen.value,
        verdict.invocationsPerMonth.value, verdict.memory?.value, verdict.architecture?.rawValue,
        verdict.meanDuration?.inSeconds, verdict.coverage.value, meters?.compute.value,
        meters?.requests.value, meters?.ephemeralStorage.value, meters?.snapStart.value,
        meters?.provisioned.value, meters?.durable.value, verdict.workload.name,
        verdict.workload.account ?? "", verdict.workload.region,
      ])
    }
  }

  /// What `init(stored:)` reads.
  static let columns = "v.*, w.name, w.account, w.region"
  static let tables = "report_verdict AS v JOIN workload AS w ON w.id = v.workload"
}

extension WorkloadVerdict {
  init(stored row: Row) throws {
    guard let tier = Tier(rawValue: row["tier"]), let firmness = Firmness(rawValue: row["firmness"])
    else { throw ReportDamage() }
    self.init(
      workload: Workload(name: row["name"], account: row["account"], region: row["region"]),
      tier: tier, firmness: firmness, utilization: row["utilization"], option: row["option"],
      monthlyCostNow: USD(row["monthly_cost_now"]), monthlyCostThen: USD(row["monthly_cost_then"]),
      invocationsPerMonth: Requests(row["invocations_per_month"]),
      memory: (row["memory_mb"] as Double?).map { Megabytes($0) },
      architecture: (row["architecture"] as String?).flatMap(Architecture.init(rawValue:)),
      meanDuration: (row["mean_seconds"] as Double?).map { .seconds($0) },
      meters: LambdaCost(stored: row), coverage: Ratio(row["coverage"]))
  }
}

extension LambdaCost {
  fileprivate init?(stored row: Row) {
    guard let compute = row["compute"] as Double? else { return nil }
    self.init(
      compute: USD(compute), requests: USD(row["requests"]),
      ephemeralStorage: USD(row["ephemeral_storage"]), snapStart: USD(row["snapstart"]),
      provisioned: USD(row["provisioned"]), durable: USD(row["durable"]))
  }
}
