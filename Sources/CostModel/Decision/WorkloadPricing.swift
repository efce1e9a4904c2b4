/// Prices one workload's month, meter by meter.
struct WorkloadPricing {
  let rates: LambdaRates
  let bill: LambdaBill
  let prices: PriceBook
  /// Days from the configuration file; the function's own setting comes first.
  let retention: Int?

  func costs(of profile: UsageProfile, month: LambdaMonth) throws(PriceBookError) -> WorkloadCosts {
    let scale = profile.window.perMonth
    let lambda = LambdaCost(
      compute: bill.compute(month) ?? .zero,
      requests: bill.requests(month, at: rates.request),
      ephemeralStorage: try ephemeralStorage(profile) * scale,
      provisioned: try profile.provisioned.map(rates.provisioned).map { $0 * scale } ?? .zero)
    let durable = try durableCost(profile, rest: lambda.total)
    return WorkloadCosts(
      monthly: LambdaCost(
        compute: lambda.compute, requests: lambda.requests,
        ephemeralStorage: lambda.ephemeralStorage, provisioned: lambda.provisioned,
        durable: durable?.total ?? .zero),
      durable: durable, unverified: unverified(profile))
  }

  /// The first price that this workload's cost rests on and no source confirms.
  private func unverified(_ profile: UsageProfile) -> PriceKey? {
    if let unverified = rates.unverified { return unverified }
    var items: [String] = []
    if profile.provisioned != nil {
      let architecture = rates.architecture.rawValue
      items += ["provisioned/configured/\(architecture)", "provisioned/duration/\(architecture)"]
    }
    if profile.durable != nil {
      items += ["durable/operation", "durable/written", "durable/retained"]
    }
    return rates.unverified(among: items)
  }

  private func ephemeralStorage(_ profile: UsageProfile) throws(PriceBookError) -> USD {
    guard let size = profile.configuration.ephemeralStorage else { return .zero }
    return try rates.ephemeralStorage(size, busySeconds: profile.totals.busySeconds)
  }

  private func durableCost(_ profile: UsageProfile, rest: USD) throws(PriceBookError)
    -> DurableCost?
  {
    guard let usage = profile.durable else { return nil }
    let days =
      profile.configuration.durableRetentionDays ?? retention
      ?? DurableLimits.standardRetentionDays
    let scale = profile.window.perMonth
    return DurableCost(
      month: DurableUsage(operations: usage.operations * scale, written: usage.written * scale),
      kept: .days(Double(days)),
      rates: try DurableRates(region: profile.workload.region, prices: prices),
      rest: rest)
  }
}
