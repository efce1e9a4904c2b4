import CostModel
import Reporting
import Telemetry

/// The file that tells node_exporter how the report is getting on; it appears whole or not at all.
struct ReportMetricsFile {
  private let session: Session
  private let path: String?

  /// `--metrics-file`, else `report.metrics_file`; without either nothing is written.
  init(_ session: Session, flag: String?) {
    self.session = session
    path = (flag ?? session.configuration.report.metricsFile).map(session.surroundings.absolute)
  }

  /// - Parameter run: nil where the command failed before it had a report.
  func write(_ run: ReportRun?) throws {
    guard let path else { return }
    let lastSuccess = try? ReportLedger(session.openForReading()).lastSuccess()
    let metrics = ReportMetrics(
      run: run, lastRun: session.surroundings.clock, lastSuccess: lastSuccess,
      status: run?.status ?? .failed)
    StagedFile(target: path).removeLeftovers()
    try StagedFile(target: path).replace(with: metrics.text)
  }
}
