/// The number of instances that a peak takes.
enum FleetExplainer {
  /// max(⌈peak / (slots × speed)⌉ + spare, least).
  static func instances(
    _ fleet: FleetSizing, of option: PlacementOption, speed: Expression? = nil,
    spare origin: String
  ) -> Expression {
    let slots = Expression.method(
      "executions an instance takes over", fleet.slots, "execution",
      option.decode == nil
        ? "floor(min(vCPU × core factor / vCPU of the memory, 0.9 × memory / need)), method 4"
        : "its requests a second × seconds of a request on Lambda, method 8")
    let peak = Expression.metric("slots", Double(fleet.peak), "execution", "as in utilization")
    let spare = Expression.input(
      ExplainedInput("spare", Double(fleet.spare), "instance", .configuration, origin))
    return .most(
      .sum([
        .ceiling(.quotient(peak, speed.map { .product([slots, $0]) } ?? slots)), spare,
      ]),
      .method("least", Double(fleet.least), "instance", "three for Managed Instances, else one"))
  }
}
