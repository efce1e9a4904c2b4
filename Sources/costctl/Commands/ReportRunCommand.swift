import ArgumentParser
import CostModel
import Reporting
import Telemetry

/// Makes the report of a period and delivers it, once.
struct ReportRunCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Pull, analyze, recommend, and deliver the report of the last full period.",
    discussion: """
      Looks at the 14 days that end with the day or week, or at the month. Goes where report.deliver in \
      the configuration says; without it to reports/{period}.html beside the database. With tco in the \
      configuration, or --tco, cloud is compared with on-prem.

      A step that fails is tried again, and if it fails for good the report comes without it, says so, \
      and the exit code is 3; so it is when a delivery failed or may have failed. It is 1 when there is \
      no report, when it reached nobody, or when another report of the same database is being made.

      The report of a period is made and delivered once. A run that was killed is completed by the \
      next; what it was just sending to a webhook, a chat or a mailbox is not sent again, because it may \
      have arrived: --resend sends it. --force makes the report anew and sends it everywhere.

      Examples:
        costctl report run --dry-run
        costctl report run --max-api-cost 0.50
        costctl report run --for 2026-W48 --no-pull --format markdown
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How often: daily, weekly or monthly (default: report.period in the configuration, weekly).",
      valueName: "cadence"))
  var period: ReportCadence?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "The period: 2026-11-26, 2026-W48 or 2026-11 (default: the last that is over, in UTC).",
      valueName: "period"),
    transform: { text in
      guard let period = ReportPeriod(named: text) else {
        throw ValidationError(
          "--for: '\(text)' is no day, ISO week or month such as 2026-11-26, 2026-W48 or 2026-11")
      }
      return period
    })
  var named: ReportPeriod?

  @Flag(name: .long, inversion: .prefixedNo, help: "Pull from AWS first.")
  var pull = true

  @Option(
    name: .customLong("max-api-cost"),
    help: ArgumentHelp("Stop pulling before AWS charges more than this.", valueName: "usd"))
  var maximumCost: Double?

  @Flag(name: .long, help: "Compare cloud with on-prem, as tco in the configuration also asks for.")
  var tco = false

  @Flag(name: .long, help: "Say what would be done and delivered, and touch nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Make the report anew and send it everywhere, also where it has been.")
  var force = false

  @Flag(name: .long, help: "Send again what may or may not have arrived.")
  var resend = false

  @Option(
    name: .long,
    help: "Also write the report: html, markdown or json (default with --output: html).")
  var format: EditionFormat?

  @Option(
    name: .customLong("metrics-file"),
    help: ArgumentHelp(
      "Write metrics for node_exporter's textfile collector (default: report.metrics_file).",
      valueName: "path"))
  var metricsFile: String?

  @OptionGroup(title: "AWS") var access: AccessOptions
  @OptionGroup(title: "Result") var file: OutputFileOption
  @OptionGroup(title: "Common") var global: GlobalOptions

  func validate() throws {
    if let maximumCost, !(maximumCost.isFinite && maximumCost >= 0) {
      throw ValidationError("--max-api-cost is an amount of USD, zero or more")
    }
    if let period, let named, period != named.cadence {
      throw ValidationError(
        "--for \(named.name) is \(named.cadence.rawValue), not \(period.rawValue)")
    }
    if force && resend {
      throw ValidationError("--force sends everything again, and so includes --resend: give one")
    }
    if metricsFile == "" { throw ValidationError("--metrics-file needs a path") }
  }

  func run(in surroundings: Surroundings) async throws -> Outcome {
    let session = try Session(global, in: surroundings)
    let request = try request(session)
    if dryRun {
      try file.destination.write(Array(try ReportPlan(request, session).text.utf8))
      return .done
    }
    let metrics = ReportMetricsFile(session, flag: metricsFile)
    let job = ReportJob(session: session, request: request, timer: ContinuousClock())
    let task = Task { try await job.run() }
    Interruption.cancelling { task.cancel() }
    defer { Interruption.cancelling(nil) }
    do {
      let run = try await task.value
      try metrics.write(run)
      if format != nil || file.output != nil { try write(run, session) }
      tell(run, session)
      return run.outcome
    } catch is CancellationError {
      return .interrupted
    } catch let error as ReportLockError {
      // Whoever holds the lock writes the metrics.
      throw error
    } catch {
      try? metrics.write(nil)
      throw error
    }
  }

  private func request(_ session: Session) throws -> ReportRequest {
    let clock = session.surroundings.clock
    let period = named ?? ReportPeriod(lastBefore: clock, session.reportCadence(period))
    guard period.range.until <= clock else {
      throw ValidationError(
        "--for: \(period.name) is not over before \(period.range.until.iso8601): name an earlier one"
      )
    }
    return ReportRequest(
      period: period,
      pull: pull
        ? ReportRequest.Pull(access: access, maximumCost: maximumCost.map { USD($0) }) : nil,
      access: DeliveryAccess(
        profile: access.profile, endpointURL: access.endpointURL,
        allowsPlainHTTP: access.allowsPlainHTTP),
      comparesTotalCost: tco || session.comparesTotalCost,
      resending: force ? .everything : resend ? .unclear : .nothing)
  }

  private func write(_ run: ReportRun, _ session: Session) throws {
    let format = format ?? .html
    let ledger = try ReportLedger(session.openForReading())
    guard let bytes = try ledger.document(format.rawValue, of: run.id) else {
      throw ReportFailure.notMade(run.id)
    }
    try file.destination.write(bytes)
  }

  private func tell(_ run: ReportRun, _ session: Session) {
    if let made = run.made { session.messages.note(made.subject) }
    if run.status == .failed, let failure = run.failure { session.messages.failure(failure) }
  }
}

extension ReportCadence: ExpressibleByArgument {}
extension EditionFormat: ExpressibleByArgument {}

extension ReportRun {
  fileprivate var outcome: Outcome {
    switch status {
    case .done: .done
    case .partial, .running: .partial
    case .failed: .failed
    case .interrupted: .interrupted
    }
  }
}
