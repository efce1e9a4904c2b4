/// What a batch has brought so far.
struct DownloadState {
  private(set) var grid: SeriesGrid
  /// By query: the status of the last page that spoke of it; nil when none did.
  private var statuses: [MetricDataPage.Status?]
  private var messages: [Int: String] = [:]
  var calls = 0
  /// Metrics that AWS bills.
  var billed = 0
  private(set) var points = 0
  private var isAnswered = false
  /// Why no further page was asked for; nil while nothing stood in the way.
  private(set) var ending: PullFailure.Reason?

  init(grid: SeriesGrid, queries: Int) {
    self.grid = grid
    statuses = Array(repeating: nil, count: queries)
  }

  /// `asked[k]` is the query that went out with the id `qk`.
  mutating func merge(_ page: MetricDataPage, asked: [Int]) {
    isAnswered = true
    points += page.values.count
    for result in page.results {
      guard let id = result.query, id < asked.count else { continue }
      let query = asked[id]
      grid.merge(page, result.points, query: query)
      statuses[query] = result.status
      if let message = result.messages.first { messages[query] = message }
    }
  }

  /// A first call that was refused is not billed; what was cut off may have been.
  mutating func end(_ reason: PullFailure.Reason) {
    ending = reason
    if reason.isForAll, !isAnswered { billed = 0 }
  }

  /// Whether asking once more may complete it.
  func isOpen(_ query: Int) -> Bool {
    switch statuses[query] {
    case .complete, .forbidden, .internalError: false
    case .partial, nil: true
    }
  }

  func failure(of query: Int) -> PullFailure.Reason? {
    let message = messages[query] ?? ""
    return switch statuses[query] {
    case .complete: nil
    case .forbidden: .forbidden(message)
    case .internalError: .internalError(message)
    case .partial, nil: ending ?? .incomplete(rounds: BatchDownload.maximumRounds)
    }
  }
}
