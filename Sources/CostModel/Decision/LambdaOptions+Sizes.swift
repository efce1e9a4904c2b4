/// Lambda at other memory sizes and on the other architecture.
extension LambdaOptions {
  /// The cheapest, the fastest and the largest memory, where the tokens tell how long each takes.
  var sizes: [PlacementOption] {
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
  var otherArchitecture: PlacementOption? {
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
    let target = RateTarget.lambda(architecture, memory: time.memory)
    return PlacementOption(
      name: "lambda/\(architecture.rawValue)/\(Int(time.memory.value))mb", tier: .lambda,
      whyNot: share > 1 + 1e-9
        ? "a request would take \(Shown.number(mean * share)) s instead of \(Shown.number(mean)) s"
        : nil,
      cost: cost, change: .memory(time.memory, architecture),
      perMillionOutputTokens: tokens?.perMillionOutputTokens(cost.total),
      requestSeconds: mean * share,
      decode: tokens?.profile.rates.estimate(on: target)?.decode,
      provenance: provenance)
  }
}
