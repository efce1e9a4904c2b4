/// What all workloads together ask of machines, measured from the samples.
package struct TCODemand: Hashable, Sendable {
  package let workloads: [NodeDemand]
  /// The peaks of workloads whose tokens are not known, added: slots × the vCPUs an execution has on
  /// Lambda.
  package let peak: VCPUs
  package let average: VCPUs
  /// The peaks of all others, added, on the model that node capacities are for.
  package let requestPeak: TokensPerSecond
  package let requestAverage: TokensPerSecond
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
    self.init(
      of: report.recommendations.map { ($0.analysis, $0.inference.advice?.request) },
      tokensPerRequest: tokensPerRequest)
  }

  /// - Parameter workloads: each with what its requests are, where that is known.
  package init(
    of workloads: [(WorkloadAnalysis, ServedRequest?)],
    tokensPerRequest: (Workload) -> Tokens? = { _ in nil }
  ) {
    self.workloads = workloads.map { NodeDemand($0, request: $1) }
    var (peak, average) = (VCPUs.zero, VCPUs.zero)
    var (requestPeak, requestAverage) = (TokensPerSecond.zero, TokensPerSecond.zero)
    for workload in self.workloads {
      switch workload.measure {
      case .vcpus(let most, let usual):
        peak += most
        average += usual
      case .tokens(let demand):
        requestPeak += demand.peak * demand.weight
        requestAverage += demand.average * demand.weight
      }
    }
    self.peak = peak
    self.average = average
    self.requestPeak = requestPeak
    self.requestAverage = requestAverage
    tokens = Self.tokens(of: workloads.map(\.0.profile), tokensPerRequest)
  }

  private static func tokens(
    of profiles: [UsageProfile], _ tokensPerRequest: (Workload) -> Tokens?
  ) -> OutputTokens {
    var tokens = Tokens.zero
    var (silent, ran) = (0, 0)
    for profile in profiles where profile.totals.invocations > .zero {
      ran += 1
      guard let each = tokensPerRequest(profile.workload) else {
        silent += 1
        continue
      }
      tokens += each * (profile.totals.invocations.value * profile.window.perMonth)
    }
    return silent == 0 && ran > 0 ? .known(tokens) : .unknown(workloads: silent, of: ran)
  }

  /// Of all, the peaks added, on the model that node capacities are for.
  ///
  /// - Parameter rate: what a vCPU is taken to write of them.
  package func peak(perVCPU rate: TokensPerSecond) -> TokensPerSecond {
    rate * peak.value + requestPeak
  }

  package func average(perVCPU rate: TokensPerSecond) -> TokensPerSecond {
    rate * average.value + requestAverage
  }

  /// Workloads sized by their tokens.
  package var known: [TokenDemand] { workloads.compactMap(\.tokens) }
}
