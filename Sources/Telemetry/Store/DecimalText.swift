import Foundation

/// Reads and writes decimal numbers as bytes, exactly: what is written reads back bit for bit.
enum DecimalText {
  /// The longest text `write` produces, with room to spare.
  static let maximumLength = 32

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
  private static let largestExact: UInt64 = 1 << 53

  /// The value of digits with an optional fraction and exponent; nil for anything else.
  ///
  /// A mantissa up to 2^53 over a power of ten up to 10^22 rounds correctly in one division; the rest
  /// takes the library's way.
  static func parse(_ text: UnsafeRawBufferPointer) -> Double? {
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var index = 0
    let count = text.count
    while index < count {
      let digit = text[index] &- 0x30
      guard digit <= 9 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      digits += 1
      index += 1
    }
    if index < count, text[index] == UInt8(ascii: ".") {
      index += 1
      let first = index
      while index < count {
        let digit = text[index] &- 0x30
        guard digit <= 9 else { break }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        index += 1
      }
      decimals = index - first
      digits += decimals
    }
    guard index == count, digits > 0, digits <= 19, mantissa <= largestExact, decimals <= 22 else {
      return parseSlowly(text)
    }
    return decimals == 0 ? Double(mantissa) : Double(mantissa) / powersOfTen[decimals]
  }

  /// The value of a whole number below 10^15, however it is written; nil for anything else.
  static func parseWhole(_ text: UnsafeRawBufferPointer) -> Int? {
    var value = 0
    for byte in text.prefix(15) {
      let digit = byte &- 0x30
      guard digit <= 9 else { return parse(text).flatMap(whole) }
      value = value * 10 + Int(digit)
    }
    return text.isEmpty || text.count > 15 ? parse(text).flatMap(whole) : value
  }

  private static func whole(_ value: Double) -> Int? {
    value.magnitude < 1e15 ? Int(exactly: value) : nil
  }

  private static func parseSlowly(_ text: UnsafeRawBufferPointer) -> Double? {
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
        continue
      default:
        return nil
      }
    }
    return Double(String(decoding: text, as: UTF8.self))
  }

  /// Writes a finite number that is not negative as JSON and returns its length in bytes.
  ///
  /// `target` has room for `maximumLength` bytes.
  static func write(_ value: Double, to target: UnsafeMutablePointer<UInt8>) -> Int {
    if value < 1e15 {
      let whole = UInt64(value)
      if Double(whole) == value { return writeDigits(whole, to: target) }
    }
    for decimals in [3, 6] {
      let scaled = (value * powersOfTen[decimals]).rounded()
      if scaled < 9e15, scaled / powersOfTen[decimals] == value {
        return writeFraction(UInt64(scaled), decimals: decimals, to: target)
      }
    }
    var length = 0
    for byte in value.description.utf8 {
      target[length] = byte
      length += 1
    }
    return length
  }

  static func writeDigits(_ value: UInt64, to target: UnsafeMutablePointer<UInt8>) -> Int {
    var length = 1
    var bound: UInt64 = 10
    while length < 19, value >= bound {
      length += 1
      bound &*= 10
    }
    var rest = value
    var index = length
    while index > 0 {
      index -= 1
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      target[index] = UInt8(truncatingIfNeeded: digit) &+ 0x30
      rest = quotient
    }
    return length
  }

  private static func writeFraction(
    _ scaled: UInt64, decimals: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let unit: UInt64 = decimals == 3 ? 1000 : 1_000_000
    let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: unit)
    var length = writeDigits(whole, to: target)
    target[length] = UInt8(ascii: ".")
    var rest = fraction
    for place in stride(from: decimals, to: 0, by: -1) {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      target[length + place] = UInt8(truncatingIfNeeded: digit) &+ 0x30
      rest = quotient
    }
    length += decimals + 1
    while target[length - 1] == UInt8(ascii: "0") { length -= 1 }
    return length
  }
}
