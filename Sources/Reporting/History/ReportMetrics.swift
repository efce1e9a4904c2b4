package import CostModel

/// How the scheduled report is getting on, for node_exporter's textfile collector.
///
/// In Prometheus' text format 0.0.4; what is not known is left out, so that nobody takes it for zero.
package struct ReportMetrics: Hashable, Sendable {
  package let run: ReportRun?
  /// When the command was last started, whatever came of it.
  package let lastRun: Instant
  package let lastSuccess: Instant?
  /// How this run of the command ended.
  package let status: ReportRun.Status

  package init(
    run: ReportRun?, lastRun: Instant, lastSuccess: Instant?, status: ReportRun.Status
  ) {
    self.run = run
    self.lastRun = lastRun
    self.lastSuccess = lastSuccess
    self.status = status
  }

  package var text: [UInt8] {
    var text = ""
    func gauge(_ name: String, _ help: String, _ value: Double?, labels: String = "") {
      guard let value else { return }
      text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
      text += "\(name)\(labels) \(ShortestDecimal(value).text())\n"
    }
    func at(_ instant: Instant?) -> Double? { instant.map { Double($0.epochSeconds) } }
    gauge(
      "costctl_report_last_run_timestamp_seconds", "When costctl report run was last started.",
      at(lastRun))
    gauge(
      "costctl_report_last_success_timestamp_seconds",
      "When a report was last made and delivered whole.",
      at(lastSuccess))
    text += "# HELP costctl_report_status How the last run ended: 1 at its status.\n"
    text += "# TYPE costctl_report_status gauge\n"
    for status in [ReportRun.Status.done, .partial, .failed] {
      text +=
        "costctl_report_status{status=\"\(status.rawValue)\"} \(status == self.status ? 1 : 0)\n"
    }
    let made = run?.made
    gauge(
      "costctl_report_duration_seconds", "How long the report's last run took.",
      run?.duration?.inSeconds)
    gauge(
      "costctl_report_api_cost_usd", "What AWS charges for the report's pulls.", run?.apiCost.value)
    gauge("costctl_report_workloads", "Workloads in the report.", made.map { Double($0.workloads) })
    gauge(
      "costctl_report_monthly_cost_usd", "A month of all workloads as they run now.",
      made?.monthlyCost.value)
    gauge(
      "costctl_report_monthly_saving_usd", "What a month costs less as advised.",
      made?.monthlySaving.value)
    for (name, help, statuses) in [
      ("failed", "Deliveries that did not arrive.", [DeliveryRecord.Status.failed]),
      ("unclear", "Deliveries nobody knows of whether they arrived.", [.unclear, .sending]),
    ] {
      gauge(
        "costctl_report_deliveries_\(name)", help,
        run.map { run in Double(run.deliveries.count { statuses.contains($0.status) }) })
    }
    return Array(text.utf8)
  }
}
