/// One answer of GetMetricData, its points in flat arrays.
struct MetricDataPage: Sendable, Hashable {
  enum Status: String, Sendable {
    case complete = "Complete"
    case partial = "PartialData"
    case forbidden = "Forbidden"
    case internalError = "InternalError"
  }

  struct Result: Sendable, Hashable {
    /// The number in the id `q12`; nil for an id that was never given.
    let query: Int?
    /// Nil for a code this program does not know.
    let status: Status?
    /// Where its points are in `instants` and `values`.
    let points: Range<Int>
    let messages: [String]
  }

  var results: [Result] = []
  /// Epoch seconds; NaN and other nonsense is `Int.min`.
  var instants: [Int] = []
  /// NaN where the answer held no number.
  var values: [Double] = []
  var nextToken: String?
  var messages: [String] = []
}
