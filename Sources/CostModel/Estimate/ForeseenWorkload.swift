/// A workload before anything is deployed: what will be asked of it, and where.
package struct ForeseenWorkload: Hashable, Sendable {
  package let region: String
  package let architecture: Architecture
  package let memory: Megabytes
  package let request: ServedRequest
  package let requestsPerDay: Requests
  package let shape: DailyShape
  package let extras: ForeseenExtras

  package init(
    region: String, architecture: Architecture, memory: Megabytes, request: ServedRequest,
    requestsPerDay: Requests, shape: DailyShape, extras: ForeseenExtras = ForeseenExtras()
  ) {
    self.region = region
    self.architecture = architecture
    self.memory = memory
    self.request = request
    self.requestsPerDay = requestsPerDay
    self.shape = shape
    self.extras = extras
  }

  package var monthlyRequests: Requests { requestsPerDay * (Hours.month.value / 24) }

  /// The month it leads to expect, as if it had been metered and nothing of it seen.
  func profile(_ forecast: ConcurrencyForecast, seconds: Double) -> UsageProfile {
    let start = Instant(epochSeconds: 0)
    let busy = monthlyRequests.value * seconds
    return UsageProfile(
      workload: Workload(name: "estimate", region: region),
      configuration: FunctionConfiguration(memory: memory, architecture: architecture),
      window: AnalysisWindow(
        since: start, until: start.advanced(by: Int(Duration.month.inSeconds))),
      coveredSeconds: 0,
      totals: UsageTotals(
        invocations: monthlyRequests, busySeconds: busy,
        gbSeconds: GBSeconds(busy * memory.gigabytes)),
      concurrency: forecast.distribution, blocks: [])
  }
}

extension UsageProfile {
  /// True where nothing was seen: the figures are an estimate.
  package var isForeseen: Bool { coveredSeconds == 0 && blocks.isEmpty }
}
