import Foundation

/// The inputs as plain figures, to be turned one at a time: what one evaluation of the model takes.
package struct TCOParameters: Hashable, Sendable {
  private var values: [TCOKey: Double]

  package init(_ values: [TCOKey: Double]) { self.values = values }

  /// Zero where nothing is known: only `output_tokens_per_month` may be, and nothing is computed of it.
  package subscript(key: TCOKey) -> Double { values[key] ?? 0 }

  /// False for what is computed from others or not known.
  package func isSet(_ key: TCOKey) -> Bool { values[key] != nil }

  /// At the nearest value that makes sense while all others are kept.
  package func setting(_ key: TCOKey, to value: Double) -> Self {
    var changed = self
    let range = range(of: key)
    changed.values[key] = min(max(key.clamped(value), range.lowerBound), range.upperBound)
    return changed
  }

  /// What one input may be while all others are kept: an idle node takes no more than a busy one.
  func range(of key: TCOKey) -> ClosedRange<Double> {
    let range = key.range
    return switch key {
    case .nodeIdlePower: range.lowerBound...max(range.lowerBound, self[.nodeFullPower])
    case .nodeFullPower: self[.nodeIdlePower]...max(range.upperBound, self[.nodeIdlePower])
    default: range
    }
  }

  package var horizon: Int { Int(self[.horizonMonths]) }

  /// The effective annual rate as a rate a month, (1 + r)^(1/12) − 1: 8 % a year are 0.6434 % a month.
  package var monthlyRate: Double { EffectiveRate(annual: self[.discountRate]).monthly }

  /// Traffic of each month against today's, the first month being today's: f (1 + g)^(m − 1).
  package var volumes: [Double] {
    let (today, growth) = (self[.volumeFactor], 1 + self[.growthPerMonth])
    return (0..<horizon).map { today * pow(growth, Double($0)) }
  }

  /// What a vCPU of Graviton2 is taken to write.
  package var perVCPU: TokensPerSecond { TokensPerSecond(self[.tokensPerSecondPerVCPU]) }

  /// What the peaks of all workloads ask of nodes at today's traffic, unless given as such.
  package var peak: TokensPerSecond {
    TokensPerSecond(
      values[.peakTokensPerSecond]
        ?? (self[.peakVCPUs] * self[.tokensPerSecondPerVCPU] + self[.requestPeak])
        * self[.peakCoincidence])
  }

  package var average: TokensPerSecond {
    TokensPerSecond(
      values[.averageTokensPerSecond]
        ?? self[.averageVCPUs] * self[.tokensPerSecondPerVCPU] + self[.requestAverage])
  }
}
