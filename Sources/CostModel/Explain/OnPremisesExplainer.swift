/// A workload's part of nodes of one's own, and what nodes for it alone would cost.
struct OnPremisesExplainer {
  let recommendation: Recommendation
  let share: OnPremisesShare

  private var analysis: WorkloadAnalysis { recommendation.analysis }
  private var site: OnPremisesShare.Site { share.site }

  private var shared: NodesExplainer {
    NodesExplainer(
      assumptions: site.assumptions, name: "the shared nodes", peak: site.peak,
      average: site.average, month: site.month)
  }

  private var alone: NodesExplainer {
    NodesExplainer(
      assumptions: site.assumptions, name: "nodes for it alone", peak: share.peak,
      average: share.average, month: share.alone)
  }

  var figures: [Explanation.Figure] {
    [peak, average] + shared.figures + alone.figures + [part]
  }

  /// What the month of `on-prem` is made of, beside durable state.
  var terms: [Expression] {
    [.figure(Self.partName, share.total)]
  }

  private static let partName = "its part of the shared nodes"

  /// Tokens a second as the whole fleet's, by what it asks for of what all ask for.
  private var peak: Explanation.Figure {
    .init(
      name: "peak on nodes", value: share.peak.value, unit: TokensPerSecond.unit,
      formula: .quotient(
        .product([
          demand(
            "peak of all workloads", site.assumptions.parameters.peak, .peakTokensPerSecond),
          own.peak,
        ]),
        .method(
          "all peaks before coincidence", site.demand.peak(perVCPU: rate).value,
          TokensPerSecond.unit, "the same of all workloads, added")))
  }

  private var average: Explanation.Figure {
    .init(
      name: "average on nodes", value: share.average.value, unit: TokensPerSecond.unit,
      formula: .quotient(
        .product([
          demand(
            "average of all workloads", site.assumptions.parameters.average,
            .averageTokensPerSecond),
          own.average,
        ]),
        .method(
          "all averages", site.demand.average(perVCPU: rate).value, TokensPerSecond.unit,
          "the same of all workloads, added")))
  }

  private var rate: TokensPerSecond { site.assumptions.parameters.perVCPU }

  /// What it asks for on the model that node capacities are for.
  private var own: (peak: Expression, average: Expression) {
    switch NodeDemand(analysis, request: recommendation.inference.advice?.request).measure {
    case .vcpus(let peak, let average):
      let rate = shared.input(.tokensPerSecondPerVCPU)
      return (
        .product([vcpus("vCPUs at its peak", peak, "slots × memory / 1,769 MB"), rate]),
        .product([
          vcpus("vCPUs on average", average, "average concurrency × memory / 1,769 MB"), rate,
        ])
      )
    case .tokens(let demand):
      let totals = analysis.profile.totals
      let requests = Expression.metric(
        "requests", totals.invocations.value, Requests.unit, "Invocations of the window")
      let work = [
        Expression.method(
          "tokens of a request", (demand.request.prompt + demand.request.output).value,
          Tokens.unit, "prompt_tokens + output_tokens"),
        .method(
          "parameters", demand.request.model.parameters.value, Parameters.unit,
          demand.request.model.name),
      ]
      let reference = Expression.method(
        "work of an output token of the reference",
        ReferenceRequest.parameters.value * ReferenceRequest.tokensPerOutput, "parameter token",
        "3 tokens × 8.03e9 parameters")
      let slots = Expression.metric(
        "slots", Double(analysis.utilization.slots), Executions.unit, "executions at the peak")
      let busy = Expression.metric(
        "busy time", totals.busySeconds, "second", "Duration of the window")
      let window = Expression.metric(
        "window", Double(analysis.profile.window.seconds), "second", "its length")
      return (
        totals.busySeconds > 0
          ? .quotient(.product([slots, requests] + work), .product([busy, reference]))
          : .method("no duration", 0, TokensPerSecond.unit, "nothing ran"),
        .quotient(.product([requests] + work), .product([window, reference]))
      )
    }
  }

  private var part: Explanation.Figure {
    let fixed = Expression.product([
      .figure(shared.fixedName, site.month.fixed),
      .quotient(
        .figure("peak on nodes", share.peak),
        .method(
          "peak of the shared nodes", site.peak.value, TokensPerSecond.unit,
          "of \(site.workloads) workloads, added")),
    ])
    let power = Expression.product([
      .figure(shared.powerName, site.month.busyPower),
      .quotient(
        .figure("average on nodes", share.average),
        .method(
          "average of the shared nodes", site.average.value, TokensPerSecond.unit,
          "of \(site.workloads) workloads, added")),
    ])
    return .init(
      name: Self.partName, value: share.total.value, unit: USD.unit,
      formula: site.average > .zero ? .sum([fixed, power]) : fixed)
  }

  private func demand(_ name: String, _ value: TokensPerSecond, _ key: TCOKey) -> Expression {
    let source = site.assumptions.figure(key)?.source ?? "-"
    return .method(name, value.value, TokensPerSecond.unit, "\(key.rawValue) = \(source)")
  }

  private func vcpus(_ name: String, _ value: VCPUs, _ source: String) -> Expression {
    .metric(name, value.value, VCPUs.unit, source)
  }
}
