package import CostModel

extension Analysis {
  package func csv() -> [UInt8] { [UInt8](csv: csvColumns, of: workloads) }

  private var csvColumns: [Column<WorkloadAnalysis>] {
    Column.identity("function", of: \.profile, workload: \.profile.workload)
      + [
        Column("window_since") { .text($0.profile.window.since.iso8601) },
        Column("window_until") { .text($0.profile.window.until.iso8601) },
      ]
      + Self.usageColumns
      + Column.utilization(\.utilization)
      + [
        Column("tier") { .text($0.tier.rawValue) },
        Column("firmness") { .text($0.firmness.rawValue) },
      ]
      + Self.costColumns("window_cost", \.windowCost)
      + Self.costColumns("monthly_cost", \.monthlyCost)
      + Self.durableColumns
      + Self.coldStartColumns
      + [Column("findings") { .text($0.findings.codes) }]
  }

  private static var usageColumns: [Column<WorkloadAnalysis>] {
    [
      Column("usage_invocations") { .number($0.profile.totals.invocations) },
      Column("usage_busy_seconds") { .number($0.profile.totals.busySeconds) },
      Column("usage_gb_seconds") { .number($0.profile.totals.gbSeconds) },
      Column("usage_average_concurrency") { .number($0.profile.averageConcurrency) },
      Column("usage_peak_concurrency") { .number($0.profile.concurrency.peak) },
      Column("usage_peak_is_estimated") { .flag($0.profile.concurrency.isEstimated) },
      Column("usage_errors") { .number($0.profile.totals.errors) },
      Column("usage_throttles") { .number($0.profile.totals.throttles) },
      Column("usage_coverage") { .number($0.profile.coverage) },
    ]
  }

  private static func costColumns(
    _ prefix: String, _ cost: @Sendable @escaping (WorkloadAnalysis) -> LambdaCost?
  ) -> [Column<WorkloadAnalysis>] {
    let meters: [(String, any KeyPath<LambdaCost, USD> & Sendable)] = [
      ("compute", \.compute), ("requests", \.requests), ("ephemeral_storage", \.ephemeralStorage),
      ("snapstart", \.snapStart), ("provisioned", \.provisioned), ("durable", \.durable),
      ("total", \.total),
    ]
    return meters.map { name, meter in
      Column("\(prefix)_\(name)") { .number(cost($0)?[keyPath: meter]) }
    }
  }

  private static var durableColumns: [Column<WorkloadAnalysis>] {
    [
      Column("durable_operations") { .number($0.durable?.operations) },
      Column("durable_gb_written") { .number($0.durable?.written) },
      Column("durable_gb_months_retained") { .number($0.durable?.retained) },
      Column("durable_operations_cost") { .number($0.durable?.operationsCost) },
      Column("durable_written_cost") { .number($0.durable?.writtenCost) },
      Column("durable_retained_cost") { .number($0.durable?.retainedCost) },
      Column("durable_bytes_per_checkpoint") { .number($0.durable?.bytesPerCheckpoint) },
      Column("durable_share_of_cost") { .number($0.durable?.shareOfCost) },
      Column("durable_bloated") { row in row.durable.map { .flag($0.isBloated) } ?? .missing },
      Column("durable_executions") { .number($0.details.durable?.month.usage.executions) },
      Column("durable_retention_days") { .number($0.details.durable?.month.retentionDays) },
      Column("durable_replay_share_of_invocations") {
        .number($0.details.durable?.replays?.shareOfInvocations)
      },
      Column("durable_replay_cost") { .number($0.details.durable?.replays?.monthlyCost) },
    ]
  }

  private static var coldStartColumns: [Column<WorkloadAnalysis>] {
    [
      Column("cold_start_starts_per_month") { .number($0.details.coldStart?.starts.perMonth) },
      Column("cold_start_init_seconds") {
        .number($0.details.coldStart?.starts.initialization?.inSeconds)
      },
      Column("cold_start_billed_init_cost") { .number($0.details.coldStart?.billed?.cost) },
      Column("cold_start_model_bytes") { .number($0.details.coldStart?.model) },
      Column("cold_start_model_source") { .text($0.details.coldStart?.present?.rawValue) },
    ]
  }
}
