import CostModel
import Testing

@Suite("Report periods")
struct ReportPeriodTests {
  /// The first and last day of thirty years with their ISO weeks, as datetime.isocalendar of Python 3.11
  /// gives them.
  private static let weeks = """
    2004-01-01 2004-W01, 2004-12-31 2004-W53, 2005-01-01 2004-W53, 2005-12-31 2005-W52,
    2006-01-01 2005-W52, 2006-12-31 2006-W52, 2007-01-01 2007-W01, 2007-12-31 2008-W01,
    2008-01-01 2008-W01, 2008-12-31 2009-W01, 2009-01-01 2009-W01, 2009-12-31 2009-W53,
    2010-01-01 2009-W53, 2010-12-31 2010-W52, 2011-01-01 2010-W52, 2011-12-31 2011-W52,
    2012-01-01 2011-W52, 2012-12-31 2013-W01, 2013-01-01 2013-W01, 2013-12-31 2014-W01,
    2014-01-01 2014-W01, 2014-12-31 2015-W01, 2015-01-01 2015-W01, 2015-12-31 2015-W53,
    2016-01-01 2015-W53, 2016-12-31 2016-W52, 2017-01-01 2016-W52, 2017-12-31 2017-W52,
    2018-01-01 2018-W01, 2018-12-31 2019-W01, 2019-01-01 2019-W01, 2019-12-31 2020-W01,
    2020-01-01 2020-W01, 2020-12-31 2020-W53, 2021-01-01 2020-W53, 2021-12-31 2021-W52,
    2022-01-01 2021-W52, 2022-12-31 2022-W52, 2023-01-01 2022-W52, 2023-12-31 2023-W52,
    2024-01-01 2024-W01, 2024-12-31 2025-W01, 2025-01-01 2025-W01, 2025-12-31 2026-W01,
    2026-01-01 2026-W01, 2026-12-31 2026-W53, 2027-01-01 2026-W53, 2027-12-31 2027-W52,
    2028-01-01 2027-W52, 2028-12-31 2028-W52, 2029-01-01 2029-W01, 2029-12-31 2030-W01,
    2030-01-01 2030-W01, 2030-12-31 2031-W01, 2031-01-01 2031-W01, 2031-12-31 2032-W01,
    2032-01-01 2032-W01, 2032-12-31 2032-W53, 2033-01-01 2032-W53, 2033-12-31 2033-W52
    """.split(separator: ",").map { row in
      let parts = row.split(whereSeparator: \.isWhitespace).map(String.init)
      return (day: parts[0], week: parts[1])
    }

  private func moment(_ text: String) throws -> Instant { try #require(Instant(iso8601: text)) }

  @Test(
    "a day lies in the ISO week that Python says, at the turn of thirty years", arguments: weeks)
  func isoWeeks(day: String, week: String) throws {
    let instant = try moment(day)
    let period = ReportPeriod(lastBefore: instant.advanced(by: 7 * 86_400), .weekly)
    #expect(period.name == week)
    #expect(period.range.since <= instant && instant < period.range.until)
    #expect(period.range.seconds == 7 * 86_400)
    #expect(ReportPeriod(named: week) == period)
  }

  @Test(
    "the last full period ends at or before the moment",
    arguments: [
      ("2026-11-30T07:00:00Z", ReportCadence.weekly, "2026-W48", "2026-11-23", "2026-11-30"),
      ("2026-11-30", .weekly, "2026-W48", "2026-11-23", "2026-11-30"),
      ("2026-11-29T23:59:59Z", .weekly, "2026-W47", "2026-11-16", "2026-11-23"),
      ("2026-11-27T00:00:00Z", .daily, "2026-11-26", "2026-11-26", "2026-11-27"),
      ("2026-11-27T23:59:59Z", .daily, "2026-11-26", "2026-11-26", "2026-11-27"),
      ("2026-03-01", .monthly, "2026-02", "2026-02-01", "2026-03-01"),
      ("2024-03-31", .monthly, "2024-02", "2024-02-01", "2024-03-01"),
      ("2026-01-01", .monthly, "2025-12", "2025-12-01", "2026-01-01"),
      ("2026-01-01", .daily, "2025-12-31", "2025-12-31", "2026-01-01"),
    ])
  func lastFull(
    now: String, cadence: ReportCadence, name: String, since: String, until: String
  ) throws {
    let period = ReportPeriod(lastBefore: try moment(now), cadence)
    #expect(period.name == name)
    #expect(period.range == AnalysisWindow(since: try moment(since), until: try moment(until)))
    #expect(ReportPeriod(named: name) == period)
  }

  @Test(
    "periods of a cadence follow each other without gap or overlap",
    arguments: ReportCadence.allCases)
  func chain(cadence: ReportCadence) throws {
    var period = ReportPeriod(lastBefore: try moment("2029-06-15"), cadence)
    for _ in 0..<500 {
      let before = period.previous
      #expect(before.range.until == period.range.since && before.cadence == cadence)
      #expect(ReportPeriod(named: before.name) == before)
      period = before
    }
  }

  @Test(
    "a name that stands for no period is refused",
    arguments: [
      "", "2026", "2026-W00", "2026-W54", "2025-W53", "2026-W5", "2026-w48", "2026-13",
      "2026-02-30",
      "2026-2", "26-W48", "2026-W48-1", "2026-11-26T00:00:00Z", "-2026-W48", "２０２６-W48",
    ])
  func refused(name: String) { #expect(ReportPeriod(named: name) == nil) }

  @Test("a report studies the month, else the two weeks that end with its period")
  func study() throws {
    let month = try #require(ReportPeriod(named: "2026-02"))
    #expect(month.study == month.range)
    for name in ["2026-W48", "2026-11-29"] {
      let period = try #require(ReportPeriod(named: name))
      #expect(period.study.until == (try moment("2026-11-30")))
      #expect(period.study.seconds == 14 * 86_400)
    }
  }

  @Test("time before the first sample is left out, and a missing end is a gap")
  func narrowed() throws {
    let period = try #require(ReportPeriod(named: "2026-W48"))
    func study(_ first: String, _ last: String) throws -> ReportStudy? {
      ReportStudy(of: period, first: try moment(first), last: try moment(last))
    }
    let whole = try #require(try study("2026-01-01", "2026-12-01"))
    #expect(whole.window == period.study && whole.remark == nil && whole.gap == nil)
    let young = try #require(try study("2026-11-25", "2026-11-29T22:00:00Z"))
    #expect(young.window.seconds == 4 * 86_400 + 22 * 3600 && young.gap == nil)
    #expect(young.remark?.contains("4.9 days of 14 days") == true)
    let late = try #require(try study("2026-01-01", "2026-11-27"))
    #expect(
      late.gap == "the samples end at 2026-11-27T00:00:00Z, 3 days before the period 2026-W48 does")
    #expect(try study("2026-12-01", "2026-12-02") == nil)
    #expect(try study("2026-01-01", "2026-11-16") == nil)
  }
}
