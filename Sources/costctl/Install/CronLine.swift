/// A plan as the line of a crontab (crontab(5)).
struct CronLine: Hashable, Sendable {
  /// Vixie cron and its heirs read so many characters of a command.
  static let longest = 998

  let text: String

  init(_ plan: InstallPlan) throws {
    let run = plan.run
    let environment = ShellWord(run.environmentFile)
    let words = ([run.executable] + run.arguments).map { ShellWord($0).description }
    // Standard output is for people; what goes to standard error, cron sends by mail.
    let command =
      "cd \(ShellWord(run.workingFolder)) && "
      + "{ [ ! -r \(environment) ] || { set -a; . \(environment); set +a; }; } && "
      + "exec \(words.joined(separator: " ")) >/dev/null"
    let escaped = Self.escaped(command)
    guard escaped.utf8.count <= Self.longest else {
      throw InstallError.lineTooLong(escaped.utf8.count)
    }
    text = "\(try plan.calendar.cron()) \(escaped)"
  }

  /// To cron `%` ends the command, unless a backslash stands before it; a backslash before another is one.
  static func escaped(_ command: String) -> String {
    command.replacing("\\", with: "\\\\").replacing("%", with: "\\%")
  }
}
