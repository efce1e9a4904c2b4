import Foundation

/// Numbers as sentences show them: rounded once, here.
package enum Shown {
  /// `$1,234.56`, half a cent rounded away from zero; less than a cent but not nothing is `<$0.01`.
  package static func dollars(_ amount: USD) -> String {
    // A difference of two equal sums leaves a last bit.
    let magnitude = amount.value.magnitude < 1e-9 ? 0 : amount.value.magnitude
    if magnitude > 0, magnitude < 0.01 { return amount.value < 0 ? ">-$0.01" : "<$0.01" }
    let digits = ShortestDecimal(magnitude).rounded(toPlaces: 2).text(places: 2, grouped: true)
    return (magnitude > 0 && amount.value < 0 ? "-$" : "$") + digits
  }

  /// `18.2 %`.
  package static func percent(_ share: Ratio) -> String { "\(fixed(share.value * 100, 1)) %" }

  /// Up to two decimals, no trailing zeros: `0.29`, `41.5`, `1,769`.
  package static func number(_ value: Double) -> String {
    var text = fixed(value, 2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// `256 KB`, `1.5 MB`; powers of 1,024.
  package static func bytes(_ count: Double) -> String {
    let units = ["B", "KB", "MB", "GB", "TB"]
    var value = count
    var index = 0
    while value >= 1024 && index < units.count - 1 {
      value /= 1024
      index += 1
    }
    return "\(number((value * 10).rounded() / 10)) \(units[index])"
  }

  /// `14 days`, `1 hour`, `36 hours`: days from two up.
  package static func days(_ length: Duration) -> String {
    let hours = length.inSeconds / 3600
    let (value, unit) = hours >= 48 ? (hours / 24, "day") : (hours, "hour")
    let text = number((value * 10).rounded() / 10)
    return "\(text) \(unit)\(text == "1" ? "" : "s")"
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    let scale = decimals == 1 ? 10.0 : 100.0
    let units = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
    let whole = (units / scale).rounded(.down)
    // Beyond 2^53 there is no fraction left to show.
    let digits = units < 0x1p53 ? String(Int(units - whole * scale)) : ""
    let padding = String(repeating: "0", count: max(0, decimals - digits.count))
    return "\(value < 0 && units > 0 ? "-" : "")\(grouped(whole)).\(padding)\(digits)"
  }

  /// A whole number of any size, its thousands set apart.
  private static func grouped(_ value: Double) -> String {
    var digits = Array(Int(exactly: value).map { String($0) } ?? String(format: "%.0f", value))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }
}
