/// How often a report comes.
package enum ReportCadence: String, Codable, Hashable, Sendable, CaseIterable {
  case daily, weekly, monthly

  package static let standard = weekly
}

/// One day, ISO week or month in UTC, with the name that stands for it: `2026-11-26`, `2026-W48`, `2026-11`.
package struct ReportPeriod: Hashable, Sendable {
  package let cadence: ReportCadence
  package let name: String
  /// The period itself, [since, until).
  package let range: AnalysisWindow

  /// The last period that was over at a moment.
  ///
  /// On Monday 2026-11-30 at 07:00 the last week is 2026-W48, 2026-11-23 to 2026-11-30.
  package init(lastBefore moment: Instant, _ cadence: ReportCadence) {
    let today = moment.epochSeconds.flooredQuotient(by: 86_400)
    switch cadence {
    case .daily:
      self.init(cadence, since: today - 1, until: today)
    case .weekly:
      let monday = today - Self.weekday(of: today)
      self.init(cadence, since: monday - 7, until: monday)
    case .monthly:
      let (year, month, _) = Instant.civil(fromDays: today)
      let first = Self.firstDay(year: year, month: month)
      let (previousYear, previousMonth, _) = Instant.civil(fromDays: first - 1)
      self.init(
        cadence, since: Self.firstDay(year: previousYear, month: previousMonth), until: first)
    }
  }

  /// The period a name stands for; nil where it stands for none.
  package init?(named name: String) {
    guard let (cadence, day) = Self.reading(name) else { return nil }
    let after =
      switch cadence {
      case .daily: day + 1
      case .weekly: day + 7
      case .monthly: day + 31
      }
    self.init(lastBefore: Instant(epochSeconds: after * 86_400), cadence)
    guard self.name == name else { return nil }
  }

  /// The one before it.
  package var previous: ReportPeriod { ReportPeriod(lastBefore: range.since, cadence) }

  /// - Parameters: day numbers since 1970.
  private init(_ cadence: ReportCadence, since: Int, until: Int) {
    self.cadence = cadence
    range = AnalysisWindow(
      since: Instant(epochSeconds: since * 86_400), until: Instant(epochSeconds: until * 86_400))
    name =
      switch cadence {
      case .daily: range.since.day
      case .weekly: Self.weekName(monday: since)
      case .monthly: String(range.since.day.prefix(7))
      }
  }

  /// Monday is 0.
  private static func weekday(of day: Int) -> Int { (day + 3).flooredRemainder(by: 7) }

  private static func firstDay(year: Int, month: Int) -> Int {
    guard let day = Instant.days(year: year, month: month, day: 1) else {
      preconditionFailure("every month has a first day")
    }
    return day
  }

  /// A week belongs to the year of its Thursday.
  private static func weekName(monday: Int) -> String {
    let (year, _, _) = Instant.civil(fromDays: monday + 3)
    let number = (monday + 3 - firstDay(year: year, month: 1)) / 7 + 1
    return "\(year)-W\(number < 10 ? "0" : "")\(number)"
  }

  /// The cadence of a name and a day inside what it stands for: its first, in a week its Monday.
  private static func reading(_ name: String) -> (ReportCadence, day: Int)? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0].count == 4, let year = Int(parts[0]) else { return nil }
    if parts.count == 2, parts[1].first == "W" {
      guard let week = Int(parts[1].dropFirst()), (1...53).contains(week) else { return nil }
      let fourth = firstDay(year: year, month: 1) + 3
      return (.weekly, fourth - weekday(of: fourth) + 7 * (week - 1))
    }
    if parts.count == 2 {
      return Instant(iso8601: "\(name)-01").map {
        (.monthly, $0.epochSeconds.flooredQuotient(by: 86_400))
      }
    }
    return Instant(iso8601: name).map { (.daily, $0.epochSeconds.flooredQuotient(by: 86_400)) }
  }
}
