import Testing

@testable import Telemetry

@Suite("Decimal numbers as text")
struct DecimalTextTests {
  static func parse(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBytes { DecimalText.parse($0) }
  }

  static func write(_ value: Double) -> String {
    var bytes = [UInt8](repeating: 0, count: DecimalText.maximumLength)
    let count = bytes.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { DecimalText.write(value, to: $0) } ?? 0
    }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  @Test(
    "text is short and plain where it can be",
    arguments: [
      (0.0, "0"), (7.0, "7"), (1234.5, "1234.5"), (0.001, "0.001"), (778.493, "778.493"),
      (0.000_001, "0.000001"), (12.000_05, "12.00005"), (1e16, "1e+16"),
      (1.0 / 3, "0.3333333333333333"),
    ] as [(Double, String)])
  func shortest(value: Double, text: String) {
    #expect(Self.write(value) == text)
  }

  @Test("what the library reads as a number reads the same here")
  func parsing() {
    for text in [
      "0", "007", "1.", ".5", "12.5e3", "1e-7", "9007199254740993", "0.1",
      "123456789012345678901234",
      "2.2250738585072014e-308", "179769313486231570000", "0.30000000000000004", "-4",
    ] {
      #expect(Self.parse(text) == Double(text), "\(text)")
    }
  }

  @Test(
    "what is no decimal number is refused",
    arguments: ["", ".", "e5", "1,5", "0x10", "nan", "inf", " 1", "1 ", "--1"])
  func refused(text: String) {
    #expect(Self.parse(text) == nil)
  }

  @Test("a written number reads back bit for bit")
  func roundTrip() {
    var generator = Lehmer(state: 3)
    for _ in 0..<20_000 {
      let scale = Double([1, 10, 1000, 1_000_000, 1e9][Int(generator.next() % 5)])
      let value = Double(generator.next() % (1 << 53)) / scale
      #expect(Self.parse(Self.write(value)) == value)
    }
  }
}
