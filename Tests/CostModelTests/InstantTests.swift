import CostModel
import Testing

@Suite("Instants")
struct InstantTests {
  /// Expected: Python's datetime.timestamp().
  private static let known: [(String, Int)] = [
    ("1970-01-01T00:00:00Z", 0), ("2026-01-05T00:00:00Z", 1_767_571_200),
    ("2024-02-29T23:59:59Z", 1_709_251_199), ("1969-12-31T23:59:59Z", -1),
    ("2000-03-01T12:30:45Z", 951_913_845), ("1900-01-01T00:00:00Z", -2_208_988_800),
  ]

  @Test("ISO 8601 is read and written alike", arguments: known)
  func roundTrip(text: String, seconds: Int) {
    #expect(Instant(iso8601: text) == Instant(epochSeconds: seconds))
    #expect(Instant(epochSeconds: seconds).iso8601 == text)
  }

  @Test("a date alone is its midnight, offsets are taken off, fractions are dropped")
  func variants() {
    let midnight = Instant(epochSeconds: 1_767_571_200)
    #expect(Instant(iso8601: "2026-01-05") == midnight)
    #expect(Instant(iso8601: "2026-01-05T02:00:00+02:00") == midnight)
    #expect(Instant(iso8601: "2026-01-04T19:30:00-04:30") == midnight)
    #expect(Instant(iso8601: "2026-01-05T00:00:00.999Z") == midnight)
  }

  @Test(
    "what is no date is refused",
    arguments: [
      "", "2026", "2026-02-30", "2025-02-29", "2026-13-01", "2026-01-05T24:00:00Z",
      "2026-01-05T00:00:00", "2026-01-05T00:00Z", "05.01.2026 00", "2026-01-05T00:00:00Zz",
      "2026-01-05T00:00:00+2:00",
    ])
  func refused(text: String) {
    #expect(Instant(iso8601: text) == nil)
  }
}
