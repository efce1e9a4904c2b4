import ArgumentParser
import CostModel
import Telemetry

/// Has the report come by itself.
struct ReportInstallCommand: CostctlCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Have the report come by itself: systemd, cron, Kubernetes or EventBridge.",
    discussion: """
      Sets up 'costctl report run' for you, with the configuration and the database in force now, \
      named by their full paths. A second call changes what differs and nothing else; --uninstall \
      takes it away and leaves database, configuration and reports. --print shows everything and \
      touches nothing; Kubernetes and EventBridge are only printed.

      A calendar is [DAYS] HH:MM [ZONE]. DAYS: daily, Mon, Mon,Thu, Mon..Fri, the 1,15 of each \
      month, last (day of the month). Without ZONE the scheduler's clock counts: of this machine, \
      UTC in Kubernetes and EventBridge.

      Secrets stay out of what is written: they are read from costctl/report.env in \
      $XDG_CONFIG_HOME (/etc with --system), from a Kubernetes Secret, or from AWS Secrets Manager.

      What follows -- goes to 'costctl report run' as it is.

      Examples:
        costctl report install --print
        costctl report install --calendar 'Mon 07:00 Europe/Berlin'
        sudo costctl report install --system --config /etc/costctl/config.yaml
        costctl report install --cron -- --max-api-cost 0.50
        costctl report install --kubernetes --image registry/costctl:1 > job.yaml
      """)

  @Flag var scheduler: Scheduler = .systemd

  @Option(
    name: .long,
    help: ArgumentHelp(
      "When it comes (default: at 07:00 after each report.period).", valueName: "calendar"),
    transform: { text in
      do { return try ReportCalendar(text) } catch { throw ValidationError("\(error)") }
    })
  var calendar: ReportCalendar?

  @Flag(name: .long, help: "A unit of the system instead of yours, under an account of its own.")
  var system = false

  @Option(
    name: .long,
    help: ArgumentHelp("The account a --system unit runs as.", valueName: "user"))
  var runAs: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The container image that holds costctl.", valueName: "image"))
  var image = "costctl:\(Costctl.configuration.version)"

  @Flag(name: .customLong("print"), help: "Show everything on standard output, touch nothing.")
  var prints = false

  @Flag(name: .long, help: "Take away what was installed.")
  var uninstall = false

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("What the scheduled run is given.", valueName: "option of report run"))
  var runOptions: [String] = []

  @OptionGroup(title: "AWS") var access: AccessOptions
  @OptionGroup(title: "Common") var global: GlobalOptions

  func validate() throws {
    if system && scheduler != .systemd { throw ValidationError("--system is for --systemd only") }
    if runAs != nil && !system { throw ValidationError("--run-as needs --system") }
    if let runAs, !Self.isAccountName(runAs) {
      throw ValidationError("--run-as: '\(runAs)' is no name of an account")
    }
    do { _ = try ReportRunCommand.parse(runOptions) } catch {
      throw ValidationError("after --: \(ReportRunCommand.message(for: error))")
    }
    if image.isEmpty { throw ValidationError("--image needs a name") }
    if uninstall && (prints || scheduler.isPrintedOnly) {
      throw ValidationError("--uninstall takes away what was installed here, and nothing printed")
    }
    guard let calendar else { return }
    do {
      if scheduler == .cron { _ = try calendar.cron() }
      if scheduler == .kubernetes { _ = try calendar.kubernetes() }
    } catch {
      throw ValidationError("\(error)")
    }
  }

  private static func isAccountName(_ text: String) -> Bool {
    text.first.map { $0.isLetter || $0 == "_" } == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
  }

  func run(in surroundings: Surroundings) async throws -> Outcome {
    if uninstall {
      return try tell(try uninstalled(in: surroundings), otherwise: "nothing is installed")
    }
    let session = try Session(global, in: surroundings)
    let account: ServiceAccount = system ? runAs.map { .named($0) } ?? .dynamic : .own
    let plan = try InstallPlan(
      session, scheduler: scheduler, account: account, calendar: calendar, image: image,
      options: access.scheduledArguments + runOptions)
    let advice = plan.advice(session, scheduler: scheduler)
    if prints || scheduler.isPrintedOnly {
      try Destination.standardOutput.write(Array(try text(of: plan, session).utf8))
      advice.forEach(session.messages.note)
      return .done
    }
    let record = try installed(plan, in: surroundings)
    let outcome = try tell(record, otherwise: "nothing to change: \(plan.calendar.text)")
    advice.forEach(session.messages.note)
    return outcome
  }

  private func text(of plan: InstallPlan, _ session: Session) throws -> String {
    switch scheduler {
    case .systemd:
      let installer = try SystemdInstaller(isSystem: system, in: session.surroundings)
      return SystemdUnits(plan: plan).files
        .map { "# \(installer.path($0.name))\n\($0.text)" }.joined(separator: "\n")
    case .cron:
      return try Crontab(text: "").adding(CronLine(plan)).text
    case .kubernetes:
      return try KubernetesManifest(plan: plan).text()
    case .eventbridge:
      return try EventBridgeTemplate(
        plan: plan, processor: HostProcessor.architecture == "arm64" ? "ARM64" : "X86_64",
        actions: PullPermission.allCases.map(\.rawValue).sorted(),
        assumedRoles: session.configuration.accounts.compactMap(\.roleARN)
      ).text()
    }
  }

  private func installed(_ plan: InstallPlan, in surroundings: Surroundings) throws -> InstallRecord
  {
    scheduler == .cron
      ? try CronInstaller(in: surroundings).install(CronLine(plan))
      : try SystemdInstaller(isSystem: system, in: surroundings).install(SystemdUnits(plan: plan))
  }

  private func uninstalled(in surroundings: Surroundings) throws -> InstallRecord {
    scheduler == .cron
      ? try CronInstaller(in: surroundings).uninstall()
      : try SystemdInstaller(isSystem: system, in: surroundings).uninstall()
  }

  private func tell(_ record: InstallRecord, otherwise: String) throws -> Outcome {
    try Destination.standardOutput.write(Array(record.text(otherwise: otherwise).utf8))
    guard !record.left.isEmpty else { return .done }
    let messages = Messages(volume: global.volume)
    messages.failure("no systemd manager answers here; where one does, run:")
    record.left.forEach(messages.follow)
    return .partial
  }
}

extension AccessOptions {
  /// What holds for the scheduled run as it did for this one.
  fileprivate var scheduledArguments: [String] {
    (profile.map { ["--profile", $0] } ?? []) + (endpointURL.map { ["--endpoint-url", $0] } ?? [])
      + (allowsPlainHTTP ? ["--allow-http"] : [])
  }
}
