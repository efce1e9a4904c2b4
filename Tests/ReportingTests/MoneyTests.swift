import CostModel
import Testing

@testable import Reporting

/// Expected digits: Python 3.11, `Decimal(repr(x)).quantize(Decimal("0.01"), ROUND_HALF_UP)`.
@Suite("Figures for people")
struct MoneyTests {
  @Test(
    "dollars round half away from zero at cents, and a fraction of a cent is not nothing",
    arguments: [
      (0.0, "$0.00"), (0.01, "$0.01"), (0.015, "$0.02"), (0.285, "$0.29"), (1.005, "$1.01"),
      (1.115, "$1.12"), (2.675, "$2.68"), (999.995, "$1,000.00"), (1234.5, "$1,234.50"),
      (1_234_567.891, "$1,234,567.89"), (1e15, "$1,000,000,000,000,000.00"),
      (-12.345, "-$12.35"), (-0.01, "-$0.01"), (0.0049, "<$0.01"), (-0.0049, ">-$0.01"),
      (-0.0, "$0.00"), (1e-9, "<$0.01"), (1e-10, "$0.00"), (-1e-10, "$0.00"),
    ])
  func dollars(amount: Double, shown: String) {
    #expect(USD(amount).shown == shown)
  }

  @Test(
    "a share is a percentage to one place, and more than nothing is never 0.0",
    arguments: [
      (0.0, "0.0 %"), (0.182, "18.2 %"), (0.1585, "15.9 %"), (1.0, "100.0 %"),
      (0.000_4, "<0.1 %"), (0.000_5, "0.1 %"), (6.608, "660.8 %"),
    ])
  func percentages(share: Double, shown: String) {
    #expect(Ratio(share).percent == shown)
  }

  @Test(
    "a price is written without an exponent",
    arguments: [
      (1.66667e-05, "0.0000166667"), (2e-07, "0.0000002"), (8e-06, "0.000008"), (0.25, "0.25"),
      (12.0, "12"), (1e21, "1000000000000000000000"), (0.0, "0"), (-1.5e-07, "-0.00000015"),
    ])
  func plainDecimals(price: Double, text: String) {
    #expect(ShortestDecimal(price).text() == text)
  }

  @Test("plain decimals and JSON numbers read back as the Double they came from")
  func roundTrip() throws {
    var seed: UInt64 = 42
    for _ in 0..<20_000 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: seed)
      guard value.isFinite else { continue }
      #expect(Double(ShortestDecimal(value).text()) == value)
      var bytes: [UInt8] = []
      bytes.append(number: value)
      #expect(Double(String(decoding: bytes, as: UTF8.self)) == value)
    }
  }

  @Test(
    "JSON numbers are the shortest, whole ones without a point",
    arguments: [
      (3.0, "3"), (-0.0, "0"), (0.1, "0.1"), (1e15, "1000000000000000"), (1e16, "1e+16"),
      (1.5e300, "1.5e+300"), (-7.0, "-7"), (1e-05, "1e-05"),
      (123_456_789_012_345.6, "123456789012345.6"),
    ])
  func numbers(value: Double, text: String) {
    var bytes: [UInt8] = []
    bytes.append(number: value)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test("a number that is not finite never reaches a document")
  func notFinite() async {
    await #expect(processExitsWith: .failure) {
      var bytes: [UInt8] = []
      bytes.append(number: .nan)
    }
    await #expect(processExitsWith: .failure) { _ = USD(.infinity).shown }
  }
}
