extension ReportCalendar {
  /// What stands after `OnCalendar=`: `Mon *-*-* 07:00:00 Europe/Berlin`.
  var systemd: String {
    let date =
      switch days {
      case .all: "*-*-*"
      case .week(let weekdays): weekdays.map(\.shortName).joined(separator: ",") + " *-*-*"
      case .month(let numbers): "*-*-" + numbers.map(Self.twoDigits).joined(separator: ",")
      case .lastOfMonth: "*-*~01"
      }
    return "\(date) \(time):00" + (zone.map { " \($0)" } ?? "")
  }

  /// The five fields of a crontab: `0 7 * * 1`.
  func cron() throws(CalendarError) -> String {
    guard zone == nil else {
      throw .notExpressible(
        calendar: text, scheduler: "cron",
        reason: "it runs by the clock of its machine, so leave out the time zone")
    }
    return try fiveFields(scheduler: "cron")
  }

  /// The same five fields for a CronJob, which names the time zone apart.
  func kubernetes() throws(CalendarError) -> (schedule: String, zone: String) {
    let named = zone.flatMap { $0 == "UTC" ? nil : $0 }
    return (try fiveFields(scheduler: "Kubernetes"), named ?? "Etc/UTC")
  }

  /// `cron(0 7 ? * MON *)`, and the time zone apart.
  var eventBridge: (expression: String, zone: String) {
    let (monthDay, weekday) =
      switch days {
      case .all: ("*", "?")
      case .week(let weekdays):
        ("?", weekdays.map { $0.shortName.uppercased() }.joined(separator: ","))
      case .month(let numbers): (numbers.map(String.init).joined(separator: ","), "?")
      case .lastOfMonth: ("L", "?")
      }
    return ("cron(\(minute) \(hour) \(monthDay) * \(weekday) *)", zone ?? "UTC")
  }

  private func fiveFields(scheduler: String) throws(CalendarError) -> String {
    let (monthDay, weekday) =
      switch days {
      case .all: ("*", "*")
      case .week(let weekdays): ("*", Self.list(weekdays.map(\.cronNumber)))
      case .month(let numbers): (Self.list(numbers), "*")
      case .lastOfMonth:
        throw .notExpressible(
          calendar: text, scheduler: scheduler,
          reason: "a crontab knows no last day of the month, so choose a day from 1 to 28")
      }
    return "\(minute) \(hour) \(monthDay) * \(weekday)"
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.sorted().map(String.init).joined(separator: ",")
  }
}
