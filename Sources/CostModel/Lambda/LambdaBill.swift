/// One function's metered month, as it goes into its account's bill.
package struct LambdaMonth: Hashable, Sendable {
  package let account: String?
  package let region: String
  package let architecture: Architecture
  package let requests: Requests
  /// Handlers that did not run on provisioned concurrency.
  package let running: GBSeconds
  /// INIT of cold starts, billed like running since August 2025.
  package let initializing: GBSeconds

  package init(
    account: String?, region: String, architecture: Architecture, requests: Requests,
    running: GBSeconds, initializing: GBSeconds = .zero
  ) {
    self.account = account
    self.region = region
    self.architecture = architecture
    self.requests = requests
    self.running = running
    self.initializing = initializing
  }

  /// Duration billed on demand.
  package var onDemand: GBSeconds { running + initializing }
}

extension LambdaMonth {
  /// What monthly tiers are counted over.
  fileprivate struct Pool: Hashable {
    let account: String?
    let region: String
    let architecture: Architecture
  }

  fileprivate var pool: Pool { Pool(account: account, region: region, architecture: architecture) }
}

/// Duration and requests of whole accounts, tiers applied to the sum and shared out by GB-seconds.
///
/// Tiers hold per account, region and architecture; the free tier per account. Worked example: two
/// x86 functions of 3e9 GB-s each share $100,000.20 evenly; a third pushes the sum into the next tier.
package struct LambdaBill: Sendable {
  private let averagePrice: [LambdaMonth.Pool: Price<GBSeconds>]
  private let billedRequests: [String?: Double]

  /// - Parameter rates: prices by region and architecture; months without one are left out.
  package init(
    months: [LambdaMonth], freeTier: LambdaFreeTier,
    rates: (String, Architecture) -> LambdaRates?
  ) {
    var pools: [LambdaMonth.Pool: GBSeconds] = [:]
    var accounts: [String?: (requests: Requests, duration: GBSeconds)] = [:]
    for month in months {
      pools[month.pool, default: .zero] += month.onDemand
      let sum = accounts[month.account] ?? (.zero, .zero)
      accounts[month.account] = (sum.requests + month.requests, sum.duration + month.onDemand)
    }
    let billed = accounts.mapValues {
      freeTier.billedShare(requests: $0.requests, duration: $0.duration)
    }
    billedRequests = billed.mapValues(\.requests)
    var prices: [LambdaMonth.Pool: Price<GBSeconds>] = [:]
    for (pool, total) in pools {
      guard let duration = rates(pool.region, pool.architecture)?.duration else { continue }
      let paid = total * (billed[pool.account]?.duration ?? 1)
      prices[pool] =
        total > .zero ? Price(perUnit: duration.cost(of: paid) / total.value) : duration.first
    }
    averagePrice = prices
  }

  /// This function's share of its account's duration charge; nil when the region has no price.
  package func compute(_ month: LambdaMonth) -> USD? {
    averagePrice[month.pool].map { $0 * month.onDemand }
  }

  /// The part of `compute` that cold starts took.
  package func initialization(_ month: LambdaMonth) -> USD? {
    averagePrice[month.pool].map { $0 * month.initializing }
  }

  package func requests(_ month: LambdaMonth, at price: Price<Requests>) -> USD {
    price * (month.requests * (billedRequests[month.account] ?? 1))
  }
}
