import CostModel

/// Reads the timestamps of a column, which mostly share their date.
struct TimestampReader {
  /// No sample of AWS Lambda is older (2001) or from further ahead (2100).
  static let plausible = 1_000_000_000..<4_102_444_800

  private var lastDate: (UInt64, UInt16) = (0, 0)
  private var lastMidnight = 0

  /// Epoch seconds of ISO 8601 text, or of ten digits; nil for anything else.
  mutating func read(_ text: UnsafeRawBufferPointer) -> Int? {
    if text.count == 20, let second = Self.secondOfDay(text) {
      let date = (
        text.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
        text.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
      )
      if date == lastDate { return lastMidnight + second }
      guard let midnight = Self.instant(text, count: 10) else { return nil }
      lastDate = date
      lastMidnight = midnight
      return midnight + second
    }
    if text.count == 10, text.allSatisfy({ $0 &- 0x30 <= 9 }) {
      return text.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }
    return Self.instant(text, count: text.count)
  }

  private static func instant(_ text: UnsafeRawBufferPointer, count: Int) -> Int? {
    Instant(iso8601: String(decoding: text[..<count], as: UTF8.self))?.epochSeconds
  }

  /// The second of `....-..-..THH:MM:SSZ`; nil when the text is not of that form.
  private static func secondOfDay(_ text: UnsafeRawBufferPointer) -> Int? {
    guard text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"),
      text[16] == UInt8(ascii: ":"), text[19] == UInt8(ascii: "Z"),
      let hour = twoDigits(text, 11), hour < 24, let minute = twoDigits(text, 14), minute < 60,
      let second = twoDigits(text, 17), second < 60
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  private static func twoDigits(_ text: UnsafeRawBufferPointer, _ index: Int) -> Int? {
    let tens = text[index] &- 0x30
    let ones = text[index + 1] &- 0x30
    guard tens <= 9, ones <= 9 else { return nil }
    return Int(tens) * 10 + Int(ones)
  }
}
