import CostModel
import Telemetry

/// What one run of the report job is asked for.
struct ReportRequest: Sendable {
  /// What is sent once more, though it was sent or may have been.
  enum Resending: Sendable {
    case nothing
    /// Deliveries of which nobody knows whether they arrived.
    case unclear
    /// The report is made anew and goes everywhere.
    case everything
  }

  let period: ReportPeriod
  /// Nil where the stored samples have to do.
  let pull: Pull?
  /// Which account and endpoint it is delivered with, where it goes to S3.
  let access: DeliveryAccess
  let comparesTotalCost: Bool
  let resending: Resending

  struct Pull: Sendable {
    let access: AccessOptions
    let maximumCost: USD?
  }

  /// Follows from what the report's content follows from: where it goes and how long it is kept is not part
  /// of it.
  func runID(_ session: Session) -> String {
    let settings = session.configuration.entries.filter { !$0.key.hasPrefix("report.") }
      .map { "\($0.key)=\($0.value)" }
    let region = session.options.region.map { ["--region=\($0.name)"] } ?? []
    return ReportIdentity.runID(
      of: period, settings: settings + region + ["--tco=\(comparesTotalCost)"])
  }
}
