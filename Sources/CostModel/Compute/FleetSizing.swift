/// How many instances a peak takes.
package struct FleetSizing: Hashable, Sendable {
  /// Executions at once.
  package let peak: Int
  /// Executions one instance takes over, which need not be whole.
  package let slots: Double
  package let spare: Int
  package let least: Int
  /// Of one instance.
  package let monthly: USD

  package init(peak: Int, slots: Double, spare: Int, least: Int, monthly: USD) {
    self.peak = peak
    self.slots = slots
    self.spare = spare
    self.least = least
    self.monthly = monthly
  }

  package func instances(speed: Double = 1) -> Int {
    max(Int((Double(peak) / (slots * speed)).rounded(.up)) + spare, least)
  }

  package func monthlyCost(speed: Double = 1) -> USD { monthly * Double(instances(speed: speed)) }
}
