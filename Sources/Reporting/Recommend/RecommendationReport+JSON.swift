package import CostModel

extension RecommendationReport: Report {
  package func json(in context: RenderContext) -> [UInt8] {
    let capacity = 8192 * (recommendations.count + 1)
    return JSONWriter.document(schema: "costctl/recommend/v1", in: context, capacity: capacity) {
      $0.members(of: self)
    }
  }
}

extension JSONWriter {
  /// All that `recommend` says, in its own document and in the scheduled report's.
  mutating func members(of report: RecommendationReport) {
    window(report.window)
    member("policy", report.policy.rawValue)
    object("totals") {
      $0.member("monthly_cost_now", report.monthlyCostNow)
      $0.member("monthly_cost_then", report.monthlyCostThen)
      $0.member("monthly_saving", report.monthlySaving)
      $0.member("workloads", report.recommendations.count)
      $0.member("unpriced", report.unpriced.count)
    }
    rows("recommendations", report.recommendations) { $0.members(of: $1) }
    rows("unpriced", report.unpriced) { writer, item in
      writer.member("workload", item.workload.name)
      writer.member("account", item.workload.account)
      writer.member("region", item.workload.region)
      writer.member("tier", item.tier.rawValue)
      writer.member("reason", item.reason)
    }
    strings("assumptions", report.assumptions)
  }

  /// One recommendation, in `recommend` and alone in `estimate`.
  mutating func members(of recommendation: Recommendation) {
    let analysis = recommendation.analysis
    member("workload", analysis.profile.workload.name)
    place(of: analysis.profile)
    member("tier", analysis.tier.rawValue)
    member("firmness", analysis.firmness.rawValue)
    utilization(analysis.utilization)
    object("chosen") {
      $0.member("option", recommendation.chosen.name)
      $0.member("monthly_cost", recommendation.chosen.monthlyCost)
      $0.member("per_million_output_tokens", recommendation.chosen.perMillionOutputTokens)
      $0.interval(of: recommendation.chosen, in: recommendation)
    }
    member("probability_cheapest", recommendation.probabilityCheapest)
    member("monthly_cost_now", recommendation.monthlyCostNow)
    member("monthly_cost_then", recommendation.chosen.monthlyCost)
    member("monthly_saving", recommendation.knownSaving)
    object("cheapest") {
      $0.member("option", recommendation.cheapest.name)
      $0.member("monthly_cost", recommendation.cheapest.monthlyCost)
    }
    member("rule_and_price_agree", recommendation.ruleAndPriceAgree)
    objects("options", recommendation.options) { $0.members(of: $1, in: recommendation) }
    objects("flips", recommendation.flips) {
      $0.member("variable", $1.variable.rawValue)
      $0.member("subject", $1.subject)
      $0.member("now", $1.present)
      $0.member("value", $1.value)
      $0.member("option", $1.winner)
      $0.member("against", $1.against)
    }
    onPremises(recommendation.onPremises)
    members(of: recommendation.inference)
    strings("reasons", recommendation.reasons)
    strings("risks", recommendation.risks)
    member("action", recommendation.action)
    durable(analysis.durable, analysis.details.durable)
    coldStart(analysis.details.coldStart)
    findings(analysis.findings)
  }

  private mutating func interval(of option: PlacementOption, in recommendation: Recommendation) {
    let interval = recommendation.interval(of: option)
    member("monthly_cost_low", interval?.low)
    member("monthly_cost_high", interval?.high)
  }

  /// The keys of the contract always; the others where they say something, for there are thousands.
  private mutating func members(of option: PlacementOption, in recommendation: Recommendation) {
    member("option", option.name)
    member("tier", option.tier.rawValue)
    member("feasible", option.isFeasible)
    member("why_not", option.whyNot)
    member("monthly_cost", option.monthlyCost)
    if let interval = recommendation.interval(of: option), interval.low < interval.high {
      member("monthly_cost_low", interval.low)
      member("monthly_cost_high", interval.high)
    }
    member("breakeven_utilization", option.breakevenUtilization)
    member("instances", option.instances)
    member("per_million_output_tokens", option.perMillionOutputTokens)
    member("request_seconds", option.requestSeconds)
    if let decode = option.decode { interval("decode_tokens_per_second", decode) }
    if let capacity = option.capacity { member("capacity_output_tokens_per_second", capacity) }
    member("provenance", option.provenance.rawValue)
    if option.restsOnUnverifiedPrice { member("rests_on_unverified_price", true) }
  }
}
