/// The month of one workload in dollars, or what kept it from being priced.
package struct WorkloadCosts: Sendable {
  package let monthly: LambdaCost?
  package let durable: DurableCost?
  /// The price that was missing; nil when all were there.
  package let missing: PriceBookError?
  /// A price in it that no source confirms.
  package let unverified: PriceKey?

  init(
    monthly: LambdaCost? = nil, durable: DurableCost? = nil, missing: PriceBookError? = nil,
    unverified: PriceKey? = nil
  ) {
    self.monthly = monthly
    self.durable = durable
    self.missing = missing
    self.unverified = unverified
  }
}

/// Prices a whole fleet at once, since tiers and the free tier belong to the account.
struct FleetCosts {
  fileprivate struct RateKey: Hashable {
    let region: String
    let architecture: Architecture
  }

  /// One entry per profile, in order.
  let workloads: [WorkloadCosts]

  init(profiles: [UsageProfile], prices: PriceBook, settings: AnalysisSettings) {
    let months = profiles.map(Self.month)
    let rates = Self.rates(months, prices)
    let bill = LambdaBill(
      months: months.compactMap { $0 },
      freeTier: settings.appliesFreeTier ? prices.lambdaFreeTier : .none
    ) { region, architecture in
      try? rates[RateKey(region: region, architecture: architecture)]?.get()
    }
    workloads = profiles.indices.concurrentMap { places in
      places.map { place in
        let profile = profiles[place]
        guard let month = months[place], let found = rates[RateKey(month)] else {
          return WorkloadCosts()
        }
        do throws(PriceBookError) {
          let pricing = WorkloadPricing(
            rates: try found.get(), bill: bill, prices: prices,
            retention: profile.durable == nil ? nil : settings.durableRetention(profile.workload))
          return try pricing.costs(of: profile, month: month)
        } catch {
          return WorkloadCosts(missing: error)
        }
      }
    }
  }

  private static func rates(
    _ months: [LambdaMonth?], _ prices: PriceBook
  ) -> [RateKey: Result<LambdaRates, PriceBookError>] {
    var rates: [RateKey: Result<LambdaRates, PriceBookError>] = [:]
    for key in Set(months.lazy.compactMap { $0.map { RateKey($0) } }) {
      rates[key] = Result { () throws(PriceBookError) in
        try LambdaRates(region: key.region, architecture: key.architecture, prices: prices)
      }
    }
    return rates
  }

  /// Nil when the memory is unknown: without it there are no GB-seconds to bill.
  private static func month(_ profile: UsageProfile) -> LambdaMonth? {
    guard let gbSeconds = profile.totals.gbSeconds else { return nil }
    let scale = profile.window.perMonth
    let served = profile.provisioned?.served ?? .zero
    let onDemand =
      profile.configuration.runsOnManagedInstances
      ? .zero : GBSeconds(max(0, (gbSeconds - served).value)) * scale
    return LambdaMonth(
      account: profile.workload.account, region: profile.workload.region,
      architecture: profile.configuration.billedArchitecture,
      requests: profile.totals.invocations * scale,
      onDemand: onDemand)
  }
}

extension FleetCosts.RateKey {
  fileprivate init(_ month: LambdaMonth) {
    self.init(region: month.region, architecture: month.architecture)
  }
}

extension FunctionConfiguration {
  /// Lambda runs a function of unstated architecture on x86_64 (Lambda API reference).
  package var billedArchitecture: Architecture { architecture ?? .x86_64 }
}
