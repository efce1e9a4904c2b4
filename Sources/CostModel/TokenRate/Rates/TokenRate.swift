import Foundation

/// A rate of tokens as an interval, with where it comes from.
package struct TokenRate: Hashable, Sendable {
  package let low: TokensPerSecond
  package let mid: TokensPerSecond
  package let high: TokensPerSecond
  /// `measured` on that machine with that model, `scaled` from another, or the `prior`.
  package let provenance: Provenance
  /// One clause that names the measurement and the factors: `from c8g.xlarge of 2026-11-20, × 1.76`.
  package let basis: String

  package init(
    low: TokensPerSecond, mid: TokensPerSecond, high: TokensPerSecond, provenance: Provenance,
    basis: String
  ) {
    precondition(low <= mid && mid <= high, "an interval ascends")
    self.low = low
    self.mid = mid
    self.high = high
    self.provenance = provenance
    self.basis = basis
  }

  /// Standard deviation of its logarithm, from the upper half of the 90 % interval.
  var spread: Double { log(high / mid) / RateInterval.deviations }
}
