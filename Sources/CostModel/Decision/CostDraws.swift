import Foundation

/// Traffic and token rates as they may have been, drawn many times.
///
/// A draw is one state of the world: every option of a workload is priced in it, so what two options
/// have in common does not tell them apart.
struct CostDraws: Sendable {
  /// Traffic against the traffic seen.
  let volumes: [Double]
  /// Standard deviations by which all machines are faster than estimated.
  let deviates: [Double]
  /// Standard deviations by which what is assumed of nodes turns out dearer.
  let assumed: [Double]

  /// The share of draws in which an option costs no more than any of the others.
  func share(won option: OptionCost, against others: [OptionCost]) -> Ratio {
    let rivals = others.filter { mayUndercut(option, $0) }
    guard !rivals.isEmpty else { return .one }
    let won = volumes.indices.count { draw in
      // Options at one price do not beat each other by the last bit of a sum.
      let limit = cost(option, draw).value * (1 - 1e-12)
      return rivals.allSatisfy { cost($0, draw).value >= limit }
    }
    return Ratio(Double(won) / Double(volumes.count))
  }

  /// False where the other is dearer in every draw: two straight lines that do not cross, or ranges apart.
  private func mayUndercut(_ option: OptionCost, _ other: OptionCost) -> Bool {
    guard let least = volumes.min(), let most = volumes.max() else { return false }
    if option.isCertain, other.isCertain {
      return [least, most].contains { other.at(volume: $0) < option.at(volume: $0) }
    }
    let farthest = 6.0
    let (lowest, highest) = (
      other.at(
        volume: least, speed: exp(other.spread * farthest),
        factor: exp(-other.fixedSpread * farthest)),
      option.at(
        volume: most, speed: exp(-option.spread * farthest),
        factor: exp(option.fixedSpread * farthest))
    )
    return lowest < highest
  }

  private func cost(_ option: OptionCost, _ draw: Int) -> USD {
    option.isCertain
      ? option.at(volume: volumes[draw])
      : option.at(
        volume: volumes[draw], speed: exp(option.spread * deviates[draw]),
        factor: exp(option.fixedSpread * assumed[draw]))
  }
}

extension OptionCost {
  fileprivate var isCertain: Bool { spread == 0 && fixedSpread == 0 }
}
