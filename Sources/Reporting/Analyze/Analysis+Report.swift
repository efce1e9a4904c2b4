package import CostModel

extension Analysis: Report {
  var workloadsWithoutCost: Int { workloads.count { $0.monthlyCost == nil } }
}
