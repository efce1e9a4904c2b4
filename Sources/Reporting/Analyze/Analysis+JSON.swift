package import CostModel

extension Analysis {
  package func json(in context: RenderContext) -> [UInt8] {
    let capacity = 2048 * (workloads.count + 1)
    return JSONWriter.document(schema: "costctl/analyze/v1", in: context, capacity: capacity) {
      $0.window(window)
      $0.object("totals") {
        $0.member("workloads", workloads.count)
        $0.member("invocations", invocations)
        $0.member("gb_seconds", gbSeconds)
        $0.member("monthly_cost", monthlyCost)
        $0.member("workloads_without_cost", workloadsWithoutCost)
      }
      $0.rows("workloads", workloads) { $0.members(of: $1) }
      $0.strings("assumptions", assumptions)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func members(of analysis: WorkloadAnalysis) {
    member("name", analysis.profile.workload.name)
    place(of: analysis.profile)
    usage(analysis.profile)
    utilization(analysis.utilization)
    member("tier", analysis.tier.rawValue)
    member("firmness", analysis.firmness.rawValue)
    cost("window_cost", analysis.windowCost)
    cost("monthly_cost", analysis.monthlyCost)
    durable(analysis.durable, analysis.details.durable)
    coldStart(analysis.details.coldStart)
    insights(analysis.profile.insights)
    findings(analysis.findings)
  }

  private mutating func usage(_ profile: UsageProfile) {
    object("usage") {
      $0.member("invocations", profile.totals.invocations)
      $0.member("busy_seconds", profile.totals.busySeconds)
      $0.member("gb_seconds", profile.totals.gbSeconds)
      $0.member("average_concurrency", profile.averageConcurrency)
      $0.member("peak_concurrency", profile.concurrency.peak)
      $0.member("peak_is_estimated", profile.concurrency.isEstimated)
      $0.member("errors", profile.totals.errors)
      $0.member("throttles", profile.totals.throttles)
      $0.member("coverage", profile.coverage)
    }
  }

  private mutating func cost(_ key: StaticString, _ cost: LambdaCost?) {
    guard let cost else { return null(key) }
    object(key) {
      $0.member("compute", cost.compute)
      $0.member("requests", cost.requests)
      $0.member("ephemeral_storage", cost.ephemeralStorage)
      $0.member("snapstart", cost.snapStart)
      $0.member("provisioned", cost.provisioned)
      $0.member("durable", cost.durable)
      $0.member("total", cost.total)
    }
  }

  private mutating func insights(_ insights: InsightsUsage?) {
    guard let insights else { return null("insights") }
    object("insights") {
      $0.member("measured_invocations", insights.measured)
      $0.member("used_memory_mb_max", insights.usedMemory)
      $0.member("init_seconds", insights.initSeconds)
    }
  }
}
