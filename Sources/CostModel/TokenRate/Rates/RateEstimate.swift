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
