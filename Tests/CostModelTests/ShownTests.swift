import CostModel
import Testing

@Suite("Numbers in sentences")
struct ShownTests {
  @Test(
    "dollars are rounded to cents once, and a trace is not shown as nothing",
    arguments: zip(
      [0, 0.004, 0.005, 0.0099, 0.01, 1.005, 2.675, 1234.565, 999_999.995, -12.344, -0.001, 1e17],
      [
        "$0.00", "<$0.01", "<$0.01", "<$0.01", "$0.01", "$1.01", "$2.68", "$1,234.57",
        "$1,000,000.00", "-$12.34", ">-$0.01", "$100,000,000,000,000,000.00",
      ]))
  func dollars(amount: Double, text: String) {
    #expect(Shown.dollars(USD(amount)) == text)
  }

  @Test(
    "numbers keep two decimals at most and no trailing zero",
    arguments: zip(
      [0.2894, 41.5, 1769, 0, -3.006, 1e20],
      ["0.29", "41.5", "1,769", "0", "-3.01", "100,000,000,000,000,000,000"]))
  func numbers(value: Double, text: String) {
    #expect(Shown.number(value) == text)
  }

  @Test("shares, bytes and lengths say their unit")
  func units() {
    #expect(Shown.percent(Ratio(0.1825)) == "18.3 %")
    #expect(Shown.bytes(262_144) == "256 KB")
    #expect(Shown.bytes(1_572_864) == "1.5 MB")
    #expect(Shown.days(.days(14)) == "14 days")
    #expect(Shown.days(.seconds(3600)) == "1 hour")
    #expect(Shown.days(.hours(36)) == "36 hours")
  }
}
