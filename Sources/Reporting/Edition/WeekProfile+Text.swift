import CostModel

extension WeekProfile {
  private static let days = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// Busiest hour and silent ones, in one sentence; nil where no hour was covered.
  func sentence(slots: Int) -> String? {
    let shares = utilization(slots: Double(slots))
    let known = shares.enumerated().compactMap { hour, share in share.map { (hour, $0) } }
    guard let busiest = known.max(by: { $0.1 < $1.1 }) else { return nil }
    let uncovered = Self.hours - known.count
    let gap = uncovered == 0 ? "" : ", \(uncovered) not covered"
    guard busiest.1 > 0 else { return "Silent in every hour of the week\(gap)." }
    let silent = known.count { $0.1 == 0 }
    return "Busiest on \(Self.days[busiest.0 / 24]) from \(Self.clock(busiest.0 % 24)) to "
      + "\(Self.clock(busiest.0 % 24 + 1)) UTC, at \(Ratio(busiest.1).percent) of "
      + "\(slots.of("slot")); silent in \(silent) of \(Self.hours) hours\(gap)."
  }

  /// One letter an hour: `-` where not covered, `A` silent, up to `/` for every slot busy.
  ///
  /// Base 64's digits, so that 63 levels above silence need no escape in JSON or markup.
  func letters(slots: Int) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let letters = utilization(slots: Double(slots)).map { share -> UInt8 in
      guard let share else { return UInt8(ascii: "-") }
      return digits[min(63, Int((share * 63).rounded(.up)))]
    }
    return String(decoding: letters, as: UTF8.self)
  }

  private static func clock(_ hour: Int) -> String { "\(hour < 10 ? "0" : "")\(hour):00" }
}
