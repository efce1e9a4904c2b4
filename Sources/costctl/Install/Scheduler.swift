import ArgumentParser

/// Who starts the report when its time has come.
enum Scheduler: String, Hashable, Sendable, CaseIterable, EnumerableFlag {
  case systemd, cron, kubernetes, eventbridge

  static func help(for scheduler: Scheduler) -> ArgumentHelp? {
    switch scheduler {
    case .systemd: "A systemd service and timer."
    case .cron: "A line in your crontab."
    case .kubernetes: "Print a CronJob with its volume, configuration and account."
    case .eventbridge: "Print a CloudFormation template: EventBridge Scheduler starts an ECS task."
    }
  }

  /// Whether there is anything to install on this machine.
  var isPrintedOnly: Bool { self == .kubernetes || self == .eventbridge }

  /// Whether the report runs in a container, with nothing of this machine.
  var runsInContainer: Bool { isPrintedOnly }
}
