import CostModel

/// What `report install` sets up: rendered as text, and put where the scheduler reads it.
struct InstallPlan: Hashable, Sendable {
  let calendar: ReportCalendar
  let run: ScheduledRun
  let account: ServiceAccount
  /// The container image that holds the program.
  let image: String
  /// The configuration's text, where the scheduler has to bring it along.
  let configuration: String?
  /// Where S3 deliveries go.
  let buckets: [BucketPrefix]
  let region: String

  /// Where a service of its own keeps its state, in a container and under a dynamic account.
  static let stateFolder = "/var/lib/costctl"
  static let systemConfiguration = "/etc/costctl/config.yaml"
  static let containerExecutable = "/usr/local/bin/costctl"
  /// What a run that neither ends nor fails is given.
  static let longestRun = Duration.seconds(7_200)
  /// How far hosts with the same calendar are spread.
  static let spread = Duration.seconds(900)
}
