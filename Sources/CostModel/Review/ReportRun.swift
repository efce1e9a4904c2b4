/// One report as the history keeps it: what was made for one period, and where it went.
package struct ReportRun: Hashable, Sendable {
  package enum Status: String, Codable, Hashable, Sendable, CaseIterable {
    case running
    /// Its process ended before it did; the next run completes it.
    case interrupted
    case done
    /// Something is missing in it, or some delivery failed or is unclear.
    case partial
    /// There is no report, or it reached nobody.
    case failed
  }

  package let id: String
  package let period: ReportPeriod
  package var status: Status
  /// Of the latest attempt.
  package let startedAt: Instant
  /// Of the latest attempt; nil while it runs and where it was killed.
  package let duration: Duration?
  package let attempts: Int
  /// What AWS charges for the pulls of all attempts.
  package let apiCost: USD
  /// The step under way, or the one that failed.
  package let step: String?
  /// Why there is no report, one sentence; nil where there is one.
  package let failure: String?
  /// Nil until the report is made.
  package let made: Made?
  package let gaps: [ReportGap]
  /// In the order in which they were first tried.
  package let deliveries: [DeliveryRecord]

  /// What is known of a report once it is made.
  package struct Made: Hashable, Sendable {
    package let at: Instant
    package let subject: String
    package let summary: String
    package let workloads: Int
    package let monthlyCost: USD
    package let monthlySaving: USD
    /// What `on: change` waits for.
    package let hasChanges: Bool

    package init(
      at: Instant, subject: String, summary: String, workloads: Int, monthlyCost: USD,
      monthlySaving: USD, hasChanges: Bool
    ) {
      self.at = at
      self.subject = subject
      self.summary = summary
      self.workloads = workloads
      self.monthlyCost = monthlyCost
      self.monthlySaving = monthlySaving
      self.hasChanges = hasChanges
    }
  }

  package init(
    id: String, period: ReportPeriod, status: Status, startedAt: Instant, duration: Duration? = nil,
    attempts: Int = 1, apiCost: USD = .zero, step: String? = nil, failure: String? = nil,
    made: Made? = nil, gaps: [ReportGap] = [], deliveries: [DeliveryRecord] = []
  ) {
    self.id = id
    self.period = period
    self.status = status
    self.startedAt = startedAt
    self.duration = duration
    self.attempts = attempts
    self.apiCost = apiCost
    self.step = step
    self.failure = failure
    self.made = made
    self.gaps = gaps
    self.deliveries = deliveries
  }

  /// It arrived somewhere, and nowhere is it open whether it did.
  package var wasDelivered: Bool {
    let tried = deliveries.filter { $0.status != .skipped }
    return !tried.isEmpty && tried.allSatisfy { $0.status == .delivered }
  }
}
