import Foundation

/// The interest that an option's first outlay earns by what it saves against staying, if it has one.
package enum RateOfReturn: Hashable, Sendable {
  case rate(EffectiveRate)
  case none(Absence)

  /// Why there is no rate.
  package enum Absence: Hashable, Sendable, CaseIterable {
    case isCurrent
    /// A single flow cannot earn.
    case oneMonth
    /// It never costs more than staying, so nothing is invested.
    case nothingInvested
    /// It never costs less than staying.
    case nothingSaved
    /// It saves first and costs later, as a loan does.
    case savesFirst
    /// The flows change sign more than once and no rate makes their value zero.
    case noRoot
  }

  /// - Parameter saving: what staying pays more than the option, month by month.
  package init(saving: CashFlow) {
    let flows = saving.months.map(\.value)
    let first = flows.first { $0 != 0 } ?? 0
    if flows.count == 1 {
      self = .none(.oneMonth)
    } else if flows.allSatisfy({ $0 >= 0 }) {
      self = .none(.nothingInvested)
    } else if flows.allSatisfy({ $0 <= 0 }) {
      self = .none(.nothingSaved)
    } else if first > 0 {
      self = .none(.savesFirst)
    } else if let monthly = Self.root(of: flows) {
      self = .rate(EffectiveRate(monthly: monthly))
    } else {
      self = .none(.noRoot)
    }
  }

  package var rate: EffectiveRate? {
    if case .rate(let rate) = self { return rate }
    return nil
  }

  /// The monthly rate nearest to zero at which the flows are worth nothing.
  ///
  /// Sought between −99.9 % and +14,700 % a month on a grid of ln(1 + i), then halved to the last bit; one
  /// change of sign has exactly one root (Descartes), more may have several.
  private static func root(of flows: [Double]) -> Double? {
    let grid = stride(from: -7.0, through: 5, by: 1.0 / 512)
    var best: Double?
    var previous: (log: Double, value: Double)?
    for log in grid {
      let value = worth(flows, log)
      if let previous, (previous.value < 0) != (value < 0) {
        let rate = expm1(bisect(flows, previous.log, log))
        if best.map({ abs(rate) < abs($0) }) ?? true { best = rate }
      }
      previous = (log, value)
    }
    return best
  }

  private static func bisect(_ flows: [Double], _ low: Double, _ high: Double) -> Double {
    var (low, high) = (low, high)
    let isNegativeBelow = worth(flows, low) < 0
    while true {
      let middle = low + (high - low) / 2
      guard low < middle, middle < high else { return middle }
      if (worth(flows, middle) < 0) == isNegativeBelow { low = middle } else { high = middle }
    }
  }

  /// Σ cₜ e^(−t·log), by Horner.
  private static func worth(_ flows: [Double], _ log: Double) -> Double {
    let factor = exp(-log)
    return flows.reversed().reduce(0) { $0 * factor + $1 }
  }
}
