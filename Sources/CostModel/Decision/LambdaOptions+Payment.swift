/// Lambda, and SageMaker by the second, under other ways to pay.
extension LambdaOptions {
  /// Environments for the whole peak, kept ready all month.
  func provisioned(_ function: LambdaOffers.Function, memory: Megabytes)
    -> PlacementOption?
  {
    guard now.provisioned == .zero, let price = function.provisioned else { return nil }
    let environments = analysis.utilization.slots
    let kept = GBSeconds(
      memory.gigabytes * Double(environments) * Duration.month.inSeconds)
    let cost = cost(
      fixed: price.configured * kept,
      duration: price.duration * duration + now.ephemeralStorage)
    return PlacementOption(
      name: "lambda/provisioned", tier: .lambda,
      whyNot: now.snapStart > .zero
        ? "SnapStart and provisioned concurrency exclude each other" : nil,
      cost: cost,
      breakevenUtilization: BreakEven.utilization(
        now: analysis.utilization.value, fixed: cost.fixed, lambda: now.vanishing,
        variable: cost.duration + cost.requests),
      change: .provisioned(environments),
      perMillionOutputTokens: tokens?.perMillionOutputTokens(cost.total),
      requestSeconds: profile.totals.meanSeconds, decode: decode,
      restsOnUnverifiedPrice: price.status.isUnsure)
  }

  /// The same function with nothing kept ready: it would cost less, and start cold.
  var onDemand: PlacementOption? {
    guard now.provisioned > .zero, let function = offers.functions[architecture] else { return nil }
    let served = (profile.provisioned?.served ?? .zero) * profile.window.perMonth
    return PlacementOption(
      name: "lambda/on-demand", tier: .lambda, whyNot: Self.startsCold,
      cost: cost(
        fixed: now.snapStart,
        duration: now.compute + now.ephemeralStorage + function.duration * served),
      requestSeconds: profile.totals.meanSeconds, decode: decode,
      restsOnUnverifiedPrice: function.status.isUnsure)
  }

  private static let startsCold =
    "environments are kept ready today, and requests would start cold without them"

  func plan(_ plan: LambdaOffers.Plan, against duration: GBSeconds) -> PlacementOption {
    let name = "lambda/\(plan.term.rawValue)"
    let listed = duration > .zero ? now.compute / duration.value : .zero
    let rate = listed > .zero ? plan.duration.perUnit / listed : 1
    let coverage = PlanCoverage(profile.concurrency, in: profile.window, rate: rate)
    guard coverage.committed > 0 else {
      return PlacementOption(
        name: name, tier: .lambda,
        whyNot: rate < 1
          ? "a plan is paid every hour: it saves where something runs over \(Shown.percent(Ratio(rate))) "
            + "of the time, and here that was \(Shown.percent(coverage.active))"
          : "the plan's price is not below what is paid now")
    }
    let present = present
    let cost = cost(
      fixed: present.fixed, duration: present.duration - now.compute * (1 - coverage.factor))
    let perHour = plan.duration * (duration * (coverage.committed / Hours.month.value))
    return PlacementOption(
      name: name, tier: .lambda, cost: cost, change: .plan(plan.term, hourly: perHour),
      perMillionOutputTokens: tokens?.perMillionOutputTokens(cost.total),
      requestSeconds: profile.totals.meanSeconds, decode: decode,
      restsOnUnverifiedPrice: plan.status.isUnsure)
  }

  /// SageMaker's serverless endpoint, at the duration seen on Lambda.
  func serverlessEndpoint(memory: Megabytes) -> PlacementOption? {
    guard let endpoint = offers.serverlessEndpoint else { return nil }
    let gigabytes = memory.gigabytes.rounded(.up)
    let longest = profile.totals.longestSeconds ?? profile.totals.meanSeconds ?? 0
    let refusal: String? =
      if now.provisioned > .zero {
        Self.startsCold
      } else if gigabytes > 6 {
        "its endpoints have 6 GB of memory at most, and the function has "
          + "\(Shown.number(memory.value)) MB"
      } else if longest > 60 {
        "its endpoints answer within 60 s, and the longest request took \(Shown.number(longest)) s"
      } else {
        nil
      }
    let seconds = profile.totals.busySeconds * profile.window.perMonth
    let cost = OptionCost(
      duration: endpoint.duration * GBSeconds(seconds * gigabytes), durable: now.durable,
      spread: foreseenSpread)
    return PlacementOption(
      name: "sagemaker/serverless", tier: .lambda, whyNot: refusal,
      cost: gigabytes > 6 ? nil : cost,
      perMillionOutputTokens: gigabytes > 6 ? nil : tokens?.perMillionOutputTokens(cost.total),
      requestSeconds: profile.totals.meanSeconds,
      restsOnUnverifiedPrice: endpoint.status.isUnsure)
  }
}
