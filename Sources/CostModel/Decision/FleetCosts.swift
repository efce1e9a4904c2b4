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
    let metered = profiles.concurrentMap { slice in
      slice.map { Metered($0, stated: settings.stated($0.workload)) }
    }
    let months = metered.compactMap { $0.month }
    let rates = Self.rates(months, prices)
    let regions = Self.regions(months, prices)
    let bill = LambdaBill(
      months: months,
      freeTier: settings.appliesFreeTier ? prices.lambdaFreeTier : .none
    ) { region, architecture in
      try? rates[RateKey(region: region, architecture: architecture)]?.get()
    }
    workloads = profiles.indices.concurrentMap { places in
      places.map { place in
        guard let month = metered[place].month, let found = rates[RateKey(month)],
          let regional = regions[month.region]
        else { return WorkloadCosts() }
        do throws(PriceBookError) {
          let pricing = WorkloadPricing(
            rates: try found.get(), bill: bill, regional: regional, stated: metered[place].stated,
            initialization: metered[place].initialization)
          return try pricing.costs(of: profiles[place], month: month)
        } catch {
          return WorkloadCosts(missing: error)
        }
      }
    }
  }

  private static func rates(
    _ months: [LambdaMonth], _ prices: PriceBook
  ) -> [RateKey: Result<LambdaRates, PriceBookError>] {
    var rates: [RateKey: Result<LambdaRates, PriceBookError>] = [:]
    for key in Set(months.lazy.map { RateKey($0) }) {
      rates[key] = Result { () throws(PriceBookError) in
        try LambdaRates(region: key.region, architecture: key.architecture, prices: prices)
      }
    }
    return rates
  }

  private static func regions(
    _ months: [LambdaMonth], _ prices: PriceBook
  ) -> [String: RegionalRates] {
    var rates: [String: RegionalRates] = [:]
    for region in Set(months.lazy.map { $0.region }) {
      rates[region] = RegionalRates(region: region, prices: prices)
    }
    return rates
  }
}

/// A workload's month as Lambda meters it, with what the user said of it.
private struct Metered: Sendable {
  let stated: StatedTerms
  /// INIT of the month, where it is known.
  let initialization: GBSeconds?
  /// Nil when the memory is unknown: without it there are no GB-seconds to bill.
  let month: LambdaMonth?

  init(_ profile: UsageProfile, stated: StatedTerms) {
    self.stated = stated
    initialization = profile.billedInitialization(stated.coldStart)
    month = Self.month(profile, initialization: initialization)
  }

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
  fileprivate init(_ month: LambdaMonth) {
    self.init(region: month.region, architecture: month.architecture)
  }
}

extension FunctionConfiguration {
  /// Lambda runs a function of unstated architecture on x86_64 (Lambda API reference).
  package var billedArchitecture: Architecture { architecture ?? .x86_64 }
}
