/// Prices one workload's month, meter by meter.
struct WorkloadPricing {
  let rates: LambdaRates
  let bill: LambdaBill
  let regional: RegionalRates
  let stated: StatedTerms
  /// INIT of the month, which is part of what is billed on demand; nil when unknown.
  let initialization: GBSeconds?

  func costs(of profile: UsageProfile, month: LambdaMonth) throws(PriceBookError) -> WorkloadCosts {
    let scale = profile.window.perMonth
    let compute = bill.compute(month) ?? .zero
    let coldStart = ColdStartDetails(
      profile, stated: stated.coldStart,
      billed: initialization.flatMap { duration in
        bill.initialization(month).map { BilledInitialization(duration: duration, cost: $0) }
      },
      lambda: rates, storage: regional.storage)
    let lambda = LambdaCost(
      compute: compute,
      requests: bill.requests(month, at: rates.request),
      ephemeralStorage: try ephemeralStorage(profile) * scale,
      snapStart: try snapStart(coldStart),
      provisioned: try profile.provisioned.map(rates.provisioned).map { $0 * scale } ?? .zero)
    let durable = try durable(profile, lambda: lambda)
    let details = WorkloadDetails(durable: durable?.details, coldStart: coldStart)
    return WorkloadCosts(
      monthly: lambda.with(durable: durable?.cost.total ?? .zero), durable: durable?.cost,
      details: details, unverified: rates.unverified(among: items(profile, details)))
  }

  /// The prices this workload's cost rests on.
  private func items(_ profile: UsageProfile, _ details: WorkloadDetails) -> [String] {
    let architecture = rates.architecture.rawValue
    var items = ["duration/\(architecture)", "request/\(architecture)"]
    if profile.provisioned != nil {
      items += ["provisioned/configured/\(architecture)", "provisioned/duration/\(architecture)"]
    }
    if details.durable != nil {
      items += ["durable/operation", "durable/written", "durable/retained"]
    }
    if details.coldStart?.paysForSnapStart == true {
      items += ["snapstart/cache", "snapstart/restore"]
    }
    return items
  }

  private func ephemeralStorage(_ profile: UsageProfile) throws(PriceBookError) -> USD {
    guard let size = profile.configuration.ephemeralStorage else { return .zero }
    return try rates.ephemeralStorage(size, busySeconds: profile.totals.busySeconds)
  }

  /// A snapshot that is paid for must have a price.
  private func snapStart(_ coldStart: ColdStartDetails?) throws(PriceBookError) -> USD {
    guard let coldStart, coldStart.paysForSnapStart else { return .zero }
    _ = try regional.storage.snapStart.get()
    return coldStart.snapStart?.monthlyCost ?? .zero
  }

  private func durable(_ profile: UsageProfile, lambda: LambdaCost) throws(PriceBookError)
    -> (cost: DurableCost, details: DurableDetails)?
  {
    guard let month = DurableMonth(profile, stated: stated.durable) else { return nil }
    let rates = try regional.durable.get()
    let cost = DurableCost(
      month: month.usage, kept: .days(Double(month.retentionDays)), rates: rates,
      rest: lambda.total)
    let details = DurableDetails(
      month, cost: cost, running: lambda.compute + lambda.requests + lambda.ephemeralStorage,
      total: lambda.total + cost.total, timeout: profile.configuration.durable?.timeout,
      rates: rates, elsewhere: regional.state)
    return (cost, details)
  }
}
