import CostModel
import TestSupport
import Testing

@Suite("What changed since the last report")
struct ReportComparisonTests {
  private typealias Fixture = VerdictFixture

  @Test("the first report has nothing to compare with")
  func first() {
    let changes = Fixture.comparison(nil).changes(in: SampleFleet.report)
    #expect(changes == ReportChanges(since: nil))
    #expect(changes.areNews)
  }

  @Test("the same report again changes nothing")
  func same() {
    let changes = Fixture.comparison(Fixture.past(SampleFleet.report, "2026-W47"))
      .changes(in: SampleFleet.report)
    #expect(changes == ReportChanges(since: Fixture.period("2026-W47")))
    #expect(!changes.areNews)
  }

  @Test("a workload with traffic that was not there is new, one without any more is gone")
  func newAndGone() {
    let before = Fixture.report(["chat-support", "embed-batch"])
    let after = Fixture.report(["embed-batch", "agent-planner", "idle-prototype"])
    let changes = Fixture.comparison(Fixture.past(before, "2026-W47")).changes(in: after)
    #expect(changes.appeared.map(\.workload.name) == ["agent-planner"])
    #expect(changes.gone.map(\.workload.name) == ["chat-support"])
    #expect(changes.areNews)
  }

  @Test("what nobody looked at is not gone")
  func unseen() {
    let before = Fixture.report(["chat-support"])
    for (coverage, gone) in [(0.3, 0), (1.0, 1)] {
      let after = Fixture.report(["chat-support"]) {
        ($0.utilization, $0.coverage) = (0, coverage)
      }
      let changes = Fixture.comparison(Fixture.past(before, "2026-W47")).changes(in: after)
      #expect(changes.gone.count == gone)
    }
  }

  @Test("a deleted function is gone, though the window still holds traffic of it, and only once")
  func removed() {
    let report = Fixture.report(["chat-support", "embed-batch"])
    let removed = Set(
      report.recommendations.map(\.analysis.profile.workload).filter {
        $0.name == "chat-support"
      })
    let comparison = Fixture.comparison(Fixture.past(report, "2026-W47"), removed: removed)
    #expect(comparison.changes(in: report).gone.map(\.workload.name) == ["chat-support"])
    let remembered = comparison.remembered(of: report)
    #expect(remembered.map(\.workload.name) == ["embed-batch"])
    let next = Fixture.comparison(
      PastReport(period: Fixture.period("2026-W48"), verdicts: remembered), removed: removed)
    #expect(next.changes(in: report).gone.isEmpty)
  }

  @Test(
    "a changed tier names the threshold that was crossed",
    arguments: [
      (0.12, 0.19, "Utilization went from 12.0 % to 19.0 %, over the threshold of 15.0 %."),
      (0.19, 0.12, "Utilization went from 19.0 % to 12.0 %, under the threshold of 15.0 %."),
      (0.12, 0.55, "Utilization went from 12.0 % to 55.0 %, over the threshold of 40.0 %."),
      (0.55, 0.22, "Utilization went from 55.0 % to 22.0 %, under the threshold of 40.0 %."),
      (0.55, 0.05, "Utilization went from 55.0 % to 5.0 %, under the threshold of 15.0 %."),
    ])
  func crossed(before: Double, after: Double, reason: String) {
    let old = Fixture.report(["chat-support"]) { $0.utilization = before }
    let new = Fixture.report(["chat-support"]) { $0.utilization = after }
    let changes = Fixture.comparison(Fixture.past(old, "2026-W47")).changes(in: new)
    #expect(changes.verdicts.map(\.reason) == [reason])
    #expect(changes.areNews)
  }

  @Test("where the thresholds moved, not the utilization, the reason says so")
  func moved() throws {
    let rule = try Rule(stayBelow: Ratio(0.1), repatriateAbove: Ratio(0.3))
    let report = Fixture.report(["chat-support"]) { $0.utilization = 0.12 }
    let old = Fixture.past(report, "2026-W47")
    let before = old.verdicts.map { verdict in
      WorkloadVerdict(
        workload: verdict.workload, tier: .reserved, firmness: .firm, utilization: 0.121,
        option: "ec2/c8g.xlarge/1yr", monthlyCostNow: verdict.monthlyCostNow,
        monthlyCostThen: verdict.monthlyCostThen,
        invocationsPerMonth: verdict.invocationsPerMonth, memory: verdict.memory,
        architecture: verdict.architecture)
    }
    // The fleet's report judges by 15 % and 40 %, the remembered verdict came of 10 % and 30 %.
    let changes = Fixture.comparison(PastReport(period: old.period, verdicts: before))
      .changes(in: report)
    #expect(
      changes.verdicts.map(\.reason) == [
        "The thresholds moved to 15.0 % and 40.0 %: utilization is 12.0 %, was 12.1 %."
      ])
    #expect(rule.tier(of: Ratio(0.121)) == .reserved)
  }

  @Test("another option of the same tier is told with both prices, and is no news")
  func option() {
    let report = Fixture.report(["chat-support"]) { $0.utilization = 0.19 }
    let before = Fixture.past(report, "2026-W47").verdicts.map { verdict in
      WorkloadVerdict(
        workload: verdict.workload, tier: verdict.tier, firmness: .firm,
        utilization: verdict.utilization, option: "ec2/c8g.xlarge/on-demand",
        monthlyCostNow: verdict.monthlyCostNow, monthlyCostThen: USD(200),
        invocationsPerMonth: verdict.invocationsPerMonth, memory: verdict.memory,
        architecture: verdict.architecture)
    }
    let changes = Fixture.comparison(
      PastReport(period: Fixture.period("2026-W47"), verdicts: before)
    ).changes(in: report)
    #expect(
      changes.verdicts.map(\.reason) == [
        "ec2/c9g.xlarge/3yr costs $174.63 a month, ec2/c8g.xlarge/on-demand would cost $349.48, "
          + "$200.00 last time."
      ])
    #expect(!changes.areNews)
  }

  @Test("the bill is held against the last report's month, the largest difference first")
  func costs() {
    let old = Fixture.report(["chat-support", "embed-batch"])
    let new = Fixture.report(["chat-support", "embed-batch"]) {
      $0.utilization *= $0.name == "embed-batch" ? 1.5 : 1.1
    }
    let costs = Fixture.comparison(Fixture.past(old, "2026-W47")).changes(in: new).costs
    #expect(costs.map(\.workload.name) == ["embed-batch", "chat-support"])
    for cost in costs {
      #expect(
        abs(cost.actual / cost.forecast - (cost.workload.name == "embed-batch" ? 1.5 : 1.1)) < 1e-5)
      #expect(cost.reason.contains("by invocations ("))
    }
  }
}
