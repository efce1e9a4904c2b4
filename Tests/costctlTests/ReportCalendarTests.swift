import Testing

@testable import costctl

@Suite("The calendar of a report")
struct ReportCalendarTests {
  private struct Spelling: Sendable {
    let text: String
    let systemd: String
    /// Nil where a crontab cannot say it.
    let cron: String?
    let eventBridge: String
  }

  private static let spellings = [
    Spelling(
      text: "Mon 07:00", systemd: "Mon *-*-* 07:00:00", cron: "0 7 * * 1",
      eventBridge: "cron(0 7 ? * MON *)"),
    Spelling(
      text: "07:05", systemd: "*-*-* 07:05:00", cron: "5 7 * * *",
      eventBridge: "cron(5 7 * * ? *)"),
    Spelling(
      text: "daily 00:00:00", systemd: "*-*-* 00:00:00", cron: "0 0 * * *",
      eventBridge: "cron(0 0 * * ? *)"),
    Spelling(
      text: "weekly 23:59", systemd: "Mon *-*-* 23:59:00", cron: "59 23 * * 1",
      eventBridge: "cron(59 23 ? * MON *)"),
    Spelling(
      text: "Fri..Mon 6:30", systemd: "Mon,Fri,Sat,Sun *-*-* 06:30:00", cron: "30 6 * * 0,1,5,6",
      eventBridge: "cron(30 6 ? * MON,FRI,SAT,SUN *)"),
    Spelling(
      text: "thursday,MON *-*-* 07:00", systemd: "Mon,Thu *-*-* 07:00:00", cron: "0 7 * * 1,4",
      eventBridge: "cron(0 7 ? * MON,THU *)"),
    Spelling(
      text: "Mon-Sun 07:00", systemd: "*-*-* 07:00:00", cron: "0 7 * * *",
      eventBridge: "cron(0 7 * * ? *)"),
    Spelling(
      text: "15,1,1 07:00", systemd: "*-*-01,15 07:00:00", cron: "0 7 1,15 * *",
      eventBridge: "cron(0 7 1,15 * ? *)"),
    Spelling(
      text: "*-*-01 07:00", systemd: "*-*-01 07:00:00", cron: "0 7 1 * *",
      eventBridge: "cron(0 7 1 * ? *)"),
    Spelling(
      text: "last 07:00", systemd: "*-*~01 07:00:00", cron: nil,
      eventBridge: "cron(0 7 L * ? *)"),
  ]

  @Test("one calendar is spelled as each scheduler reads it", arguments: spellings)
  private func spelled(_ spelling: Spelling) throws {
    let calendar = try ReportCalendar(spelling.text)
    #expect(calendar.systemd == spelling.systemd)
    #expect(calendar.eventBridge.expression == spelling.eventBridge)
    guard let cron = spelling.cron else {
      #expect(throws: CalendarError.self) { try calendar.cron() }
      #expect(throws: CalendarError.self) { try calendar.kubernetes() }
      return
    }
    #expect(try calendar.cron() == cron)
    #expect(try calendar.kubernetes().schedule == cron)
  }

  @Test("what a calendar prints of itself, it reads as itself", arguments: spellings)
  private func roundTrip(_ spelling: Spelling) throws {
    let calendar = try ReportCalendar("\(spelling.text) Europe/Berlin")
    #expect(try ReportCalendar(calendar.text) == calendar)
  }

  @Test("a time zone goes where each scheduler keeps it, and cron refuses it")
  func zones() throws {
    let calendar = try ReportCalendar("Mon 07:00 Europe/Berlin")
    #expect(calendar.systemd == "Mon *-*-* 07:00:00 Europe/Berlin")
    #expect(try calendar.kubernetes().zone == "Europe/Berlin")
    #expect(calendar.eventBridge.zone == "Europe/Berlin")
    let reason = "it runs by the clock of its machine, so leave out the time zone"
    #expect(
      throws: CalendarError.notExpressible(
        calendar: "Mon 07:00 Europe/Berlin", scheduler: "cron", reason: reason)
    ) { try calendar.cron() }
    #expect(try ReportCalendar("Mon 07:00").kubernetes().zone == "Etc/UTC")
    #expect(try ReportCalendar("Mon 07:00 UTC").eventBridge.zone == "UTC")
  }

  @Test(
    "what not every scheduler says alike is refused by its reason",
    arguments: zip(
      [
        "", "Mon", "Mon 24:00", "Mon 07:60", "Mon 07:00:30", "Mon 07", "07,19:00",
        "Mon 07:00 19:00", "Mon 07:00 Nowhere/City", "Mon 07:00 EST", "Mon 07:00 UTC now",
        "Mon *-*-01 07:00", "31 07:00", "2026-01-01 07:00", "*-01-01 07:00", "0 07:00",
        "Someday 07:00", "Mon..Xyz 07:00", "Mon/2 07:00", "*-*-* *:00",
      ],
      [
        .noTime(""), .noTime("Mon"), .notATime("24:00"), .notATime("07:60"),
        .notATime("07:00:30"), .noTime("Mon 07"), .severalTimes("07,19:00"),
        .severalTimes("Mon 07:00 19:00"), .unknownZone("Nowhere/City"), .unknownZone("EST"),
        .tooLong("Mon 07:00 UTC now"), .bothKindsOfDays("Mon *-*-01 07:00"),
        .notEveryMonth(day: 31), .someMonths("2026-01-01"), .someMonths("*-01-01"), .notDays("0"),
        .notDays("Someday"), .notDays("Mon..Xyz"), .notDays("Mon/2"), .notATime("*:00"),
      ] as [CalendarError]))
  func refused(text: String, reason: CalendarError) {
    #expect(throws: reason) { try ReportCalendar(text) }
  }
}
