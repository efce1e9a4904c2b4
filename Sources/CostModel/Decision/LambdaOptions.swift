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
      requestSeconds: profile.totals.meanSeconds, decode: decode)
  }

  /// Of one stream on the function as it is.
  var decode: TokenRate? { tokens?.advice.rates.decode }

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

  var profile: UsageProfile { analysis.profile }
  var architecture: Architecture { profile.configuration.billedArchitecture }
  /// Run on demand in a month, and what started it.
  var billed: GBSeconds {
    duration + (analysis.details.coldStart?.billed?.duration ?? .zero)
  }

  /// Run on demand in a month.
  var duration: GBSeconds {
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

  func cost(fixed: USD, duration: USD, spread: Double? = nil) -> OptionCost {
    OptionCost(
      fixed: fixed, duration: duration, requests: now.requests, durable: now.durable,
      spread: spread ?? foreseenSpread)
  }

  /// Of the duration where it is estimated; what was seen is known.
  var foreseenSpread: Double {
    profile.isForeseen ? tokens?.profile.onLambda.spread ?? 0 : 0
  }
}
