/// The ways Lambda is paid for in one region, so far as the catalogue has their prices.
package struct LambdaOffers: Sendable {
  /// Duration under a Compute Savings Plan.
  package struct Plan: Hashable, Sendable {
    package let term: CommitmentTerm
    package let duration: Price<GBSeconds>
    package let status: PriceStatus
  }

  /// Environments kept ready, and the lower price of what runs on them.
  package struct Provisioned: Hashable, Sendable {
    package let configured: Price<GBSeconds>
    package let duration: Price<GBSeconds>
    package let status: PriceStatus

    /// The share of its time an environment must be busy to be worth keeping ready.
    ///
    /// idle / (on demand − provisioned): 60.0 % on either architecture in us-east-1.
    package func breakEven(onDemand: Price<GBSeconds>) -> Ratio? {
      let saved = onDemand.perUnit - duration.perUnit
      return saved > .zero ? Ratio(configured.perUnit / saved) : nil
    }
  }

  package struct Function: Hashable, Sendable {
    /// Of the first tier.
    package let duration: Price<GBSeconds>
    package let status: PriceStatus
    package let provisioned: Provisioned?
    /// By rising length, the same price of a longer term left out.
    package let plans: [Plan]
  }

  package let functions: [Architecture: Function]
  /// Of SageMaker's serverless endpoints, the same service by another name.
  package let serverlessEndpoint: (duration: Price<GBSeconds>, status: PriceStatus)?

  package init(region: String, prices: PriceBook) {
    var functions: [Architecture: Function] = [:]
    for architecture in Architecture.allCases {
      functions[architecture] = Function(architecture, region: region, prices: prices)
    }
    self.functions = functions
    let key = PriceKey(service: "sagemaker", region: region, item: "serverless")
    serverlessEndpoint = (try? prices.price(key, per: GBSeconds.self)).map {
      ($0, prices.status(key) ?? .unverified)
    }
  }
}

extension LambdaOffers.Function {
  fileprivate init?(_ architecture: Architecture, region: String, prices: PriceBook) {
    func priced(_ item: String) -> (price: Price<GBSeconds>, status: PriceStatus)? {
      let key = LambdaRates.key(item, region)
      guard let tiers = try? prices.tieredPrice(key, per: GBSeconds.self) else { return nil }
      return (tiers.first, prices.status(key) ?? .unverified)
    }
    let name = architecture.rawValue
    guard let onDemand = priced("duration/\(name)") else { return nil }
    duration = onDemand.price
    status = onDemand.status
    if let ready = priced("provisioned/configured/\(name)"),
      let running = priced("provisioned/duration/\(name)")
    {
      provisioned = LambdaOffers.Provisioned(
        configured: ready.price, duration: running.price,
        status: .weakest(of: [ready.status, running.status]))
    } else {
      provisioned = nil
    }
    plans = CommitmentTerm.ofLambda.compactMap { term in
      let item = "savings-plan/duration/\(name)/\(term.upfront.rawValue)"
      // AWS asks the same for three years as for one; only where it does not are there two prices.
      return priced(term.years == 1 ? item : "\(item)/\(term.years)yr").map {
        LambdaOffers.Plan(term: term, duration: $0.price, status: $0.status)
      }
    }
  }
}
