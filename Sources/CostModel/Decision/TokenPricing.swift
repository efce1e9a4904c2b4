/// What a workload's tokens add to the pricing of its placements.
struct TokenPricing {
  let analysis: WorkloadAnalysis
  let profile: RequestProfile
  let fleets: TokenFleets
  /// The same request on a function of the other architecture.
  let elsewhere: Result<RequestProfile, RequestGap>
  let advice: InferenceAdvice

  init(
    analysis: WorkloadAnalysis, profile: RequestProfile,
    elsewhere: Result<RequestProfile, RequestGap>, fleets: TokenFleets, bill: LambdaCost,
    prices: PriceBook
  ) {
    self.elsewhere = elsewhere
    self.analysis = analysis
    self.profile = profile
    self.fleets = fleets
    let totals = analysis.profile.totals
    let mean = totals.meanSeconds.map { Duration.seconds($0) }
    let observed = analysis.profile.isForeseen ? nil : mean
    advice = InferenceAdvice(
      request: profile.request, rates: profile.estimate, expected: profile.onLambda,
      observed: observed, observedDecode: profile.decode(in: observed),
      memory: bill.provisioned > .zero
        ? nil : mean.flatMap { MemoryAdvice(profile, observed: $0, bill: bill) },
      bedrock: BedrockReference(
        profile.request, requests: analysis.monthlyRequests,
        region: analysis.profile.workload.region, prices: prices))
  }

  /// A request at the peak on a fleet of these servers, in the measure of what was observed: the
  /// estimates' ratio to Lambda.
  func requestSeconds(_ server: ServerCapacity, instances: Int) -> Double {
    let peak = Double(analysis.utilization.slots) / profile.onLambda.mid.inSeconds
    let estimate = server.requestSeconds(atRequestsPerSecond: peak / Double(instances))
    guard let observed = advice.observed else { return estimate }
    return estimate / profile.onLambda.mid.inSeconds * observed.inSeconds
  }

  /// Cost of a million output tokens when a month costs so much; nil where none are written.
  func perMillionOutputTokens(_ monthly: USD) -> USD? {
    let tokens = analysis.monthlyRequests.value * profile.request.output.value
    return tokens > 0 ? monthly * (1e6 / tokens) : nil
  }

  /// Listed for comparison and never chosen: a token-priced model, accelerators without a rate.
  var unchosen: [PlacementOption] {
    fleets.unknown.map {
      PlacementOption(
        name: $0, tier: .reserved, whyNot: "no token rate of its accelerator is known")
    } + [bedrock].compactMap { $0 }
  }

  private var bedrock: PlacementOption? {
    advice.bedrock.map {
      PlacementOption(
        name: "bedrock/\($0.model)", tier: .lambda,
        whyNot: "a reference by tokens: AWS's copy of the model behind AWS's interface, not yours",
        monthlyCost: $0.monthlyCost,
        perMillionOutputTokens: perMillionOutputTokens($0.monthlyCost),
        restsOnUnverifiedPrice: $0.status == .derived || $0.status == .unverified)
    }
  }
}

extension RequestProfile {
  /// Output tokens a second that a request leaves for decoding; nil where the prompt alone is
  /// estimated to take as long.
  fileprivate func decode(in observed: Duration?) -> TokensPerSecond? {
    guard let observed else { return nil }
    let left = observed.inSeconds - request.prompt.value / estimate.prefill.mid.value
    return left > 0 && request.output > .zero
      ? TokensPerSecond(request.output.value / left) : nil
  }
}

extension WorkloadAnalysis {
  package var monthlyRequests: Requests { profile.totals.invocations * profile.window.perMonth }
}
