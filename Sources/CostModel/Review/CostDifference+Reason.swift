extension CostDifference {
  /// Nil where the month costs the same to the cent, or too little was seen to say.
  init?(from before: WorkloadVerdict, to after: WorkloadVerdict) {
    guard before.isComparable, after.isComparable,
      Shown.dollars(before.monthlyCostNow) != Shown.dollars(after.monthlyCostNow)
    else { return nil }
    self.init(
      workload: after.workload, forecast: before.monthlyCostNow, actual: after.monthlyCostNow,
      reason: CostDecomposition(from: before, to: after)?.wording ?? "its meters are not known")
  }

  static func largestFirst(_ left: CostDifference, _ right: CostDifference) -> Bool {
    let (a, b) = (abs(left.difference.value), abs(right.difference.value))
    return a == b ? left.workload < right.workload : a > b
  }
}
