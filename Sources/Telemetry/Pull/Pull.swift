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
    let functions = try await LambdaFunctionList(client: source.control).all()
      .filter { settings.isWanted($0.name) }
    let record = try store.record(
      functions, account: account, region: client.region, at: settings.startedAt,
      isWanted: settings.isWanted)
    let provisioned = try await provisionedFunctions(client)
    let stored = try store.coverage(account: account, region: client.region)
    var targets = functions.map { function in
      PulledRegion.Target(
        workload: Workload(name: function.name, account: account, region: client.region),
        statistics: LambdaStatistic.general
          + (function.inventory.isDurable ? LambdaStatistic.durable : [])
          + (provisioned.contains(function.name) ? LambdaStatistic.provisioned : []))
    }
    for (name, function) in stored.functions where settings.isWanted(name) {
      guard let goneAt = function.goneAt else { continue }
      targets.append(
        PulledRegion.Target(
          workload: Workload(name: name, account: account, region: client.region),
          statistics: LambdaStatistic.general
            + (function.isDurable ? LambdaStatistic.durable : []),
          goneAt: goneAt))
    }
    return PulledRegion(
      account: account, region: client.region, inventory: record, client: client,
      targets: targets)
  }

  /// What is missing in the store for `period`, of all functions or of some.
  package func plan(
    _ region: PulledRegion, period: MetricRetention, over window: Range<Int>,
    only chosen: Set<Workload>? = nil
  ) throws -> PullPlan {
    let stored = try store.coverage(account: region.account, region: region.region)
    let requests = region.targets.compactMap { target -> SeriesRequest? in
      if let chosen, !chosen.contains(target.workload) { return nil }
      let end = target.goneAt.map { min($0.roundedUp(to: period.seconds), window.upperBound) }
      let asked = window.lowerBound..<max(window.lowerBound, end ?? window.upperBound)
      guard !asked.isEmpty else { return nil }
      let known = stored.functions[target.workload.name] ?? StoredCoverage.Function()
      return known.missing(from: asked, period: period).map {
        SeriesRequest(workload: target.workload, statistics: target.statistics, range: $0)
      }
    }
    return PullPlan(requests, period: period)
  }

  /// Without the permission to list metrics nothing is known to be provisioned, which is said.
  private func provisionedFunctions(_ client: AWSClient) async throws -> Set<String> {
    do {
      return try await ProvisionedFunctions(client: client).names()
    } catch AWSError.denied(let permission, _) {
      events.note(
        "\(client.region): without the permission \(permission) provisioned concurrency is not seen"
      )
      return []
    }
  }
}

extension Int {
  fileprivate func roundedUp(to step: Int) -> Int {
    self + (step - flooredRemainder(by: step)) % step
  }
}
