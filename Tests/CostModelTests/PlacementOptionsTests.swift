import CostModel
import Pricing
import Testing

@Suite("Options to place a workload")
struct PlacementOptionsTests {
  private let prices: PriceBook

  init() throws { prices = try Catalogue.bundled() }

  private func options(
    _ profile: UsageProfile, prices: PriceBook? = nil, knowledge: RequestKnowledge? = nil
  ) throws -> [String: PlacementOption] {
    let prices = prices ?? self.prices
    let analysis = Analyzer(prices: prices, settings: AnalysisSettings())
      .analyze([profile], in: profile.window)
    let report = Recommender(
      prices: prices, settings: RecommendationSettings(), knowledge: knowledge
    ).recommend(analysis)
    return Dictionary(
      uniqueKeysWithValues: try #require(report.recommendations.first).options.map {
        ($0.name, $0)
      })
  }

  /// Two executions all the time but for the silent share of it.
  private func flat(silent: Double, memory: Double = 1024) -> UsageProfile {
    let active = 1_209_600 * (1 - silent)
    return .steady(
      memory: Megabytes(memory), busyPerDay: Array(repeating: 2 * active / 14, count: 14),
      invocations: 100_000,
      levels: [.init(executions: 2, seconds: Int(active))])
  }

  @Test("keys of every commitment are spelled as the price list is read")
  func terms() {
    #expect(CommitmentTerm.ofEC2.count == 19)
    #expect(
      CommitmentTerm.usual.map(\.rawValue) == [
        "on-demand", "compute-sp-1yr", "ri-1yr", "compute-sp-3yr", "ri-3yr",
      ])
    #expect(CommitmentTerm.ofEC2.contains { $0.rawValue == "ri-3yr-partial-upfront" })
    #expect(CommitmentTerm.ofSageMaker.last?.rawValue == "ml-sp-3yr-all-upfront")
  }

  @Test("an instance paid upfront is an option of its own, at its price by the hour")
  func upfront() throws {
    let found = try options(flat(silent: 0.5, memory: 3008))
    let option = try #require(found["ec2/c7g.xlarge/ri-1yr-all-upfront"])
    #expect(abs((option.monthlyCost ?? .zero).value - 0.089155 * 730) < 1e-6)
    #expect(option.offer?.term.upfront == .all && option.offer?.term.years == 1)
  }

  @Test("a plan on steady Lambda saves its 12 %, on duration only")
  func plan() throws {
    let found = try options(flat(silent: 0))
    let stay = try #require(found["lambda"]?.cost)
    let plan = try #require(found["lambda/compute-sp-1yr"]?.cost)
    #expect(abs(plan.duration / stay.duration - 0.0000117 / 0.0000133334) < 1e-12)
    #expect(plan.requests == stay.requests)
    #expect(found["lambda/compute-sp-3yr"] == nil)
    let paid = try #require(found["lambda/compute-sp-1yr-all-upfront"]?.cost)
    #expect(abs(paid.duration / stay.duration - 0.0000111 / 0.0000133334) < 1e-12)
  }

  @Test("a plan is left out where traffic is silent longer than it saves, with both figures")
  func silentPlan() throws {
    let option = try #require(try options(flat(silent: 0.4))["lambda/compute-sp-1yr"])
    #expect(!option.isFeasible)
    #expect(option.whyNot?.contains("87.7 %") == true && option.whyNot?.contains("60.0 %") == true)
  }

  /// 1 execution for half the time and 4 for the other: commit to 1 at 0.8, the rest on demand:
  /// (0.8 + 3 × 0.5) / 2.5 = 0.92.
  @Test("the best commitment is the load that is exceeded as often as the plan costs")
  func commitment() {
    let levels = ConcurrencyDistribution(
      levels: [.init(executions: 1, seconds: 604_800), .init(executions: 4, seconds: 604_800)],
      isEstimated: false)
    let best = PlanCoverage(levels, in: .fortnight, rate: 0.8)
    #expect(abs(best.factor - 0.92) < 1e-12)
    #expect(abs(best.committed - 0.4) < 1e-12)
    let deep = PlanCoverage(levels, in: .fortnight, rate: 0.4)
    #expect(abs(deep.factor - 0.64) < 1e-12)
    for commitment in stride(from: 0.0, through: 5, by: 0.25) {
      let cost = 0.8 * commitment + 0.5 * max(1 - commitment, 0) + 0.5 * max(4 - commitment, 0)
      #expect(cost / 2.5 >= best.factor - 1e-12)
    }
  }

  @Test(
    "provisioned concurrency breaks even at 60.0 % on either architecture",
    arguments: Architecture.allCases)
  func provisioned(architecture: Architecture) throws {
    let function = try #require(
      LambdaOffers(region: "us-east-1", prices: prices).functions[architecture])
    let share = try #require(function.provisioned?.breakEven(onDemand: function.duration))
    #expect(abs(share.value - 0.6) < 1e-4)
    let profile = UsageProfile.steady(
      architecture: architecture, busyPerDay: Array(repeating: 30_000, count: 14),
      levels: [.init(executions: 1, seconds: 420_000)])
    let option = try #require(try options(profile)["lambda/provisioned"])
    #expect(abs((option.breakevenUtilization ?? 0) - share.value) < 1e-9)
    #expect(option.change == .provisioned(1))
  }

  @Test("what cannot be had is listed with its reason")
  func refusals() throws {
    let large = try options(flat(silent: 0.9, memory: 10_240))
    #expect(large["sagemaker/serverless"]?.whyNot?.contains("6 GB") == true)
    #expect(large["lambda/other-memory"]?.whyNot?.contains("tokens per request") == true)
    let other = try #require(large["lambda/x86_64"])
    #expect(!other.isFeasible)
    #expect(other.monthlyCost != nil)
  }

  @Test("what is kept ready is not traded for cold starts, but its price without is shown")
  func keptReady() throws {
    let busy = GBSeconds(1_000_000)
    let found = try options(
      .steady(
        invocations: 100_000,
        provisioned: ProvisionedUsage(configured: busy * 1.2, served: GBSeconds(100_000))))
    let without = try #require(found["lambda/on-demand"])
    let stay = try #require(found["lambda"])
    #expect(!without.isFeasible && found["sagemaker/serverless"]?.isFeasible == false)
    #expect((without.monthlyCost ?? .zero) < (stay.monthlyCost ?? .zero))
    #expect(found["lambda/provisioned"] == nil)
  }

  @Test("SageMaker's serverless endpoint costs half as much again as Lambda's arm64 second")
  func serverlessEndpoint() throws {
    let found = try options(flat(silent: 0.5))
    let endpoint = try #require(found["sagemaker/serverless"]?.cost)
    let stay = try #require(found["lambda"]?.cost)
    #expect(abs(endpoint.duration / stay.duration - 0.00002 / 0.0000133334) < 1e-9)
  }

  @Test(
    "with tokens known other memory and the other architecture are priced by how fast they answer")
  func tokens() throws {
    let book = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp)
    let request = ServedRequest(
      model: try book.model(named: "llama-3.2-1b", .q4_k_m), prompt: Tokens(500),
      output: Tokens(200))
    let found = try options(
      flat(silent: 0.5, memory: 5307),
      knowledge: RequestKnowledge(book: book) { _ in .success(request) })
    let stay = try #require(found["lambda"])
    let most = try #require(found["lambda/arm64/10240mb"])
    #expect(most.isFeasible)
    #expect(try #require(most.requestSeconds) < (try #require(stay.requestSeconds)))
    let other = try #require(found.values.first { $0.name.hasPrefix("lambda/x86_64/") })
    #expect(other.cost.map { $0.spread > 0 } == true)
    for option in found.values where option.isFeasible && option.name.hasPrefix("lambda/") {
      if case .memory = option.change {
        #expect(try #require(option.requestSeconds) <= (try #require(stay.requestSeconds)) + 1e-9)
      }
    }
  }
}
