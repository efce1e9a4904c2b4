import CostModel

/// A calendar month in UTC, its end excluded.
struct BillingMonth: Hashable {
  let start: Instant
  let end: Instant

  /// The month a number of months after the one that follows an instant: 1 is that one.
  init(_ number: Int, after instant: Instant) {
    let date = Instant.civil(fromDays: instant.epochSeconds.flooredQuotient(by: 86_400))
    let months = date.year * 12 + date.month - 1 + number
    start = Self.first(of: months)
    end = Self.first(of: months + 1)
  }

  private static func first(of months: Int) -> Instant {
    let days = Instant.days(
      year: months.flooredQuotient(by: 12), month: months.flooredRemainder(by: 12) + 1, day: 1)
    guard let days else { preconditionFailure("every month has a first day") }
    return Instant(epochSeconds: days * 86_400)
  }
}
