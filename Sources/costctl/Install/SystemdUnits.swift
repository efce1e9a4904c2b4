/// The service and the timer of a plan, as the text of unit files.
struct SystemdUnits: Hashable, Sendable {
  static let name = "costctl-report"
  static let service = "\(name).service"
  static let timer = "\(name).timer"
  /// The first line of what is ours to replace and remove.
  static let marker = "# Written by costctl report install"

  let plan: InstallPlan

  /// The files in the order in which they are written: the timer is nothing without its service.
  var files: [(name: String, text: String)] {
    [(Self.service, serviceText), (Self.timer, timerText)]
  }

  var timerText: String {
    """
    \(header(Self.timer))
    [Unit]
    Description=When costctl reports

    [Timer]
    OnCalendar=\(plan.calendar.systemd)
    # A machine that was off or asleep reports when it is back.
    Persistent=true
    # Machines with the same calendar do not all ask AWS in the same second.
    RandomizedDelaySec=\(InstallPlan.spread.components.seconds)s
    AccuracySec=1min

    [Install]
    WantedBy=timers.target

    """
  }

  var serviceText: String {
    ([header(Self.service)] + unitLines + [""] + serviceLines + [""]
      + (plan.account.isSystem ? systemSandbox : userSandbox) + sharedSandbox + [""])
      .joined(separator: "\n")
  }

  func header(_ name: String) -> String {
    let scope = plan.account.isSystem ? "" : "--user "
    return "\(Self.marker), which would undo edits: systemctl \(scope)edit \(name) keeps them."
  }

  private var unitLines: [String] {
    // A user's manager knows no network-online.target.
    let network = ["Wants=network-online.target", "After=network-online.target"]
    return ["[Unit]", "Description=costctl: pull, analyze, recommend and deliver the report"]
      + (plan.account.isSystem ? network : [])
      + ["StartLimitIntervalSec=6h", "StartLimitBurst=4"]
  }

  private var serviceLines: [String] {
    let words =
      [UnitWord(quoting: plan.run.executable)] + plan.run.arguments.map { UnitWord(argument: $0) }
    return [
      "[Service]", "Type=oneshot",
      "ExecStart=\(words.map(\.description).joined(separator: " "))",
      "WorkingDirectory=\(UnitWord(wholePath: plan.run.workingFolder))",
      "# Secrets are there, never here.",
      "EnvironmentFile=-\(UnitWord(patternPath: plan.run.environmentFile))",
      "# The same report is delivered once, however often it is tried.",
      "Restart=on-failure", "RestartSec=10min", "RestartPreventExitStatus=2 64",
      "TimeoutStartSec=\(InstallPlan.longestRun.components.seconds)s", "Nice=10", "UMask=0077",
    ]
  }
}
