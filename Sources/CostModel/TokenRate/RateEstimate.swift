/// Where a rate is wanted.
package enum RateTarget: Hashable, Sendable {
  case lambda(Architecture, memory: Megabytes)
  /// An EC2 type by its name, `c8g.xlarge`.
  case instance(String)

  /// `lambda-arm64-10240mb`, `c8g.xlarge`.
  package var name: String {
    switch self {
    case .lambda(let architecture, let memory):
      "lambda-\(architecture.rawValue)-\(Int(memory.value))mb"
    case .instance(let name): name
    }
  }
}

/// What one stream may expect on one target.
package struct RateEstimate: Hashable, Sendable {
  package let target: RateTarget
  package let decode: TokenRate
  package let prefill: TokenRate

  package init(target: RateTarget, decode: TokenRate, prefill: TokenRate) {
    self.target = target
    self.decode = decode
    self.prefill = prefill
  }

  /// The weaker of its two rates.
  package var provenance: Provenance {
    [.prior, .scaled].first { $0 == decode.provenance || $0 == prefill.provenance } ?? .measured
  }
}
