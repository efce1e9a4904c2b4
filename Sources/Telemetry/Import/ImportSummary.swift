package import CostModel

/// What an import brought in.
package struct ImportSummary: Sendable, Hashable {
  /// Rows of the CSV file, or points of the metric stream, that were stored.
  package let rows: Int
  package let workloads: Int
  /// The covered range recorded for every workload in the file.
  package let since: Instant
  package let until: Instant
  /// Points of a metric stream about something else than a Lambda function.
  package let ignored: Int

  package init(rows: Int, workloads: Int, since: Instant, until: Instant, ignored: Int = 0) {
    self.rows = rows
    self.workloads = workloads
    self.since = since
    self.until = until
    self.ignored = ignored
  }
}
