import CostModel

extension USD {
  /// Dollars and cents for people, `$1,234.56`, as sentences say them.
  var shown: String { Shown.dollars(self) }
}

extension Ratio {
  /// A percentage to one place without its sign, `18.2`; more than nothing is never `0.0`.
  var percentFigure: String {
    let rounded = ShortestDecimal(value).shifted(by: 2).rounded(toPlaces: 1)
    if value > 0, rounded.digits.isEmpty { return "<0.1" }
    return rounded.text(places: 1, grouped: true)
  }

  /// A percentage to one place, `18.2 %`.
  var percent: String { percentFigure + " %" }
}

extension Utilization {
  /// The figure with its interval, `18.2 % [15.9–20.6]`.
  var shown: String { "\(value.percent) [\(low.percentFigure)–\(high.percentFigure)]" }
}

extension Quantity {
  /// The figure with commas and at most `places` decimals, for people.
  func figure(places: Int = 0) -> String { value.figure(places: places) }
}

extension Double {
  /// The figure with commas and at most `places` decimals, for people.
  func figure(places: Int = 0) -> String {
    ShortestDecimal(self).rounded(toPlaces: places).text(grouped: true)
  }
}

extension FunctionConfiguration {
  /// Memory and architecture, `1,024 MB arm64`, with `n/a` for what nobody has said.
  var shown: String {
    let size = memory.map { "\($0.figure()) MB" } ?? "n/a"
    return "\(size) \(architecture?.rawValue ?? "n/a")"
  }
}

extension AnalysisWindow {
  /// `2026-01-05T00:00:00Z to 2026-01-19T00:00:00Z (14 days)`.
  var shown: String {
    let days = Hours(Double(seconds) / 3600)
    let length =
      seconds % 86_400 == 0
      ? "\(seconds / 86_400) \(seconds == 86_400 ? "day" : "days")" : "\(days.figure(places: 1)) h"
    return "\(since.iso8601) to \(until.iso8601) (\(length))"
  }
}

extension Sequence<Workload> {
  /// True when names alone may not tell the workloads apart.
  var spanPlaces: Bool { Set(map(\.place)).count > 1 }
}

extension Workload {
  /// The account, when known, and the region: `123456789012/us-east-1`.
  var place: String { account.map { "\($0)/\(region)" } ?? region }

  func shown(withPlace: Bool) -> String { withPlace ? "\(name) (\(place))" : name }
}
