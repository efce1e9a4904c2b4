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
    self.init(of: report.recommendations.map(\.analysis), tokensPerRequest: tokensPerRequest)
  }

  package init(
    of analyses: [WorkloadAnalysis], tokensPerRequest: (Workload) -> Tokens? = { _ in nil }
  ) {
    var (peak, average, tokens) = (VCPUs.zero, VCPUs.zero, Tokens.zero)
    var (silent, ran) = (0, 0)
    for analysis in analyses {
      let profile = analysis.profile
      peak += analysis.peakVCPUs
      average += analysis.averageVCPUs
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

extension WorkloadAnalysis {
  /// Slots × the vCPUs an execution has on Lambda.
  package var peakVCPUs: VCPUs { executionVCPUs * Double(utilization.slots) }
  package var averageVCPUs: VCPUs { executionVCPUs * profile.averageConcurrency }

  private var executionVCPUs: VCPUs {
    VCPUs(lambdaMemory: profile.configuration.memory ?? .zero)
  }
}
