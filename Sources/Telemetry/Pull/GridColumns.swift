/// Which queries of a grid belong to one function, and where their values go.
struct GridColumns {
  struct Column {
    let query: Int
    let metric: Metric
    let isSum: Bool
  }

  let queries: Range<Int>
  let stored: [Column]
  private let executions: Int?
  private let utilization: Int?

  /// `first` is the number of the function's first query.
  init(_ statistics: [LambdaStatistic], first: Int) {
    queries = first..<first + statistics.count
    stored = statistics.enumerated().compactMap { offset, statistic in
      statistic.stored.map {
        Column(query: first + offset, metric: $0, isSum: statistic.isSum)
      }
    }
    executions = statistics.firstIndex(of: .provisionedExecutions).map { first + $0 }
    utilization = statistics.firstIndex(of: .provisionedUtilization).map { first + $0 }
  }

  /// Environments kept ready in each slot: executions over utilization, a whole number.
  ///
  /// A period without traffic has a utilization of zero and says nothing about the number; it is taken
  /// from the period before it that did, else from the first after. NaN where none was configured.
  func provisioned(in grid: SeriesGrid) -> [Double]? {
    guard let executions, let utilization else { return nil }
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
}
