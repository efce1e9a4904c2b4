import CostModel
import Reporting
import TestSupport
import Testing

@Suite("The history of reports")
struct ReportHistoryTests {
  private static func period(_ name: String) -> ReportPeriod {
    guard let period = ReportPeriod(named: name) else { preconditionFailure("\(name) is a period") }
    return period
  }

  static let at = Instant(epochSeconds: 1_795_417_200)

  static let history = ReportHistory(runs: [
    ReportRun(
      id: "2026-W48-1f2e3d4c5b6a", period: period("2026-W48"), status: .partial,
      startedAt: at.advanced(by: 604_800), duration: .seconds(12.25), attempts: 2,
      apiCost: USD(0.0134),
      made: ReportRun.Made(
        at: at, subject: "s", summary: "t", workloads: 14, monthlyCost: USD(9476.884),
        monthlySaving: USD(3794.02), hasChanges: true),
      gaps: [ReportGap(step: .pull, reason: "no \"credentials\" <b>|\u{1b}[31m")],
      deliveries: [
        DeliveryRecord(
          target: "file reports/{period}.html", status: .delivered, attempts: 1,
          duration: .seconds(0.5), at: at),
        DeliveryRecord(
          target: "slack HOOK", status: .unclear, attempts: 1,
          detail: "the run ended while it was sent", at: at),
        DeliveryRecord(
          target: "email a@example.com", status: .skipped, attempts: 0, detail: "on: change", at: at
        ),
      ]),
    ReportRun(
      id: "2026-W47-1f2e3d4c5b6a", period: period("2026-W47"), status: .failed, startedAt: at,
      duration: .seconds(2), step: "render", failure: "the disk is full"),
  ])

  @Test("every format of the history is as accepted", arguments: OutputFormat.allCases)
  func golden(format: OutputFormat) throws {
    let bytes = Self.history.rendered(
      as: format, in: RenderContext(generatedAt: SampleFleet.generatedAt))
    try expectGolden(bytes, "report-history.\(format.rawValue)")
  }

  @Test("no reports are said in words")
  func empty() {
    let bytes = ReportHistory(runs: []).rendered(
      as: .table, in: RenderContext(generatedAt: SampleFleet.generatedAt))
    #expect(String(decoding: bytes, as: UTF8.self).contains("No report has been made yet"))
  }

  @Test("metrics are as accepted, and what is not known is left out")
  func metrics() throws {
    let whole = ReportMetrics(
      run: Self.history.runs[0], lastRun: Self.at, lastSuccess: Self.at.advanced(by: -604_800),
      status: .partial)
    try expectGolden(whole.text, "report-metrics.prom")
    let nothing = ReportMetrics(run: nil, lastRun: Self.at, lastSuccess: nil, status: .failed)
    let text = String(decoding: nothing.text, as: UTF8.self)
    #expect(text.contains("costctl_report_status{status=\"failed\"} 1\n"))
    #expect(!text.contains("monthly") && !text.contains("last_success"))
  }
}
