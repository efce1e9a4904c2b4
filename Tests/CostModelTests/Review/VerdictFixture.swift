import CostModel
import TestSupport

/// Verdicts to compare, each with what a test turns.
enum VerdictFixture {
  static let workload = Workload(name: "chat", account: "123456789012", region: "us-east-1")

  static func period(_ name: String) -> ReportPeriod {
    guard let period = ReportPeriod(named: name) else { preconditionFailure("\(name) is a period") }
    return period
  }

  /// A month of a function whose duration costs `price` a GB-second and whose requests 2e-7 each.
  static func verdict(
    invocations: Double = 1_000_000, seconds: Double = 2, memory: Double = 1024,
    price: Double = 1.333_34e-5, architecture: Architecture = .arm64, option: String = "lambda",
    then: Double? = nil, kept: Double = 0, durable: Double = 0, coverage: Double = 1
  ) -> WorkloadVerdict {
    let meters = LambdaCost(
      compute: USD(invocations * seconds * memory / 1024 * price),
      requests: USD(invocations * 2e-7), provisioned: USD(kept), durable: USD(durable))
    return WorkloadVerdict(
      workload: workload, tier: .lambda, firmness: .firm, utilization: 0.05, option: option,
      monthlyCostNow: meters.total, monthlyCostThen: then.map { USD($0) } ?? meters.total,
      invocationsPerMonth: Requests(invocations), memory: Megabytes(memory),
      architecture: architecture, meanDuration: invocations > 0 ? .seconds(seconds) : nil,
      meters: meters, coverage: Ratio(coverage))
  }

  /// A report over some members of the sample fleet, each as `change` has it.
  static func report(
    _ names: [String], _ change: (inout SampleFleet.Member) -> Void = { _ in }
  ) -> RecommendationReport {
    SampleFleet.report(
      of: SampleFleet.members.filter { names.contains($0.name) }.map { member in
        var member = member
        change(&member)
        return member
      })
  }

  static func past(_ report: RecommendationReport, _ period: String) -> PastReport {
    PastReport(
      period: self.period(period), verdicts: report.recommendations.map(WorkloadVerdict.init))
  }

  static func comparison(
    _ last: PastReport?, advice: [PastAdvice] = [], removed: Set<Workload> = [],
    rule: Rule = .standard
  ) -> ReportComparison {
    ReportComparison(last: last, advice: advice, removed: removed, rule: rule)
  }
}
