package import CostModel

/// When a trial has been repeated enough.
package struct RepetitionPolicy: Hashable, Sendable {
  /// What all repetitions together may take.
  package var budget: Duration
  /// The half-width of the median's interval, over the median, that is narrow enough.
  package var tolerance = Ratio(0.01)
  package var leastRuns = 5
  package var mostRuns = 50

  package init(budget: Duration) { self.budget = budget }

  /// Whether these rates settle the median.
  ///
  /// The interval is the notch of McGill, Tukey and Larsen (1978): median ± 1.57 · IQR / √n, about
  /// 95 %. Rates of 99, 100, 100, 100 and 101 have quartiles of 100 and so a notch of 0.
  package func isSettled(_ rates: [TokensPerSecond]) -> Bool {
    guard rates.count >= leastRuns else { return false }
    guard rates.count < mostRuns else { return true }
    let sorted = rates.map(\.value).sorted()
    let range = sorted.quantile(0.75) - sorted.quantile(0.25)
    let notch = 1.57 * range / Double(sorted.count).squareRoot()
    return notch <= tolerance.value * sorted.quantile(0.5)
  }
}

extension RateSpread {
  /// Nil for no repetition at all.
  init?(_ rates: [TokensPerSecond]) {
    let sorted = rates.map(\.value).sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    self.init(
      median: TokensPerSecond(sorted.quantile(0.5)), min: TokensPerSecond(first),
      max: TokensPerSecond(last), runs: sorted.count)
  }
}

extension [Double] {
  /// Of ascending values, interpolated between the two nearest: the median of 1, 2, 4, 9 is 3.
  fileprivate func quantile(_ share: Double) -> Double {
    let place = share * Double(count - 1)
    let below = Int(place)
    let above = Swift.min(below + 1, count - 1)
    return self[below] + (place - Double(below)) * (self[above] - self[below])
  }
}
