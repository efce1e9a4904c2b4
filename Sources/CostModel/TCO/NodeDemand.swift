/// What one workload asks of nodes of one's own.
package struct NodeDemand: Hashable, Sendable {
  package let workload: Workload
  /// Executions at once at the peak.
  package let slots: Int
  package let measure: Measure

  /// How it is told.
  package enum Measure: Hashable, Sendable {
    /// The model and tokens of its requests are known.
    case tokens(TokenDemand)
    /// They are not: every execution is taken to keep its vCPUs decoding.
    case vcpus(peak: VCPUs, average: VCPUs)
  }

  /// - Parameter request: what its requests are; nil where nobody knows.
  package init(_ analysis: WorkloadAnalysis, request: ServedRequest?) {
    let profile = analysis.profile
    workload = profile.workload
    slots = analysis.utilization.slots
    if let request {
      measure = .tokens(TokenDemand(analysis, request: request))
    } else {
      let share = VCPUs(lambdaMemory: profile.configuration.memory ?? .zero)
      measure = .vcpus(
        peak: share * Double(slots), average: share * profile.averageConcurrency)
    }
  }

  package var tokens: TokenDemand? {
    if case .tokens(let demand) = measure { return demand }
    return nil
  }

  /// Tokens a second at the peak on the model that node capacities are for.
  ///
  /// - Parameter rate: what a vCPU is taken to write of them.
  package func peak(perVCPU rate: TokensPerSecond) -> TokensPerSecond {
    switch measure {
    case .tokens(let demand): demand.peak * demand.weight
    case .vcpus(let peak, _): rate * peak.value
    }
  }

  package func average(perVCPU rate: TokensPerSecond) -> TokensPerSecond {
    switch measure {
    case .tokens(let demand): demand.average * demand.weight
    case .vcpus(_, let average): rate * average.value
    }
  }
}

/// The tokens a workload works through, read and written, and what they weigh on a node.
///
/// Requests a second at the peak are slots over the mean duration (Little's law), on average invocations
/// over the window. A request of P and O tokens on a model of p parameters is p (P + O) of work; the
/// reference does 8.03e9 parameters for three tokens to write one. Worked: ten executions of 4 s each
/// answer 2.5 requests a second; with 500 + 200 tokens on 1.24e9 parameters they are 500 output tokens/s
/// and 90.1 of the reference.
package struct TokenDemand: Hashable, Sendable {
  package let request: ServedRequest
  /// Tokens read and written a second.
  package let peak: TokensPerSecond
  package let average: TokensPerSecond

  init(_ analysis: WorkloadAnalysis, request: ServedRequest) {
    let totals = analysis.profile.totals
    let each = (request.prompt + request.output).value
    self.request = request
    average = TokensPerSecond(
      totals.invocations.value / Double(analysis.profile.window.seconds) * each)
    peak = TokensPerSecond(
      totals.busySeconds > 0
        ? Double(analysis.utilization.slots) * totals.invocations.value / totals.busySeconds * each
        : 0)
  }

  /// Tokens of the reference, written, for one read or written here.
  package var weight: Double {
    request.model.parameters.value
      / (ReferenceRequest.parameters.value * ReferenceRequest.tokensPerOutput)
  }

  /// Of `peak`, what is written.
  package var outputPeak: TokensPerSecond { peak * outputShare }
  package var outputAverage: TokensPerSecond { average * outputShare }

  private var outputShare: Double {
    let all = (request.prompt + request.output).value
    return all > 0 ? request.output.value / all : 0
  }
}

/// The model and requests that node capacities are for: Llama 3.1 8B, 256 tokens in and 128 out.
///
/// Source of the parameters: Meta's model card; of the requests, the runs behind
/// `capacity_tokens_per_second` in `pricing/onprem`.
package enum ReferenceRequest {
  package static let parameters = Parameters(8.03e9)
  /// Tokens read and written for one that is written.
  package static let tokensPerOutput = 3.0
}
