/// What one workload did in one window: the value between telemetry and the cost model.
///
/// Every field is a sum, a maximum or a distribution, so profiles of disjoint stretches of time merge
/// in any order: the same reduction runs in SQLite, Spark or Athena. The upstream store has already
/// merged points by (series, instant), so a repeated import changes nothing here.
package struct UsageProfile: Hashable, Sendable {
  package let workload: Workload
  package let configuration: FunctionConfiguration
  package let window: AnalysisWindow
  /// Seconds of the window that were successfully pulled or imported.
  package let coveredSeconds: Int
  /// Seconds of the window that a pull asked for and did not bring whole: part of what is not covered.
  package let failedSeconds: Int
  package let totals: UsageTotals
  package let provisioned: ProvisionedUsage?
  package let durable: DurableUsage?
  package let insights: InsightsUsage?
  package let concurrency: ConcurrencyDistribution
  /// Busy time by stretch of the window, in order: whole UTC days, or 6 hours for windows under 7 days.
  package let blocks: [UsageBlock]

  package init(
    workload: Workload, configuration: FunctionConfiguration, window: AnalysisWindow,
    coveredSeconds: Int, failedSeconds: Int = 0, totals: UsageTotals,
    provisioned: ProvisionedUsage? = nil, durable: DurableUsage? = nil,
    insights: InsightsUsage? = nil, concurrency: ConcurrencyDistribution, blocks: [UsageBlock]
  ) {
    self.workload = workload
    self.configuration = configuration
    self.window = window
    self.coveredSeconds = coveredSeconds
    self.failedSeconds = failedSeconds
    self.totals = totals
    self.provisioned = provisioned
    self.durable = durable
    self.insights = insights
    self.concurrency = concurrency
    self.blocks = blocks
  }

  /// Share of the window that was pulled: a silent minute inside it is zero, one outside is unknown.
  package var coverage: Ratio {
    Ratio(Double(coveredSeconds) / Double(window.seconds)).clamped
  }

  /// Cold starts times memory, as far as they were measured; nil where nothing measured them.
  ///
  /// 100 s of INIT at 2,048 MB are 200 GB-seconds.
  package var initialization: GBSeconds? {
    guard let insights, let memory = configuration.memory else { return nil }
    return GBSeconds(insights.initSeconds * memory.gigabytes)
  }

  /// Executions running on average, B / W: busy time over the length of the window.
  package var averageConcurrency: Double { totals.busySeconds / Double(window.seconds) }
}

/// Sums over the window; nil where the metric was never delivered.
package struct UsageTotals: Hashable, Sendable {
  package let invocations: Requests
  /// Billed handler time of all executions, in seconds.
  package let busySeconds: Double
  /// Busy time weighted with the memory that was configured while it ran; nil when memory is unknown.
  package let gbSeconds: GBSeconds?
  package let errors: Double?
  package let throttles: Double?
  /// The longest single invocation, in seconds.
  package let longestSeconds: Double?

  package init(
    invocations: Requests, busySeconds: Double, gbSeconds: GBSeconds?, errors: Double? = nil,
    throttles: Double? = nil, longestSeconds: Double? = nil
  ) {
    self.invocations = invocations
    self.busySeconds = busySeconds
    self.gbSeconds = gbSeconds
    self.errors = errors
    self.throttles = throttles
    self.longestSeconds = longestSeconds
  }

  /// Mean handler time of an invocation in seconds; nil when there was none.
  package var meanSeconds: Double? {
    invocations.value > 0 ? busySeconds / invocations.value : nil
  }
}

/// Provisioned concurrency over the window.
package struct ProvisionedUsage: Hashable, Sendable {
  /// Environments kept ready times their memory, in GB-seconds.
  package let configured: GBSeconds
  /// The part of the function's GB-seconds that ran on them, at most what was configured in a period.
  package let served: GBSeconds

  package init(configured: GBSeconds, served: GBSeconds) {
    self.configured = configured
    self.served = served
  }
}

/// What durable executions metered over the window.
package struct DurableUsage: Hashable, Sendable {
  package let operations: Operations
  package let written: Gigabytes
  /// Executions begun; nil where nothing counted them.
  package let executions: Executions?

  package init(operations: Operations, written: Gigabytes, executions: Executions? = nil) {
    self.operations = operations
    self.written = written
    self.executions = executions
  }
}

/// Busy time in one stretch of the window.
package struct UsageBlock: Hashable, Sendable {
  package let seconds: Int
  package let busySeconds: Double

  package init(seconds: Int, busySeconds: Double) {
    self.seconds = seconds
    self.busySeconds = busySeconds
  }
}
