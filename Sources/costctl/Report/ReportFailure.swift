import CostModel

/// Why a step of the report came to nothing.
enum ReportFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case pull(isPartial: Bool, reason: String)
  case tooOld(period: String, days: Int)
  case nothingStored
  case nothingInWindow(AnalysisWindow, first: Instant, last: Instant)
  case unknownRun(String)
  case ambiguousRun(String, ids: [String])
  case notMade(String)

  /// Another try would find the same; a pull that came in part has had its tries.
  var isFinal: Bool {
    switch self {
    case .pull(let isPartial, _): isPartial
    case .tooOld, .nothingStored, .nothingInWindow, .unknownRun, .ambiguousRun, .notMade: true
    }
  }

  var description: String {
    switch self {
    case .pull(let isPartial, let reason):
      "\(isPartial ? "some samples are missing" : "the report rests on stored samples"): \(reason)"
    case .tooOld(let period, let days):
      "CloudWatch keeps samples for \(days) days, and \(period) is further back"
    case .nothingStored:
      "the database holds no samples: fill it with 'costctl pull' or 'costctl import FILE'"
    case .nothingInWindow(let window, let first, let last):
      "nothing is stored between \(window.since.iso8601) and \(window.until.iso8601); the samples run "
        + "from \(first.iso8601) to \(last.iso8601)"
    case .unknownRun(let name):
      "no report is called \(name): 'costctl report history' lists them"
    case .ambiguousRun(let name, let ids):
      "\(name) may be \(ids.joined(separator: " or ")): name one of them"
    case .notMade(let id):
      "\(id) was never finished: 'costctl report run' completes it"
    }
  }
}
