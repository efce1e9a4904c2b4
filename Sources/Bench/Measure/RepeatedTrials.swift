package import CostModel

/// Trials repeated in turn until each is settled or time is up.
///
/// In turn, so that what drifts on the host drifts for all of them alike.
package struct RepeatedTrials: Sendable {
  private struct Series {
    let trial: RateTrial
    var rates: [TokensPerSecond] = []
    /// What the latest repetition took.
    var duration: Duration?
  }

  private let policy: RepetitionPolicy
  private var series: [Series]

  package init(_ trials: [RateTrial], policy: RepetitionPolicy) {
    self.policy = policy
    series = trials.map { Series(trial: $0) }
  }

  /// What every repeated trial gave, in the order of the trials.
  package var measurements: [RateMeasurement] {
    series.compactMap { series in
      RateSpread(series.rates).map {
        RateMeasurement(
          test: series.trial.test, threads: series.trial.threads, batch: series.trial.batch,
          rate: $0)
      }
    }
  }

  /// The trials that there was no time for.
  package var leftOut: [RateTrial] { series.filter { $0.rates.isEmpty }.map(\.trial) }

  /// Repeats the trials.
  ///
  /// - Parameters:
  ///   - elapsed: the time since the budget began to run.
  ///   - rate: runs one repetition.
  package mutating func run(
    elapsed: () -> Duration, rate: (RateTrial) -> TokensPerSecond
  ) {
    var isRunning = true
    while isRunning {
      isRunning = false
      for index in series.indices where !policy.isSettled(series[index].rates) {
        let start = elapsed()
        guard start + expectedDuration(index) <= policy.budget else { continue }
        series[index].rates.append(rate(series[index].trial))
        series[index].duration = elapsed() - start
        isRunning = true
      }
    }
  }

  /// What the next repetition will take: as long as the last, or, of a trial that has none yet, what
  /// the same test took, in proportion to threads and sequences.
  private func expectedDuration(_ index: Int) -> Duration {
    if let duration = series[index].duration { return duration }
    let trial = series[index].trial
    let alike = series.last { $0.trial.test == trial.test && $0.duration != nil }
    guard let alike, let duration = alike.duration else { return .zero }
    let work = Double(trial.batch) / Double(alike.trial.batch)
    let hands = Double(alike.trial.threads) / Double(trial.threads)
    return duration * max(work * hands, 1)
  }
}
