import CostModel

/// When a report comes: some days, and one time of day.
///
/// No more than what systemd, cron, Kubernetes and EventBridge all understand alike, or refuse by name.
struct ReportCalendar: Hashable, Sendable {
  enum Days: Hashable, Sendable {
    case all
    /// Ascending, each once, at least one.
    case week([Weekday])
    /// Ascending, each once, at least one, 1…28: what every month has.
    case month([Int])
    case lastOfMonth
  }

  let days: Days
  /// 0…23.
  let hour: Int
  /// 0…59.
  let minute: Int
  /// A name of the time zone database; nil is the scheduler's own clock.
  let zone: String?

  init(days: Days, hour: Int, minute: Int, zone: String? = nil) {
    self.days = days
    self.hour = hour
    self.minute = minute
    self.zone = zone
  }

  /// At seven, on the first day after the period, where nothing else is asked for.
  init(for cadence: ReportCadence) {
    let days: Days =
      switch cadence {
      case .daily: .all
      case .weekly: .week([.monday])
      case .monthly: .month([1])
      }
    self.init(days: days, hour: 7, minute: 0)
  }

  /// `Mon,Thu 07:00 Europe/Berlin`: what `--calendar` reads.
  var text: String {
    let dayText =
      switch days {
      case .all: "daily"
      case .week(let weekdays): weekdays.map(\.shortName).joined(separator: ",")
      case .month(let numbers): "*-*-" + numbers.map(Self.twoDigits).joined(separator: ",")
      case .lastOfMonth: "last"
      }
    return "\(dayText) \(time)" + (zone.map { " \($0)" } ?? "")
  }

  /// `07:00`.
  var time: String { "\(Self.twoDigits(hour)):\(Self.twoDigits(minute))" }

  static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
