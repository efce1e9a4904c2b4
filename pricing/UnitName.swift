import CostModel

/// The units a price may be per, as the quantities of the cost model spell them.
enum UnitName {
  static let known: Set<String> = [
    GBSeconds.unit, GBMonths.unit, Gigabytes.unit, Requests.unit, Operations.unit, Hours.unit,
    VCPUHours.unit, GBHours.unit, Tokens.unit, MetricsRequested.unit, MetricUpdates.unit,
    Ratio.unit, Transitions.unit, WriteUnits.unit, ReadUnits.unit,
  ]
}
