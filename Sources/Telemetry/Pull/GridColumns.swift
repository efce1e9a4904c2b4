/// Which queries of a grid belong to one function, and where their values go.
struct GridColumns {
  struct Column {
    let query: Int
    let metric: Metric
    let isSum: Bool
  }

  let queries: Range<Int>
  let stored: [Column]
  /// The query of each statistic that the store does not keep as it came.
  private let others: [LambdaStatistic: Int]
  let hasInsights: Bool

  /// `first` is the number of the function's first query.
  init(_ statistics: [LambdaStatistic], first: Int) {
    queries = first..<first + statistics.count
    let numbered = zip(statistics, queries)
    stored = numbered.compactMap { statistic, query in
      statistic.stored.map { Column(query: query, metric: $0, isSum: statistic.isSum) }
    }
    others = Dictionary(
      uniqueKeysWithValues: numbered.filter { $0.0.stored == nil }.map { ($0, $1) })
    hasInsights = statistics.contains(.usedMemory)
  }

  /// Environments kept ready in each slot: executions over utilization, a whole number.
  ///
  /// A period without traffic has a utilization of zero and says nothing about the number; it is taken
  /// from the period before it that did, else from the first after. NaN where none was configured.
  func provisioned(in grid: SeriesGrid) -> [Double]? {
    guard let executions = others[.provisionedExecutions],
      let utilization = others[.provisionedUtilization]
    else { return nil }
    var environments = [Double](repeating: .nan, count: grid.slots)
    var last = Double.nan
    var waiting: [Int] = []
    for slot in 0..<grid.slots {
      let share = grid.value(utilization, at: slot)
      guard !share.isNaN else { continue }
      let busy = grid.value(executions, at: slot)
      if share > 0, busy > 0 {
        last = (busy / share).rounded()
        for earlier in waiting { environments[earlier] = last }
        waiting = []
      }
      if last.isNaN { waiting.append(slot) } else { environments[slot] = last }
    }
    return environments
  }

  /// What Lambda Insights measured in a slot; empty where it measured nothing.
  func insights(in grid: SeriesGrid, at slot: Int) -> InsightsSample {
    func value(_ statistic: LambdaStatistic) -> Double? {
      guard let query = others[statistic] else { return nil }
      let value = grid.value(query, at: slot)
      return value.isNaN ? nil : value
    }
    return InsightsSample(
      invocations: value(.measuredInvocations), usedMemoryMB: value(.usedMemory),
      initMilliseconds: value(.initSum))
  }
}
