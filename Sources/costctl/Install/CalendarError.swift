/// Why a calendar was refused.
enum CalendarError: Error, Hashable, Sendable, CustomStringConvertible {
  case noTime(String)
  case notATime(String)
  case severalTimes(String)
  case notDays(String)
  case bothKindsOfDays(String)
  case notEveryMonth(day: Int)
  case someMonths(String)
  case unknownZone(String)
  case tooLong(String)
  case notExpressible(calendar: String, scheduler: String, reason: String)

  private static let example = "write it as in 'Mon 07:00', 'Mon..Fri 06:30 UTC' or '*-*-01 07:00'"

  var description: String {
    switch self {
    case .noTime(let text):
      "'\(text)' has no time of day: \(Self.example)"
    case .notATime(let text):
      "'\(text)' is no time of day: it goes from 00:00 to 23:59, to the minute"
    case .severalTimes(let text):
      "'\(text)' names several times of day: a report comes once on a day"
    case .notDays(let text):
      "'\(text)' names no days: \(Self.example)"
    case .bothKindsOfDays(let text):
      "'\(text)' asks for a weekday and a day of the month: cron would run on either, "
        + "systemd only when both meet, so choose one"
    case .notEveryMonth(let day):
      "day \(day) is not in every month: choose 1 to 28, or last"
    case .someMonths(let text):
      "'\(text)' names years or months: a report comes in all of them, write *-*-DAY"
    case .unknownZone(let name):
      "'\(name)' is no time zone: write a name such as UTC or Europe/Berlin after the time"
    case .tooLong(let text):
      "'\(text)' has parts that are not understood: \(Self.example)"
    case .notExpressible(let calendar, let scheduler, let reason):
      "'\(calendar)' cannot be written for \(scheduler): \(reason)"
    }
  }
}
