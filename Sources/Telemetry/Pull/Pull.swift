package import CostModel

/// Brings Lambda's inventory and CloudWatch's metrics into the store.
package struct Pull: Sendable {
  let store: UsageStore
  let budget: APIBudget
  /// Of GetMetricData in the region that is pulled.
  package let price: Price<MetricsRequested>
  let settings: PullSettings
  let events: PullEvents

  package init(
    store: UsageStore, budget: APIBudget, price: Price<MetricsRequested>, settings: PullSettings,
    events: PullEvents = PullEvents()
  ) {
    self.store = store
    self.budget = budget
    self.price = price
    self.settings = settings
    self.events = events
  }

  /// Everything that is free: who is asking, which functions there are, which have what.
  package func inventory(_ source: PullSource) async throws -> PulledRegion {
    let client = source.metrics
    let account = try await source.control.callerIdentity().account
    let functions = try await functions(of: account, source.control)
    let record = try store.record(
      functions, account: account, region: client.region, at: settings.startedAt,
      isWanted: settings.isWanted)
    let provisioned = try await functionsReporting(.provisionedUtilization, client)
    let measured = try await functionsReporting(.usedMemory, client)
    let stored = try store.coverage(account: account, region: client.region)
    func target(
      _ name: String, isDurable: Bool, hasInsights: Bool, goneAt: Int? = nil
    ) -> PulledRegion.Target {
      PulledRegion.Target(
        workload: Workload(name: name, account: account, region: client.region),
        statistics: LambdaStatistic.general + (isDurable ? LambdaStatistic.durable : [])
          + (provisioned.contains(name) ? LambdaStatistic.provisioned : [])
          + (hasInsights || measured.contains(name) ? LambdaStatistic.insights : []),
        goneAt: goneAt)
    }
    var targets = functions.map {
      target(
        $0.name, isDurable: $0.inventory.isDurable, hasInsights: $0.inventory.hasInsightsLayer)
    }
    for (name, function) in stored.functions where settings.isWanted(name) {
      guard let goneAt = function.goneAt else { continue }
      targets.append(
        target(
          name, isDurable: function.isDurable, hasInsights: function.hasInsightsLayer,
          goneAt: goneAt))
    }
    return PulledRegion(
      account: account, region: client.region, inventory: record, client: client,
      targets: targets)
  }

  /// What cannot be listed cannot be pulled: the functions that are known have failed then.
  private func functions(
    of account: String, _ client: AWSClient
  ) async throws -> [LambdaFunction] {
    do {
      return try await LambdaFunctionList(client: client).all()
        .filter { settings.isWanted($0.name) }
    } catch {
      if !settings.isDryRun, let range = settings.window.aligned(to: .hour, at: settings.startedAt)
      {
        try store.recordFailure(
          account: account, region: client.region, over: range, isWanted: settings.isWanted)
      }
      throw error
    }
  }

  /// What is missing in the store for `period`, of all functions or of some.
  ///
  /// `isDetail` leaves out what a coarser pass has already brought in full: the hourly maxima and sums of
  /// Lambda Insights are exact.
  package func plan(
    _ region: PulledRegion, period: MetricRetention, over window: Range<Int>,
    only chosen: Set<Workload>? = nil, isDetail: Bool = false
  ) throws -> PullPlan {
    let stored = try store.coverage(account: region.account, region: region.region)
    let requests = region.targets.compactMap { target -> SeriesRequest? in
      if let chosen, !chosen.contains(target.workload) { return nil }
      let end = target.goneAt.map { min($0.roundedUp(to: period.seconds), window.upperBound) }
      let asked = window.lowerBound..<max(window.lowerBound, end ?? window.upperBound)
      guard !asked.isEmpty else { return nil }
      let known = stored.functions[target.workload.name] ?? StoredCoverage.Function()
      let statistics =
        isDetail ? target.statistics.filter { $0.place == .lambda } : target.statistics
      return known.missing(from: asked, period: period).map {
        SeriesRequest(workload: target.workload, statistics: statistics, range: $0)
      }
    }
    return PullPlan(requests, period: period)
  }

  /// Without the permission to list metrics nobody is known to report it, which is said.
  private func functionsReporting(
    _ statistic: LambdaStatistic, _ client: AWSClient
  ) async throws -> Set<String> {
    do {
      return try await ReportingFunctions(client: client, statistic: statistic).names()
    } catch AWSError.denied(let permission, _) {
      events.note(
        "\(client.region): without the permission \(permission) it is not known which functions "
          + "report \(statistic.metricName)")
      return []
    }
  }
}

extension Int {
  fileprivate func roundedUp(to step: Int) -> Int {
    self + (step - flooredRemainder(by: step)) % step
  }
}
