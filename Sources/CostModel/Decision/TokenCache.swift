/// Remembers what workloads with the same requests on the same functions share.
struct TokenCache {
  private struct ProfileKey: Hashable {
    let request: ServedRequest
    let memory: Megabytes
    let architecture: Architecture

    var elsewhere: Self {
      Self(
        request: request, memory: memory, architecture: architecture == .arm64 ? .x86_64 : .arm64)
    }
  }

  private struct FleetKey: Hashable {
    let profile: ProfileKey
    let region: String
  }

  private let knowledge: RequestKnowledge?
  private let prices: PriceBook
  private var rates: [ModelFacts: ModelRates] = [:]
  private var profiles: [ProfileKey: Result<RequestProfile, RequestGap>] = [:]
  private var fleets: [FleetKey: TokenFleets] = [:]

  init(knowledge: RequestKnowledge?, prices: PriceBook) {
    self.knowledge = knowledge
    self.prices = prices
  }

  mutating func tokens(
    of analysis: WorkloadAnalysis, memory: Megabytes, bill: LambdaCost, offers: RegionalOffers
  ) -> Result<TokenPricing, RequestGap> {
    guard let knowledge else { return .failure(.notConfigured) }
    do throws(RequestGap) {
      let key = ProfileKey(
        request: try knowledge.request(analysis.profile.workload).get(), memory: memory,
        architecture: analysis.profile.configuration.billedArchitecture)
      let profile = try profile(key, in: knowledge.book).get()
      let elsewhere = self.profile(key.elsewhere, in: knowledge.book)
      let fleetKey = FleetKey(profile: key, region: analysis.profile.workload.region)
      let fleets = fleets[fleetKey] ?? TokenFleets(offers, profile: profile)
      self.fleets[fleetKey] = fleets
      return .success(
        TokenPricing(
          analysis: analysis, profile: profile, elsewhere: elsewhere, fleets: fleets, bill: bill,
          prices: prices))
    } catch {
      return .failure(error)
    }
  }

  private mutating func profile(_ key: ProfileKey, in book: RateBook)
    -> Result<RequestProfile, RequestGap>
  {
    if let known = profiles[key] { return known }
    let model = key.request.model
    let rates = rates[model] ?? book.rates(of: model)
    self.rates[model] = rates
    let made = Result { () throws(RequestGap) in
      try RequestProfile(
        key.request, rates: rates, memory: key.memory, architecture: key.architecture)
    }
    profiles[key] = made
    return made
  }
}
