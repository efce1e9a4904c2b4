import CostModel

extension Column {
  /// Who a workload is and how it is set, one column per JSON key of the same name.
  static func identity(
    _ name: String, of workload: @Sendable @escaping (Row) -> Workload,
    configuration: @Sendable @escaping (Row) -> FunctionConfiguration?
  ) -> [Self] {
    [
      Self(name) { .text(workload($0).name) },
      Self("account") { .text(workload($0).account) },
      Self("region") { .text(workload($0).region) },
      Self("architecture") { .text(configuration($0)?.architecture?.rawValue) },
      Self("memory_mb") { .number(configuration($0)?.memory) },
    ]
  }

  static func utilization(_ utilization: @Sendable @escaping (Row) -> Utilization?) -> [Self] {
    [
      Self("utilization_value") { .number(utilization($0)?.value) },
      Self("utilization_low") { .number(utilization($0)?.low) },
      Self("utilization_high") { .number(utilization($0)?.high) },
      Self("utilization_slots") { .number(utilization($0)?.slots) },
      Self("utilization_sizing") { .text(utilization($0)?.sizing.rawValue) },
      Self("utilization_at_p99") { .number(utilization($0)?.atP99) },
      Self("utilization_share_of_periods_at_peak") {
        .number(utilization($0)?.shareOfPeriodsAtPeak)
      },
    ]
  }

  /// The columns every table for people starts with; the place only where names do not suffice.
  static func names(
    showingPlaces: Bool, of workload: @Sendable @escaping (Row) -> Workload
  ) -> [Self] {
    let name = Self("function", fit: .shortens) { .text(workload($0).name) }
    let place = Self("account/region", fit: .yields(rank: 2)) { .text(workload($0).place) }
    return showingPlaces ? [name, place] : [name]
  }
}
