import CostModel
import Testing

@testable import Telemetry

@Suite("Periods, ranges and stretches of time")
struct TimeTests {
  @Test(
    "a bucket holds at most 64 samples and divides the day",
    arguments: [
      (1, 64), (5, 320), (60, 3600), (300, 14_400), (900, 43_200), (3600, 86_400), (7200, 86_400),
      (86_400, 86_400),
    ])
  func buckets(period: Int, bucket: Int) throws {
    #expect(try #require(SamplePeriod(seconds: period)).bucketSeconds == bucket)
  }

  @Test("a period divides the day", arguments: [0, -60, 7, 86_401, 172_800])
  func noPeriod(seconds: Int) {
    #expect(SamplePeriod(seconds: seconds) == nil)
  }

  @Test("ranges that touch or overlap become one, in any order of arrival")
  func ranges() {
    let pieces = [0..<10, 20..<30, 10..<12, 28..<40, 50..<60, 5..<6]
    let expected = [0..<12, 20..<40, 50..<60]
    #expect(TimeRanges(pieces).ranges == expected)
    #expect(TimeRanges(pieces.reversed()).ranges == expected)
    #expect(TimeRanges(pieces).seconds(in: 11..<55) == 1 + 20 + 5)
  }

  @Test("the days of a window follow each other at midnights and hold it whole")
  func days() throws {
    for (since, until) in [
      ("2026-01-05", "2026-01-19"), ("2026-01-05T07:00:00Z", "2026-01-14T09:00:00Z"),
      ("2026-01-05T07:00:00Z", "2026-01-05T09:00:00Z"), ("2026-01-05", "2026-01-07"),
    ] {
      let blocks = WindowBlocks(try window(since, until))
      let days = ScanDay.days(of: blocks)
      #expect(days.allSatisfy { $0.range.lowerBound.isMultiple(of: 86_400) })
      #expect(
        zip(days, days.dropFirst()).allSatisfy { $0.range.upperBound == $1.range.lowerBound })
      #expect(try #require(days.first).range.contains(blocks.window.lowerBound))
      #expect(try #require(days.last).range.upperBound >= blocks.window.upperBound)
      #expect(days.filter(\.isWhole).allSatisfy { $0.range.clamped(to: blocks.window) == $0.range })
    }
  }
}
