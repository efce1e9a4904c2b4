/// What all workloads together ask of machines, measured from the samples.
package struct TCODemand: Hashable, Sendable {
  /// The peaks of all workloads, added: slots × the vCPUs an execution has on Lambda.
  package let peak: VCPUs
  package let average: VCPUs
  package let tokens: OutputTokens

  /// Output tokens of a month, or why nobody can tell.
  package enum OutputTokens: Hashable, Sendable {
    case known(Tokens)
    /// Of how many workloads that ran the tokens per request are not known.
    case unknown(workloads: Int, of: Int)
  }

  /// - Parameter tokensPerRequest: output tokens of one request of a workload, where they are known.
  package init(
    of report: RecommendationReport, tokensPerRequest: (Workload) -> Tokens? = { _ in nil }
  ) {
    var (peak, average, tokens) = (VCPUs.zero, VCPUs.zero, Tokens.zero)
    var (silent, ran) = (0, 0)
    for analysis in report.recommendations.map(\.analysis) {
      let profile = analysis.profile
      let share = VCPUs(lambdaMemory: profile.configuration.memory ?? .zero)
      peak += share * Double(analysis.utilization.slots)
      average += share * profile.averageConcurrency
      guard profile.totals.invocations > .zero else { continue }
      ran += 1
      guard let each = tokensPerRequest(profile.workload) else {
        silent += 1
        continue
      }
      tokens += each * (profile.totals.invocations.value * profile.window.perMonth)
    }
    self.peak = peak
    self.average = average
    self.tokens =
      silent == 0 && ran > 0 ? .known(tokens) : .unknown(workloads: silent, of: ran)
  }
}
