/// What one run of the scheduled report says: a value, rendered as a page, Markdown or JSON.
package struct ReportEdition: Hashable, Sendable {
  /// Follows from the configuration and the period: the same for every run of the same report.
  package let runID: String
  package let period: ReportPeriod
  package let recommendations: RecommendationReport
  /// Cloud against on-prem; nil where it was not asked for or could not be made, then a gap says why.
  package let comparison: TCOComparison?
  package let changes: ReportChanges
  /// When each workload is busy; none where the samples are too coarse to say.
  package let weeks: [Workload: WeekProfile]
  /// What should be in the report and is not.
  package let gaps: [ReportGap]

  package init(
    runID: String, period: ReportPeriod, recommendations: RecommendationReport,
    comparison: TCOComparison?, changes: ReportChanges, weeks: [Workload: WeekProfile],
    gaps: [ReportGap]
  ) {
    self.runID = runID
    self.period = period
    self.recommendations = recommendations
    self.comparison = comparison
    self.changes = changes
    self.weeks = weeks
    self.gaps = gaps
  }
}
