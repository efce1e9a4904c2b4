import CostModel
import Testing

@Suite("Decision")
struct DecisionTests {
  private func report(
    _ profiles: [UsageProfile], policy: Policy = .rule, redundancy: Redundancy = .none,
    extra: [(String, String, Double)] = [], unverified: [(String, String, Double)] = []
  ) throws -> RecommendationReport {
    let book = try PriceBook.list(extra: extra, unverified: unverified)
    let analysis = Analyzer(prices: book, settings: AnalysisSettings())
      .analyze(profiles, in: .fortnight)
    return Recommender(
      prices: book, settings: RecommendationSettings(policy: policy, redundancy: redundancy)
    ).recommend(analysis)
  }

  /// A 3,008 MB arm function busy for the given share of the time, one run at once.
  private func busy(_ share: Double, memory: Double = 3008, name: String = "chat") -> UsageProfile {
    .steady(
      name: name, memory: Megabytes(memory),
      busyPerDay: Array(repeating: 86_400 * share, count: 14),
      levels: [.init(executions: 1, seconds: Int(1_209_600 * share))])
  }

  @Test("break-even is U times the fleet's cost over what Lambda would no longer charge")
  func breakEven() {
    let point = BreakEven.utilization(now: Ratio(0.2), fixed: USD(150), lambda: USD(100))
    #expect(abs((point ?? 0) - 0.3) < 1e-15)
    #expect(
      BreakEven.utilization(now: Ratio(0.2), fixed: USD(150), lambda: USD(1), variable: USD(1))
        == nil)
    #expect(BreakEven.utilization(now: .zero, fixed: USD(150), lambda: USD(1)) == nil)
  }

  @Test("at the break-even utilization both sides cost the same to 1e-9")
  func equalAtBreakEven() throws {
    let first = try report([busy(0.2)]).recommendations[0]
    let option = try #require(first.options.first { $0.name == "ec2/c8g.xlarge/on-demand" })
    let point = try #require(option.breakevenUtilization)
    let scale = point / 0.2
    let lambda = first.analysis.monthlyCost?.vanishing ?? .zero
    let fleet = try #require(option.monthlyCost)
    #expect(abs((lambda * scale - fleet).value) < 1e-9 * fleet.value)
  }

  @Test("one slot of 10,240 MB outgrows the memory of c8g.xlarge but not of m8g.xlarge")
  func slots() throws {
    let book = try PriceBook.list()
    let need = SlotNeed(lambdaMemory: Megabytes(10_240))
    #expect(abs(need.vcpus.value - 5.7885) < 1e-4)
    let slots = Dictionary(
      uniqueKeysWithValues: book.instances.map { ($0.name, $0.slots(for: need)) })
    #expect(slots == ["c8g.xlarge": 0, "c8g.2xlarge": 1, "m8g.xlarge": 1])
    let lean = SlotNeed(vcpus: need.vcpus, memory: Megabytes(4096))
    #expect(book.instances.first { $0.name == "c8g.xlarge" }?.slots(for: lean) == 1)
  }

  @Test("memory that Lambda Insights saw used stands for the configured, and is named")
  func usedMemory() throws {
    func chosen(_ insights: InsightsUsage?) throws -> (Recommendation, [String]) {
      let profile = UsageProfile.steady(
        memory: Megabytes(10_240), busyPerDay: Array(repeating: 86_400 * 0.25, count: 14),
        levels: [.init(executions: 1, seconds: 302_400)], insights: insights)
      let report = try report([profile])
      return (try #require(report.recommendations.first), report.assumptions)
    }
    func smallest(_ recommendation: Recommendation) -> String? {
      recommendation.options.first { $0.name.hasPrefix("ec2/") && $0.isFeasible }?.name
    }
    let (assumed, whole) = try chosen(nil)
    // 10,240 MB do not fit 0.9 of 8 GB; 4,096 MB do.
    #expect(smallest(assumed) == "ec2/m8g.xlarge/on-demand")
    #expect(whole.contains { $0.hasSuffix("the whole memory configured on Lambda.") })
    #expect(!whole.contains { $0.contains("used_memory_max") })
    #expect(!assumed.reasons.contains { $0.contains("Lambda Insights") })
    let (measured, named) = try chosen(
      InsightsUsage(measured: Requests(9), usedMemory: Megabytes(4096), initSeconds: 0))
    #expect(smallest(measured) == "ec2/c8g.xlarge/on-demand")
    #expect(named.contains { $0.contains("used_memory_max") })
    #expect(measured.reasons.contains { $0.contains("at most 4,096 MB of its 10,240 MB") })
    let nonsense = SlotNeed(lambdaMemory: Megabytes(1024), used: Megabytes(2048))
    #expect(nonsense == SlotNeed(lambdaMemory: Megabytes(1024)))
  }

  @Test("policy rule stays in the rule's tier, policy cost takes the cheapest of all")
  func policies() throws {
    let byRule = try report([busy(0.2, memory: 1769)]).recommendations[0]
    #expect(byRule.analysis.tier == .reserved)
    #expect(byRule.chosen.tier == .reserved)
    #expect(byRule.cheapest.name == "lambda")
    #expect(!byRule.ruleAndPriceAgree)
    #expect(byRule.monthlySaving < .zero)
    #expect(byRule.action.hasPrefix("Stay on Lambda for now"))
    let dissent = try #require(byRule.reasons.first { $0.hasPrefix("Rule and prices disagree") })
    let more = (byRule.chosen.monthlyCost ?? .zero) - (byRule.cheapest.monthlyCost ?? .zero)
    #expect(dissent.contains("lambda") && dissent.contains(Shown.dollars(more)))
    let byCost = try report([busy(0.2, memory: 1769)], policy: .cost).recommendations[0]
    #expect(byCost.chosen.name == "lambda")
    #expect(byCost.monthlySaving == .zero)
  }

  @Test("a busy large function moves to the cheapest fleet that holds its peak")
  func moves() throws {
    let advice = try report([busy(0.39, memory: 10_240)]).recommendations[0]
    #expect(advice.chosen.name == "ec2/m8g.xlarge/on-demand")
    #expect(abs((advice.chosen.monthlyCost ?? .zero).value - 0.17952 * 730) < 1e-9)
    #expect(advice.ruleAndPriceAgree)
    #expect(advice.monthlySaving > .zero)
  }

  @Test("n+1 adds one instance to every fleet, and Managed Instances never stand below three")
  func redundancy() throws {
    let plain = try report([busy(0.3)]).recommendations[0]
    let spare = try report([busy(0.3)], redundancy: .nPlusOne).recommendations[0]
    let name = "ec2/c8g.xlarge/on-demand"
    #expect(plain.options.first { $0.name == name }?.instances == 1)
    #expect(spare.options.first { $0.name == name }?.instances == 2)
    let managed = try #require(
      plain.options.first { $0.name.hasPrefix("lambda-managed-instances/c8g") })
    #expect(managed.instances == 3)
  }

  @Test(
    "above 40 % the tier is repatriate, on-prem is listed unpriced, and an always-on fleet stands in"
  )
  func repatriate() throws {
    let advice = try report([busy(0.8, memory: 10_240)]).recommendations[0]
    #expect(advice.analysis.tier == .repatriate)
    let onPrem = try #require(advice.options.first { $0.tier == .repatriate })
    #expect(onPrem.monthlyCost == nil)
    #expect(onPrem.whyNot?.hasPrefix("not priced: no nodes") == true)
    #expect(advice.chosen.tier == .reserved)
    #expect(advice.ruleAndPriceAgree)
  }

  @Test(
    "a price that no source confirms is shown but never chosen, and an override makes it eligible")
  func unconfirmed() throws {
    let key = "ec2/us-east-1/m8g.xlarge/ri-3yr"
    let listed = try report([busy(0.39, memory: 10_240)], unverified: [(key, "hour", 0.05)])
    let option = try #require(
      listed.recommendations[0].options.first { $0.name == "ec2/m8g.xlarge/ri-3yr" })
    #expect(!option.isFeasible)
    #expect(option.monthlyCost == USD(0.05 * 730))
    #expect(listed.recommendations[0].chosen.name == "ec2/m8g.xlarge/on-demand")
    let mine = try report([busy(0.39, memory: 10_240)], extra: [(key, "hour", 0.05)])
    #expect(mine.recommendations[0].chosen.name == "ec2/m8g.xlarge/ri-3yr")
  }

  @Test("an idle function has no fleet to move to; what it keeps ready is the thing to remove")
  func idle() throws {
    let advice = try report([
      .steady(
        architecture: .x86_64, busyPerDay: Array(repeating: 0, count: 14), invocations: 0,
        levels: [],
        provisioned: ProvisionedUsage(configured: GBSeconds(1_209_600), served: .zero))
    ]).recommendations[0]
    #expect(advice.options.filter(\.isFeasible).map(\.name) == ["lambda"])
    #expect(advice.action.contains("remove its provisioned concurrency"))
    #expect(advice.ruleAndPriceAgree)
  }

  @Test("a workload of unknown memory keeps its tier and is listed without a cost")
  func unknownMemory() throws {
    let found = try report([.steady(memory: nil), busy(0.2)])
    #expect(found.recommendations.count == 1)
    #expect(found.unpriced.map(\.workload.name) == ["chat"])
    #expect(found.unpriced[0].reason.contains("memory_mb"))
  }

  @Test("a region without prices names the item that is missing")
  func missingRegion() throws {
    let found = try report([.steady(region: "sa-east-1")])
    #expect(found.unpriced[0].reason.contains("lambda/sa-east-1/duration/arm64"))
  }

  @Test("recommendations are ranked by monthly saving, then by name")
  func ranking() throws {
    let names = try report([
      busy(0.01, name: "b"), busy(0.01, name: "a"), busy(0.9, memory: 10_240, name: "z"),
    ])
    .recommendations.map(\.analysis.profile.workload.name)
    #expect(names == ["z", "a", "b"])
  }
}
