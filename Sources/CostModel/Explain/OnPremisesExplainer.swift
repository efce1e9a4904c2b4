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

  /// Tokens a second as the whole fleet's, by the vCPUs that it has of them on Lambda.
  private var peak: Explanation.Figure {
    .init(
      name: "peak on nodes", value: share.peak.value, unit: TokensPerSecond.unit,
      formula: .quotient(
        .product([
          demand(
            "peak of all workloads", site.assumptions.parameters.peak, .peakTokensPerSecond),
          vcpus("vCPUs at its peak", analysis.peakVCPUs, "slots × memory / 1,769 MB"),
        ]), vcpus("vCPUs at all peaks", site.demand.peak, "the same of all workloads, added")))
  }

  private var average: Explanation.Figure {
    .init(
      name: "average on nodes", value: share.average.value, unit: TokensPerSecond.unit,
      formula: .quotient(
        .product([
          demand(
            "average of all workloads", site.assumptions.parameters.average,
            .averageTokensPerSecond),
          vcpus(
            "vCPUs on average", analysis.averageVCPUs, "average concurrency × memory / 1,769 MB"),
        ]),
        vcpus("vCPUs of all on average", site.demand.average, "the same of all workloads, added")))
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
