/// What on-prem's advantage may be when every assumption is drawn from what is thought possible.
package struct MonteCarlo: Hashable, Sendable {
  package let draws: Int
  package let seed: UInt64
  /// Share of the draws in which on-prem costs less than the cheapest cloud option.
  package let winProbability: Ratio
  /// On-prem's advantage in present value, at 5, 50 and 95 % of the draws.
  package let advantage: Quantiles
  /// What was drawn, and from which triangle; everything else stood still.
  package let drawn: [Drawn]

  package struct Quantiles: Hashable, Sendable {
    package let p5: USD
    package let p50: USD
    package let p95: USD
  }

  package struct Drawn: Hashable, Sendable {
    package let key: TCOKey
    package let distribution: Triangular
  }

  package static let standardDraws = 2000
  package static let standardSeed: UInt64 = 20_260_105
}

extension TCOModel {
  /// Draws every assumption that has a plausible range from a triangle with its value as the mode.
  ///
  /// What the user gave and what was measured is taken as certain. Draws are independent.
  package func monteCarlo(
    _ assumptions: TCOAssumptions, draws: Int = MonteCarlo.standardDraws,
    seed: UInt64 = MonteCarlo.standardSeed
  ) -> MonteCarlo {
    precondition(draws > 0, "nothing is learnt from no draw")
    var advantages = assumptions.draws(draws, seed: seed).map { advantage($0).value }
    let wins = advantages.count { $0 > 0 }
    advantages.sort()
    return MonteCarlo(
      draws: draws, seed: seed, winProbability: Ratio(Double(wins) / Double(draws)),
      advantage: MonteCarlo.Quantiles(
        p5: advantages.quantile(percent: 5), p50: advantages.quantile(percent: 50),
        p95: advantages.quantile(percent: 95)),
      drawn: assumptions.figures.compactMap(\.drawn))
  }
}

extension TCOAssumptions {
  /// The inputs as they may be, one set a draw.
  package func draws(_ count: Int, seed: UInt64 = MonteCarlo.standardSeed) -> [TCOParameters] {
    let drawn = figures.compactMap(\.drawn)
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      drawn.reduce(parameters) { parameters, one in
        let share = generator.nextShare()
        return parameters.setting(one.key, to: one.distribution.quantile(share))
      }
    }
  }
}

extension TCOFigure {
  fileprivate var drawn: MonteCarlo.Drawn? {
    guard standing.isAssumption, !key.isComputed, let value, let plausible,
      plausible.lowerBound < plausible.upperBound
    else { return nil }
    return MonteCarlo.Drawn(
      key: key,
      distribution: Triangular(low: plausible.lowerBound, mode: value, high: plausible.upperBound))
  }
}

extension SplitMix64 {
  /// Evenly in 0..<1, from the upper 53 bits.
  fileprivate mutating func nextShare() -> Double { Double(next() >> 11) * 0x1p-53 }
}

extension [Double] {
  /// The nearest rank of an ascending list.
  fileprivate func quantile(percent: Int) -> USD {
    USD(self[Swift.max(0, (count * percent + 99) / 100 - 1)])
  }
}
