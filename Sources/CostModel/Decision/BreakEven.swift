/// The utilization at which an always-on option and Lambda cost the same.
package enum BreakEven {
  /// U* = U · F / (L − V): the shape of the traffic kept, its volume scaled.
  ///
  /// F is the option's fixed monthly cost, L what Lambda charges now and would vanish, V what the
  /// option charges for the same volume. At 20 % and $100 of Lambda, a $150 fleet breaks even at 30 %.
  /// Nil where Lambda's cost per unit of traffic never exceeds the option's.
  package static func utilization(
    now utilization: Ratio, fixed: USD, lambda: USD, variable: USD = .zero
  ) -> Double? {
    let avoided = lambda - variable
    guard avoided > .zero, utilization > .zero else { return nil }
    return utilization.value * (fixed / avoided)
  }
}
