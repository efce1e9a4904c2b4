/// The ways to keep a workload serverless: Lambda set or paid for differently, SageMaker by the second.
struct LambdaOptions {
  let analysis: WorkloadAnalysis
  let now: LambdaCost
  let offers: LambdaOffers
  let tokens: TokenPricing?

  /// Lambda as it is.
  var stay: PlacementOption {
    PlacementOption(
      name: "lambda", tier: .lambda, cost: present,
      perMillionOutputTokens: tokens?.perMillionOutputTokens(now.total),
      requestSeconds: profile.totals.meanSeconds, decode: tokens?.advice.rates.decode)
  }

  /// None where nothing ran, or where instances are paid for already.
  var changes: [PlacementOption] {
    guard !profile.configuration.runsOnManagedInstances, analysis.utilization.slots > 0,
      let memory = profile.configuration.memory, profile.totals.busySeconds > 0
    else { return [] }
    let function = offers.functions[architecture]
    return sizes
      + [
        otherArchitecture, function.flatMap { provisioned($0, memory: memory) }, onDemand,
        serverlessEndpoint(memory: memory),
      ].compactMap { $0 } + (function?.plans.map { plan($0, against: billed) } ?? [])
  }

  private var profile: UsageProfile { analysis.profile }
  private var architecture: Architecture { profile.configuration.billedArchitecture }
  /// Run on demand in a month, and what started it.
  private var billed: GBSeconds {
    duration + (analysis.details.coldStart?.billed?.duration ?? .zero)
  }

  /// Run on demand in a month.
  private var duration: GBSeconds {
    let served = profile.provisioned?.served ?? .zero
    return ((profile.totals.gbSeconds ?? .zero) - served) * profile.window.perMonth
  }

  /// What is kept ready is paid whatever runs, and so is a snapshot.
  var present: OptionCost {
    let ready = profile.provisioned.flatMap { usage in
      offers.functions[architecture]?.provisioned.map {
        $0.configured * (usage.configured * profile.window.perMonth)
      }
    }
    let standing = ready ?? .zero
    return cost(
      fixed: now.snapStart + standing,
      duration: now.compute + now.ephemeralStorage + now.provisioned - standing)
  }

  private func cost(fixed: USD, duration: USD, spread: Double? = nil) -> OptionCost {
    OptionCost(
      fixed: fixed, duration: duration, requests: now.requests, durable: now.durable,
      spread: spread ?? foreseenSpread)
  }

  /// Of the duration where it is estimated; what was seen is known.
  private var foreseenSpread: Double {
    profile.isForeseen ? tokens?.profile.onLambda.spread ?? 0 : 0
  }
}

// MARK: - Memory and architecture

extension LambdaOptions {
  /// The cheapest, the fastest and the largest memory, where the tokens tell how long each takes.
  private var sizes: [PlacementOption] {
    guard let tokens, let advice = tokens.advice.memory else {
      return [
        PlacementOption(
          name: "lambda/other-memory", tier: .lambda,
          whyNot: now.provisioned > .zero
            ? "environments are kept ready at today's memory"
            : "how its duration changes with memory needs the workload's model and tokens per request"
        )
      ]
    }
    let fast = advice.sizes.filter { $0.duration <= advice.current.duration }
    let named = [
      fast.min { $0.monthlyCost < $1.monthlyCost }, advice.cheapest, advice.fastest,
      advice.largest,
    ].compactMap { $0 }
    var seen: Set<Megabytes> = [advice.current.memory]
    return named.filter { seen.insert($0.memory).inserted }.compactMap { size in
      guard let time = tokens.profile.sizes.first(where: { $0.memory == size.memory }) else {
        return nil
      }
      let option = resized(
        time, on: architecture, price: 1, provenance: tokens.advice.rates.provenance)
      // Where only the CPU counts, memory and duration make up for each other.
      let isSame = abs((option.monthlyCost ?? .zero) / now.total - 1) < 1e-6
      return isSame && size.duration >= advice.current.duration ? nil : option
    }
  }

