extension Utilization {
  /// Whether finer samples may matter: a threshold inside the interval, or within 20 % of the value.
  package func isNearThreshold(of rule: Rule) -> Bool {
    [rule.stayBelow, rule.repatriateAbove].contains { threshold in
      (low...max(low, high)).contains(threshold)
        || abs(value.value - threshold.value) <= 0.2 * threshold.value
    }
  }
}
