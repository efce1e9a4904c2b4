import CostModel
import Telemetry

/// What a pull planned, did and cost.
struct PullRecord: Sendable {
  /// One account and region.
  struct Region: Sendable {
    let pulled: PulledRegion
    let price: Price<MetricsRequested>
    var sweep: PullPlan?
    var detail: PullPlan?
    /// The detail is that of all workloads, because nobody knows yet which need it.
    var isDetailUpperBound = false
    var pass = PullPass()

    var cost: USD { price * MetricsRequested(Double(pass.metrics)) }
  }

  /// An account or region that did not get as far as its inventory.
  struct Unreached: Sendable {
    let name: String
    let reason: String
  }

  /// Epoch seconds.
  let window: Range<Int>
  let period: PullPeriod
  let isDryRun: Bool
  let limit: USD?
  let pointQuota: AWSQuota
  let startedAt: Instant
  var regions: [Region] = []
  var unreached: [Unreached] = []
  var wasInterrupted = false
  var seconds = 0.0

  var failures: [PullFailure] { regions.flatMap(\.pass.failures) }
  var cost: USD { regions.map(\.cost).sum() }

  /// Failed when nothing came of it at all, in part when something did or some periods stay unknown.
  var outcome: Outcome {
    if wasInterrupted { return .interrupted }
    if regions.isEmpty, !unreached.isEmpty { return .failed }
    let isWhole = regions.allSatisfy(\.pass.dropped.isEmpty)
    if unreached.isEmpty, failures.isEmpty, isWhole { return .done }
    return regions.allSatisfy(\.pass.pulled.isEmpty) && !failures.isEmpty ? .failed : .partial
  }
}