  /// The other instruction set, at the cheapest memory that answers as fast.
  private var otherArchitecture: PlacementOption? {
    let other: Architecture = architecture == .arm64 ? .x86_64 : .arm64
    guard let here = offers.functions[architecture], let there = offers.functions[other],
      now.provisioned == .zero
    else { return nil }
    let price = there.duration.perUnit / here.duration.perUnit
    guard let tokens, case .success(let profile) = tokens.elsewhere else {
      let compute = now.compute * price + now.ephemeralStorage
      return PlacementOption(
        name: "lambda/\(other.rawValue)", tier: .lambda,
        whyNot:
          "how long it takes on \(other.rawValue) needs a token rate or a trial; the cost is at "
          + "today's duration",
        cost: cost(fixed: now.snapStart, duration: compute))
    }
    let fast = profile.sizes.filter { $0.seconds <= tokens.profile.current.seconds }
    let cheapest = fast.min { $0.seconds * $0.memory.value < $1.seconds * $1.memory.value }
    return (cheapest ?? profile.sizes.min { $0.seconds < $1.seconds }).map {
      resized(
        $0, on: other, price: price, spread: profile.estimate.decode.spread,
        provenance: profile.estimate.provenance)
    }
  }

  /// Duration follows the estimates' ratio to today's, in the measure of what was observed.
  private func resized(
    _ time: RequestProfile.FunctionTime, on architecture: Architecture, price: Double,
    spread: Double? = nil, provenance: Provenance
  ) -> PlacementOption {
    let today = tokens?.profile.current ?? time
    let share = time.seconds / today.seconds
    let compute = now.compute * (share * (time.memory / today.memory) * price)
    let cost = cost(
      fixed: now.snapStart, duration: compute + now.ephemeralStorage * share, spread: spread)
    let mean = profile.totals.meanSeconds ?? time.seconds
    return PlacementOption(
      name: "lambda/\(architecture.rawValue)/\(Int(time.memory.value))mb", tier: .lambda,
      whyNot: share > 1 + 1e-9
        ? "a request would take \(Shown.number(mean * share)) s instead of \(Shown.number(mean)) s"
        : nil,
      cost: cost, change: .memory(time.memory, architecture),
      perMillionOutputTokens: tokens?.perMillionOutputTokens(cost.total),
      requestSeconds: mean * share, provenance: provenance)
  }
}

// MARK: - Other ways to pay

extension LambdaOptions {
  /// Environments for the whole peak, kept ready all month.
  private func provisioned(_ function: LambdaOffers.Function, memory: Megabytes)
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
      requestSeconds: profile.totals.meanSeconds,
      restsOnUnverifiedPrice: price.status.isUnsure)
  }

  /// The same function with nothing kept ready: it would cost less, and start cold.
  private var onDemand: PlacementOption? {
    guard now.provisioned > .zero, let function = offers.functions[architecture] else { return nil }
    let served = (profile.provisioned?.served ?? .zero) * profile.window.perMonth
    return PlacementOption(
      name: "lambda/on-demand", tier: .lambda, whyNot: Self.startsCold,
      cost: cost(
        fixed: now.snapStart,
        duration: now.compute + now.ephemeralStorage + function.duration * served),
      requestSeconds: profile.totals.meanSeconds, restsOnUnverifiedPrice: function.status.isUnsure)
  }

  private static let startsCold =
    "environments are kept ready today, and requests would start cold without them"

  private func plan(_ plan: LambdaOffers.Plan, against duration: GBSeconds) -> PlacementOption {
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
      requestSeconds: profile.totals.meanSeconds, restsOnUnverifiedPrice: plan.status.isUnsure)
  }

  /// SageMaker's serverless endpoint, at the duration seen on Lambda.
  private func serverlessEndpoint(memory: Megabytes) -> PlacementOption? {
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
      perMillionOutputTokens: tokens?.perMillionOutputTokens(cost.total),
      requestSeconds: profile.totals.meanSeconds,
      restsOnUnverifiedPrice: endpoint.status.isUnsure)
  }
}

extension PriceStatus {
  /// True of a price that no source gives as it stands.
  var isUnsure: Bool { self == .derived || self == .unverified }
}
