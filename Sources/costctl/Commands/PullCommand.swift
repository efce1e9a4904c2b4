import ArgumentParser
import CostModel
import Telemetry

/// Brings Lambda's inventory and CloudWatch's metrics into the database.
struct PullCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull",
    abstract: "Fetch the functions and their metrics from AWS into the database.",
    discussion: """
      Lists the functions, which is free, then asks CloudWatch for what the database does not hold \
      yet; the last three hours are asked again, because points arrive late. AWS charges for each \
      metric asked for, whatever the length of time: --dry-run says how much before anything is \
      paid. Without --period one sweep by the hour covers everything, and only workloads near a \
      threshold are asked again by the minute.

      Examples:
        costctl pull --dry-run
        costctl pull --since 30d --function 'chat-*' --max-api-cost 0.50
        costctl pull --profile prod --all-regions
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Start: ISO 8601, YYYY-MM-DD, or an age before the end such as 14d (default: 14d).",
      valueName: "time"),
    transform: Self.timePoint)
  var since: TimePoint?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "End, itself excluded: ISO 8601, YYYY-MM-DD, or an age before now (default: now).",
      valueName: "time"),
    transform: Self.timePoint)
  var until: TimePoint?

  @Option(name: .long, help: "Seconds per sample; CloudWatch keeps 60 for 15 days, 300 for 63.")
  var period: PullPeriod = .auto

  @Option(
    name: .customLong("function"),
    help: ArgumentHelp(
      "Only functions whose name fits this pattern; may be repeated.", valueName: "glob"))
  var functions: [String] = []

  @Flag(name: .long, help: "Say what would be asked and what it costs, and pay for nothing.")
  var dryRun = false

  @Option(
    name: .customLong("max-api-cost"),
    help: ArgumentHelp("Stop before AWS charges more than this.", valueName: "usd"))
  var maximumCost: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "CloudWatch's quota of points a second, where AWS has raised it for the account.",
      valueName: "n"))
  var pointsPerSecond = Int(AWSQuota.metricPoints.perSecond)

  @Flag(
    name: .long,
    help: "Pull every region the account has enabled; needs ec2:DescribeRegions as well.")
  var allRegions = false

  @Option(name: .long, help: "json writes a summary to the output; table writes none.")
  var format: RecordFormat = .table

  @OptionGroup(title: "AWS") var access: AccessOptions
  @OptionGroup(title: "Result") var file: OutputFileOption
  @OptionGroup(title: "Common") var global: GlobalOptions

  func validate() throws {
    if let maximumCost, !(maximumCost.isFinite && maximumCost >= 0) {
      throw ValidationError("--max-api-cost is an amount of USD, zero or more")
    }
    if pointsPerSecond < 1 {
      throw ValidationError("--points-per-second is a number of one or more")
    }
    if allRegions, global.region != nil {
      throw ValidationError("--all-regions and --region exclude each other")
    }
  }

  func run(in surroundings: Surroundings) async throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let window = try window(at: surroundings.clock)
    let job = PullJob(
      session: session,
      scope: PullScope(
        session: session, access: access, isAllRegions: allRegions,
        pointQuota: .metricPoints(perSecond: Double(pointsPerSecond))),
      window: window, period: period, functions: functions.map(NamePattern.init),
      maximumCost: maximumCost.map { USD($0) }, isDryRun: dryRun)
    let task = Task { try await job.run() }
    Interruption.cancelling { task.cancel() }
    defer { Interruption.cancelling(nil) }
    let record = try await task.value
    if format == .json {
      try file.destination.write(record.json(generatedAt: try surroundings.generatedAt()))
    } else if dryRun {
      try file.destination.write(record.planTable())
    }
    return record.outcome
  }

  private func window(at now: Instant) throws -> AnalysisWindow {
    let end = min(until?.before(now) ?? now, now)
    let start = (since ?? WindowOptions.standardLength).before(end)
    guard start < end else { throw WindowError.empty(since: start, until: end) }
    let retention = period.retention ?? .hour
    guard retention.reaches(back: start, at: now) else {
      throw ValidationError(
        "CloudWatch keeps samples of \(retention.seconds) seconds for \(retention.days) days: "
          + "--since (\(start.iso8601)) is further back")
    }
    return AnalysisWindow(since: start, until: end)
  }

  private static func timePoint(_ text: String) throws -> TimePoint {
    guard let point = TimePoint(text) else { throw ValidationError(TimePoint.refusal(of: text)) }
    return point
  }
}

/// The period a pull asks for.
enum PullPeriod: String, ExpressibleByArgument, CaseIterable {
  case auto
  case minute = "60"
  case fiveMinutes = "300"
  case hour = "3600"

  /// Nil where the pull chooses.
  var retention: MetricRetention? {
    switch self {
    case .auto: nil
    case .minute: .minute
    case .fiveMinutes: .fiveMinutes
    case .hour: .hour
    }
  }
}
