import CostModel

/// What a listed product is to us: the price it sets, and the units it may be listed in.
struct Meter: Hashable, Sendable {
  let key: PriceKey
  /// Spelled plainly: small letters and digits, no plural.
  let units: [String: UnitScale]
  let note: String?

  init(_ key: PriceKey, per units: [String: UnitScale], note: String? = nil) {
    self.key = key
    self.units = units
    self.note = note
  }

  /// Nil for a unit that would make the price mean something else.
  func scale(of unit: String) -> UnitScale? { units[Self.plain(unit)] }

  /// `Event-Poller-Unit-Hours` is `eventpollerunithour`; the list spells units differently by region.
  private static func plain(_ unit: String) -> String {
    let plain = unit.lowercased().filter { $0.isLetter || $0.isNumber }
    return plain.hasSuffix("s") ? String(plain.dropLast()) : plain
  }
}

extension [String: UnitScale] {
  static let hours: Self = ["hr": .one, "hour": .one, "eventpollerunithour": .one]
  static let gigabyteSeconds: Self = [
    "gbsecond": .one, "lambdagbsecond": .one, "gigabytesecond": .one,
  ]
  static let gigabytes: Self = ["gb": .one, "gigabyte": .one, "processedgigabyte": .one]
  static let gigabyteMonths: Self = [
    "gigabytesmonth": .one, "gigabytemonth": .one, "gbmonth": .one, "gbmo": .one,
    "gbhour": .times(730),
  ]
  static let requests: Self = ["request": .one]
  static let operations: Self = ["durableoperation": .one, "operation": .one]
  static let vcpuHours: Self = ["vcpusecond": .times(3600), "vcpuhour": .one]
  static let tokens: Self = [
    "token": .one, "1ktoken": .over(1000), "1000token": .over(1000), "1mtoken": .over(1_000_000),
    "1000000token": .over(1_000_000),
  ]
}

/// A usage type as the price list names it: `EU-Lambda-GB-Second-ARM`.
enum UsageType {
  /// The name without the region that stands before it, `Lambda-GB-Second-ARM`.
  static func bare(_ text: String) -> String {
    guard let hyphen = text.firstIndex(of: "-") else { return text }
    let prefix = text[..<hyphen]
    let isRegion =
      (2...5).contains(prefix.count)
      && prefix.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) }
    return isRegion ? String(text[text.index(after: hyphen)...]) : text
  }
}
