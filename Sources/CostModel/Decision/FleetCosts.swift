/// The month of one workload in dollars, or what kept it from being priced.
package struct WorkloadCosts: Sendable {
  package let monthly: LambdaCost?
  package let durable: DurableCost?
  package let details: WorkloadDetails
  /// The price that was missing; nil when all were there.
  package let missing: PriceBookError?
  /// A price in it that no source confirms.
  package let unverified: PriceKey?

  init(
    monthly: LambdaCost? = nil, durable: DurableCost? = nil,
    details: WorkloadDetails = WorkloadDetails(), missing: PriceBookError? = nil,
    unverified: PriceKey? = nil
  ) {
    self.monthly = monthly
    self.durable = durable
    self.details = details
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
    var rates: [RateKey: Result<LambdaRates, PriceBookError>] = [:]
    var regions: [String: RegionalRates] = [:]
    for profile in profiles {
      let key = RateKey(profile)
      guard rates[key] == nil else { continue }
      rates[key] = Result { () throws(PriceBookError) in
        try LambdaRates(region: key.region, architecture: key.architecture, prices: prices)
      }
      regions[key.region] =
        regions[key.region] ?? RegionalRates(region: key.region, prices: prices)
    }
    let stated = profiles.map { settings.stated($0.workload) }
    let initialized = zip(profiles, stated).map { $0.billedInitialization($1.coldStart) }
    let months = zip(profiles, initialized).map(Self.month)
    let bill = LambdaBill(
      months: months.compactMap { $0 },
      freeTier: settings.appliesFreeTier ? prices.lambdaFreeTier : .none
    ) { region, architecture in
      try? rates[RateKey(region: region, architecture: architecture)]?.get()
    }
    workloads = profiles.indices.map { index in
      let profile = profiles[index]
      guard let month = months[index], let found = rates[RateKey(profile)],
        let regional = regions[profile.workload.region]
      else { return WorkloadCosts() }
      do throws(PriceBookError) {
        let pricing = WorkloadPricing(
          rates: try found.get(), bill: bill, regional: regional, stated: stated[index],
          initialization: initialized[index])
        return try pricing.costs(of: profile, month: month)
      } catch {
        return WorkloadCosts(missing: error)
      }
    }
  }

  /// Nil when the memory is unknown: without it there are no GB-seconds to bill.
  private static func month(_ profile: UsageProfile, initialization: GBSeconds?) -> LambdaMonth? {
    guard let gbSeconds = profile.totals.gbSeconds else { return nil }
    let scale = profile.window.perMonth
    let served = profile.provisioned?.served ?? .zero
    let isOnDemand = !profile.configuration.runsOnManagedInstances
    return LambdaMonth(
      account: profile.workload.account, region: profile.workload.region,
      architecture: profile.configuration.billedArchitecture,
      requests: profile.totals.invocations * scale,
      running: isOnDemand ? GBSeconds(max(0, (gbSeconds - served).value)) * scale : .zero,
      initializing: initialization ?? .zero)
  }
}

extension FleetCosts.RateKey {
  fileprivate init(_ profile: UsageProfile) {
    self.init(
      region: profile.workload.region,
      architecture: profile.configuration.billedArchitecture)
  }
}

extension FunctionConfiguration {
  /// Lambda runs a function of unstated architecture on x86_64 (Lambda API reference).
  package var billedArchitecture: Architecture { architecture ?? .x86_64 }
}
