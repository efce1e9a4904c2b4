import ArgumentParser
import CostModel
import Testing

@testable import costctl

@Suite("Window options")
struct WindowTests {
  private static let newest = Instant(epochSeconds: 1_767_225_600)  // 2026-01-01T00:00:00Z

  @Test(
    "a moment is ISO 8601, a date or an age",
    arguments: [
      ("2026-01-01T00:00:00Z", TimePoint.instant(newest)),
      ("2026-01-01T01:00:00+01:00", .instant(newest)),
      ("2026-01-01", .instant(newest)),
      ("14d", .age(14 * 86_400)),
      ("36h", .age(36 * 3600)),
      ("90m", .age(5400)),
    ])
  func moments(text: String, point: TimePoint) {
    #expect(TimePoint(text) == point)
  }

  @Test(
    "anything else is refused",
    arguments: [
      "", "d", "0d", "-3d", "3", "3w", "1.5d", "١d", "+3d", "99999999999999999999d", "52560000d",
      "2026-02-30", "2026-01-01T00:00:00", "yesterday",
    ])
  func refused(text: String) {
    #expect(TimePoint(text) == nil)
  }

  @Test(
    "the window ends at the newest instant unless --until says otherwise, ages count from its end",
    arguments: [
      ([], "2025-12-18T00:00:00Z", "2026-01-01T00:00:00Z"),
      (["--since", "36h"], "2025-12-30T12:00:00Z", "2026-01-01T00:00:00Z"),
      (["--until", "1d"], "2025-12-17T00:00:00Z", "2025-12-31T00:00:00Z"),
      (["--until", "1d", "--since", "90m"], "2025-12-30T22:30:00Z", "2025-12-31T00:00:00Z"),
      (["--since", "2025-12-25"], "2025-12-25T00:00:00Z", "2026-01-01T00:00:00Z"),
      (["--until", "2025-06-01", "--since", "2d"], "2025-05-30T00:00:00Z", "2025-06-01T00:00:00Z"),
    ])
  func resolved(arguments: [String], since: String, until: String) throws {
    let window = try WindowOptions.parse(arguments).window(upTo: Self.newest)
    #expect([window.since.iso8601, window.until.iso8601] == [since, until])
  }

  @Test("a start after the newest instant is an empty window")
  func afterTheEnd() throws {
    let options = try WindowOptions.parse(["--since", "2026-01-01"])
    #expect(throws: WindowError.empty(since: Self.newest, until: Self.newest)) {
      try options.window(upTo: Self.newest)
    }
  }

  @Test("an empty store has a window only between two instants")
  func emptyStore() throws {
    #expect(throws: WindowError.noSamples) { try WindowOptions.parse([]).window(upTo: nil) }
    #expect(throws: WindowError.noSamples) {
      try WindowOptions.parse(["--until", "1d"]).window(upTo: nil)
    }
    let both = try WindowOptions.parse(["--since", "2d", "--until", "2026-01-01"])
    #expect(try both.window(upTo: nil).seconds == 2 * 86_400)
  }

  @Test(
    "a covered range is two moments, the earlier first",
    arguments: [
      ("2026-01-05/2026-01-19", true), ("2026-01-05T00:00:00Z/2026-01-05T01:00:00Z", true),
      ("2026-01-19/2026-01-05", false), ("2026-01-05/2026-01-05", false), ("2026-01-05", false),
      ("14d/2026-01-05", false), ("2026-01-05/2026-01-06/2026-01-07", false),
    ])
  func coveredRange(text: String, accepted: Bool) {
    #expect((CoveredRange(text) != nil) == accepted)
  }
}
