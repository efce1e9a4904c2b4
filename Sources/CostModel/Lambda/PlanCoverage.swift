/// How much of a workload the best commitment by the hour covers.
///
/// A Savings Plan is paid every hour, used or not, so the hours that fall below the commitment waste
/// it: committing to x executions costs r · x + E[max(load − x, 0)] of the on-demand price, r being the
/// plan's share of it. The least lies at the smallest load that is exceeded at most r of the time
/// (Arrow, Harris and Marschak, "Optimal inventory policy", 1951). With r = 0.88 a steady load pays
/// 88 %; one that is silent 20 % of the time commits to nothing.
package struct PlanCoverage: Hashable, Sendable {
  /// What the plan pays for all the time, against the average load; zero where no commitment saves.
  package let committed: Double
  /// Executions at once that are committed to.
  package let executions: Double
  /// Executions at once beyond them, and in all, on average.
  package let beyond: Double
  package let mean: Double
  /// What duration costs with it, against on demand.
  package let factor: Double
  /// Share of the window with a load above none.
  package let active: Ratio

  /// - Parameter rate: the plan's price against the one it replaces.
  package init(_ concurrency: ConcurrencyDistribution, in window: AnalysisWindow, rate: Double) {
    let seconds = Double(window.seconds)
    let levels = concurrency.levels.map {
      (load: Double($0.executions), share: Double($0.seconds) / seconds)
    }
    mean = levels.reduce(0) { $0 + $1.load * $1.share }
    active = Ratio(levels.reduce(0) { $0 + $1.share }).clamped
    var above = active.value
    var best = 0.0
    for level in levels {
      guard above > rate else { break }
      best = level.load
      above -= level.share
    }
    guard best > 0, mean > 0, rate < 1 else {
      (committed, executions, beyond, factor) = (0, 0, 0, 1)
      return
    }
    executions = best
    beyond = levels.reduce(0) { $0 + max($1.load - best, 0) * $1.share }
    committed = best / mean
    factor = (rate * best + beyond) / mean
  }
}
