import CostModel
import Pricing
import Reporting
import Telemetry

/// Makes one edition: pull, analyze, recommend, compare.
///
/// What fails is a gap in it, not the end of it.
struct ReportMaker: Sendable {
  let session: Session
  let request: ReportRequest
  let runID: String
  let ledger: ReportLedger
  let retry: StepRetry
  private(set) var gaps: [ReportGap] = []

  init(
    session: Session, request: ReportRequest, runID: String, ledger: ReportLedger, retry: StepRetry
  ) {
    self.session = session
    self.request = request
    self.runID = runID
    self.ledger = ledger
    self.retry = retry
  }

  /// An edition with what later reports compare with.
  typealias Made = (edition: ReportEdition, verdicts: [WorkloadVerdict])

  mutating func make() async throws -> Made {
    if let pull = request.pull {
      try await step(.pull) { maker in try await maker.pull(pull) }
    }
    let basis = try await step(.analyze) { maker in try maker.analyze() }
    let report = try await step(.recommend, needing: basis) { maker, basis in
      try maker.recommend(basis)
    }
    let comparison =
      request.comparesTotalCost
      ? try await step(.tco, needing: report) { maker, report in try maker.compareTotalCost(report)
      }
      : nil
    let changes = try await step(.compare, needing: report) { maker, report in
      try maker.compare(report)
    }
    if let gap = basis?.study.gap { lack(.pull, gap) }
    let edition = ReportEdition(
      runID: runID, period: request.period, recommendations: report ?? nothing,
      comparison: comparison, changes: changes?.changes ?? ReportChanges(since: nil),
      weeks: basis?.weeks ?? [:], gaps: gaps)
    return (edition, changes?.verdicts ?? [])
  }

  /// The report of a window that nothing could be said of.
  private var nothing: RecommendationReport {
    RecommendationReport(
      window: request.period.study, policy: session.configuration.policy ?? .rule,
      recommendations: [], unpriced: [], assumptions: [])
  }

  /// Nil where the step failed for good, which is then a gap; an interruption ends the job.
  @discardableResult
  private mutating func step<Value>(
    _ step: ReportGap.Step, _ body: (ReportMaker) async throws -> Value
  ) async throws -> Value? {
    try Task.checkCancellation()
    try ledger.enter(step.rawValue, of: runID)
    let maker = self
    do {
      return try await retry.run(step) { try await body(maker) }
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      lack(step, Messages.sentence(of: error))
      return nil
    }
  }

  private mutating func lack(_ step: ReportGap.Step, _ reason: String) {
    gaps.append(ReportGap(step: step, reason: reason))
    session.messages.failure("missing in the report (\(step.rawValue)): \(reason)")
  }

  /// A step that has nothing to work on after another failed, which has been said.
  private mutating func step<Basis, Value>(
    _ step: ReportGap.Step, needing basis: Basis?,
    _ body: (ReportMaker, Basis) async throws -> Value
  ) async throws -> Value? {
    guard let basis else { return nil }
    return try await self.step(step) { maker in try await body(maker, basis) }
  }
}
