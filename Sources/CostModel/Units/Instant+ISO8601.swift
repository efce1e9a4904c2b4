extension Instant {
  /// ISO 8601 in UTC, `2026-01-05T00:00:00Z`.
  package var iso8601: String {
    let (year, month, day) = Self.civil(fromDays: epochSeconds.flooredQuotient(by: 86_400))
    let second = epochSeconds.flooredRemainder(by: 86_400)
    return
      "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))T"
      + "\((second / 3600).padded(2)):\((second / 60 % 60).padded(2)):\((second % 60).padded(2))Z"
  }

  /// The date alone, `2026-01-05`.
  package var day: String { String(iso8601.prefix(10)) }

  /// Reads `2026-01-05`, `2026-01-05T00:00:00Z` or the same with an offset such as `+02:00`.
  ///
  /// Fractions of a second are dropped. Nil when the text is anything else or no real date.
  package init?(iso8601 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), let days = Self.days(year: year, month: month, day: day)
    else { return nil }
    if bytes.count == 10 {
      self.init(epochSeconds: days * 86_400)
      return
    }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      let second = Self.secondOfDay(bytes[11...])
    else { return nil }
    self.init(epochSeconds: days * 86_400 + second)
  }

  private static func secondOfDay(_ bytes: ArraySlice<UInt8>) -> Int? {
    let start = bytes.startIndex
    guard bytes.count >= 9, bytes[start + 2] == UInt8(ascii: ":"),
      bytes[start + 5] == UInt8(ascii: ":"),
      let hour = number(bytes[start..<start + 2]), hour < 24,
      let minute = number(bytes[start + 3..<start + 5]), minute < 60,
      let second = number(bytes[start + 6..<start + 8]), second < 60
    else { return nil }
    var zone = bytes[(start + 8)...]
    if zone.first == UInt8(ascii: ".") {
      zone = zone.dropFirst().drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }
    guard let offset = zoneOffset(zone) else { return nil }
    return hour * 3600 + minute * 60 + second - offset
  }

  private static func zoneOffset(_ zone: ArraySlice<UInt8>) -> Int? {
    guard let sign = zone.first else { return nil }
    if sign == UInt8(ascii: "Z") { return zone.count == 1 ? 0 : nil }
    let start = zone.startIndex
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), zone.count == 6,
      zone[start + 3] == UInt8(ascii: ":"),
      let hours = number(zone[start + 1..<start + 3]), hours < 24,
      let minutes = number(zone[start + 4..<start + 6]), minutes < 60
    else { return nil }
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// Days since 1970-01-01 of a date in the Gregorian calendar; nil when the date does not exist.
  package static func days(year: Int, month: Int, day: Int) -> Int? {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.flooredQuotient(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return civil(fromDays: days) == (year, month, day) ? days : nil
  }

  /// The Gregorian date of a day number; the inverse of `days`.
  package static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

extension Int {
  /// Division that rounds towards negative infinity, so that instants before 1970 land in their day.
  package func flooredQuotient(by divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }

  package func flooredRemainder(by divisor: Int) -> Int {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }

  fileprivate func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
