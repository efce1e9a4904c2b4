import CostModel
import Foundation
import Reporting
import Telemetry

/// The scheduled report as one job: make it, keep it, deliver it, record what became of it.
///
/// Everything it knows is in the store, so that a run finds what a killed one left and completes it.
struct ReportJob: Sendable {
  let session: Session
  let request: ReportRequest
  let timer: any Clock<Duration>

  /// How the report of the period now stands.
  func run() async throws -> ReportRun {
    let database = try session.database().value
    let store = try session.openForWriting()
    let lock = try ReportLock.take(for: database, at: session.surroundings.clock)
    defer { withExtendedLifetime(lock) {} }
    let ledger = try ReportLedger(store)
    let id = request.runID(session)
    if let settled = try settled(ledger.run(id)) { return settled }
    let start = ContinuousClock.now
    func elapsed() -> Duration { start.duration(to: .now) }
    let begun = try ledger.begin(
      id, period: request.period, at: session.surroundings.clock,
      anew: request.resending == .everything)
    do {
      let run = try await made(begun, ledger)
      let records = try await deliver(run, ledger)
      let (status, failure) = Self.verdict(gaps: run.gaps, records)
      try ledger.finish(id, as: status, after: elapsed(), failure: failure)
    } catch is CancellationError {
      try ledger.finish(id, as: .interrupted, after: elapsed())
      throw CancellationError()
    } catch {
      let reason = Messages.sentence(of: error)
      // Where even this cannot be stored, the next run finds it running, and nobody at it.
      try? ledger.finish(id, as: .failed, after: elapsed(), failure: reason)
      throw error
    }
    try prune(ledger)
    guard let run = try ledger.run(id) else { throw ReportFailure.unknownRun(id) }
    return run
  }

  /// What is finished and has nothing left to send.
  private func settled(_ run: ReportRun?) throws -> ReportRun? {
    guard let run, let made = run.made, request.resending != .everything,
      run.status == .done || run.status == .partial || run.status == .failed,
      !Self.isWorthRemaking(run)
    else { return nil }
    let open = ReportDispatch.all(try session.deliveries(), known: run.deliveries).filter {
      let decision = $0.decision(for: made, resending: request.resending)
      return decision == .send || decision == .hold || decision == .skip && $0.known == nil
    }
    guard open.isEmpty else { return nil }
    session.messages.note(
      "the report \(run.period.name) was made on \(made.at.iso8601) and is where it should be; "
        + "--force makes and sends it anew")
    return run
  }

  /// A report with gaps that nobody has seen may as well be made again, now that the gaps may close.
  private static func isWorthRemaking(_ run: ReportRun) -> Bool {
    !run.gaps.isEmpty
      && run.deliveries.allSatisfy { $0.status == .failed || $0.status == .skipped }
  }

  /// The run with its report: as it was kept, or made now.
  private func made(_ run: ReportRun, _ ledger: ReportLedger) async throws -> ReportRun {
    if run.made != nil, !Self.isWorthRemaking(run) { return run }
    var maker = ReportMaker(
      session: session, request: request, runID: run.id, ledger: ledger,
      retry: StepRetry(timer: timer, messages: session.messages))
    let (edition, verdicts) = try await maker.make()
    try ledger.enter("render", of: run.id)
    let context = RenderContext(generatedAt: try session.surroundings.generatedAt())
    let documents = EditionFormat.allCases.map {
      (format: $0.rawValue, bytes: edition.rendered(as: $0, in: context))
    }
    try ledger.keep(
      ReportRun.Made(edition, at: context.generatedAt), gaps: edition.gaps, documents: documents,
      verdicts: verdicts, of: run.id)
    guard let kept = try ledger.run(run.id) else { throw ReportFailure.unknownRun(run.id) }
    return kept
  }

  private func deliver(_ run: ReportRun, _ ledger: ReportLedger) async throws -> [DeliveryRecord] {
    guard let made = run.made else { throw ReportFailure.notMade(run.id) }
    try ledger.enter("deliver", of: run.id)
    let attachments = try EditionFormat.allCases.map { format in
      guard let bytes = try ledger.document(format.rawValue, of: run.id) else {
        throw ReportFailure.notMade(run.id)
      }
      return Parcel.Attachment(
        name: "costctl-\(run.period.name).\(format.fileExtension)", mediaType: format.mediaType,
        bytes: bytes)
    }
    let parcel = Parcel(
      runID: run.id, period: run.period.name, subject: made.subject, summary: made.summary,
      attachments: attachments)
    return try await ReportDelivering(
      session: session, ledger: ledger, runID: run.id, access: request.access,
      resending: request.resending
    ).deliver(parcel, made, ReportDispatch.all(try session.deliveries(), known: run.deliveries))
  }

  private static func verdict(
    gaps: [ReportGap], _ records: [DeliveryRecord]
  ) -> (ReportRun.Status, failure: String?) {
    let tried = records.filter { $0.status != .skipped }
    if let first = tried.first, tried.allSatisfy({ $0.status == .failed }) {
      let reason = first.detail.map { ": \($0)" } ?? ""
      return (.failed, "it reached nobody, \(first.target) failed\(reason)")
    }
    let isWhole = gaps.isEmpty && tried.allSatisfy { $0.status == .delivered }
    return (isWhole ? .done : .partial, nil)
  }

  private func prune(_ ledger: ReportLedger) throws {
    let removed = try ledger.prune(
      session.configuration.report.keep ?? .standard, at: session.surroundings.clock)
    if removed > 0 {
      session.messages.detail("\(PullRecord.count(removed, "old report")) removed")
    }
  }
}

extension ReportRun.Made {
  fileprivate init(_ edition: ReportEdition, at instant: Instant) {
    self.init(
      at: instant, subject: edition.subject, summary: edition.summary,
      workloads: edition.recommendations.recommendations.count
        + edition.recommendations.unpriced.count,
      monthlyCost: edition.recommendations.monthlyCostNow,
      monthlySaving: edition.recommendations.monthlySaving, hasChanges: edition.changes.areNews)
  }
}

extension EditionFormat {
  var mediaType: String {
    switch self {
    case .html: "text/html; charset=utf-8"
    case .markdown: "text/markdown; charset=utf-8"
    case .json: "application/json"
    }
  }
}
