import CostModel
import Foundation
import Pricing
import Testing

@Suite("Nodes of one's own, shared")
struct OnPremisesSiteTests {
  private func report(
    _ profiles: [UsageProfile], policy: Policy = .rule, node: String = "l4-server",
    given: [TCOKey: Double]
  ) throws -> RecommendationReport {
    let prices = try PriceBook.generous()
    let analysis = Analyzer(prices: prices, settings: AnalysisSettings())
      .analyze(profiles, in: .fortnight)
    return Recommender(
      prices: prices,
      settings: RecommendationSettings(
        policy: policy, onPremises: try .fixture(given, node: node))
    ).recommend(analysis)
  }

  private func busy(
    _ name: String, _ share: Double, executions: Int = 1, memory: Double = 1769
  ) -> UsageProfile {
    .steady(
      name: name, memory: Megabytes(memory),
      busyPerDay: Array(repeating: 86_400 * share * Double(executions), count: 14),
      levels: [.init(executions: executions, seconds: 1_209_600)])
  }

  private func onPrem(_ recommendation: Recommendation) throws -> PlacementOption {
    try #require(recommendation.options.first { $0.name == "on-prem" })
  }

  @Test("without a quote on-prem shows what it would cost, and is not chosen")
  func unquoted() throws {
    let advice = try report([busy("chat", 0.8)], given: [:]).recommendations[0]
    let option = try onPrem(advice)
    #expect(advice.analysis.tier == .repatriate)
    #expect(option.whyNot?.contains("tco.node_price_usd") == true)
    #expect((option.monthlyCost ?? .zero) > USD(1000))
    #expect(option.provenance == .prior && option.restsOnUnverifiedPrice)
    #expect(advice.chosen.tier == .reserved)
    #expect(
      advice.reasons.contains {
        $0.contains(Shown.dollars(option.monthlyCost ?? .zero)) && $0.contains("no source confirms")
      })
  }

  @Test("with a quote it is what the rule's tier repatriate takes, and says what it rests on")
  func quoted() throws {
    let advice = try report([busy("chat", 0.8)], given: [.nodePrice: 20_000]).recommendations[0]
    #expect(advice.chosen.name == "on-prem")
    #expect(advice.chosen.instances == 2)
    #expect(!advice.ruleAndPriceAgree)
    #expect(advice.action.hasPrefix("Stay on Lambda for now: on-prem, 100.0 % of 2 × l4-server"))
    #expect(advice.risks.contains { $0.contains("assumptions that nobody confirmed") })
    let interval = try #require(advice.interval(of: advice.chosen))
    #expect(interval.low < advice.monthlyCostThen && advice.monthlyCostThen < interval.high)
  }

  /// 600 and 1,400 tokens/s at the peak need two nodes of 1,565 and a spare one; by hand, at 0 kW:
  /// 3 × $21,450 / 36 + 3 × $162.50 + $500 + $25,000 / 12 + $25,000 / 36.
  @Test("each bears its part of the peak of whole nodes, and the parts are the whole")
  func parts() throws {
    let rate = 0.767
    let given: [TCOKey: Double] = [
      .nodePrice: 26_000, .nodeIdlePower: 0, .nodeFullPower: 0, .tokensPerSecondPerVCPU: rate,
    ]
    let all = try report(
      [
        busy("small", 0.5, executions: 60, memory: 17_690 / rate),
        busy("large", 0.5, executions: 140, memory: 17_690 / rate),
      ], given: given
    ).recommendations
    let whole = 3 * 21_450.0 / 36 + 3 * 162.5 + 500 + 25_000.0 / 12 + 25_000.0 / 36
    let costs = Dictionary(
      uniqueKeysWithValues: all.map { ($0.analysis.profile.workload.name, $0.monthlyCostThen) })
    #expect(all.allSatisfy { $0.chosen.instances == 3 && $0.onPremises?.site.workloads == 2 })
    #expect(abs((costs["small"] ?? .zero).value - whole * 0.3) < 1e-6)
    #expect(abs((costs["large"] ?? .zero).value - whole * 0.7) < 1e-6)
  }

  @Test("a workload that the rule keeps is priced as if it joined, and changes nobody else's part")
  func joining() throws {
    let given: [TCOKey: Double] = [.nodePrice: 20_000]
    let alone = try report([busy("home", 0.8)], given: given).recommendations[0]
    let both = try report([busy("home", 0.8), busy("guest", 0.05)], given: given).recommendations
    let home = try #require(both.first { $0.analysis.tier == .repatriate })
    let guest = try #require(both.first { $0.analysis.tier == .lambda })
    #expect(home.monthlyCostThen == alone.monthlyCostThen)
    #expect(home.onPremises?.site.workloads == 1 && guest.onPremises?.site.workloads == 2)
    #expect(guest.onPremises?.share == Ratio(0.5))
  }

  @Test("a figure that has to be given is named, and nothing runs needs no nodes")
  func unpriced() throws {
    let boxed = try report(
      [busy("chat", 0.8)], node: "nutanix-gpt-in-a-box", given: [:]
    ).recommendations[0]
    #expect(try onPrem(boxed).whyNot?.contains("software_usd_per_node_year") == true)
    #expect(try onPrem(boxed).monthlyCost == nil)
    let idle = try report(
      [.steady(busyPerDay: Array(repeating: 0, count: 14), invocations: 0, levels: [])],
      given: [.nodePrice: 1]
    ).recommendations[0]
    #expect(try onPrem(idle).whyNot == "nothing ran: there is no peak to size for")
  }

  @Test("what the user gave is certain; what is assumed widens the interval")
  func certainty() throws {
    var given: [TCOKey: Double] = [:]
    for figure in try TCOFixture.assumptions().figures
    where !figure.key.isComputed && figure.standing.isAssumption {
      given[figure.key] = figure.value
    }
    let sure = try report([busy("chat", 0.8)], given: given).recommendations[0]
    #expect(sure.chosen.cost?.fixedSpread == 0)
    #expect(!sure.chosen.restsOnUnverifiedPrice)
    let unsure = try report([busy("chat", 0.8)], given: [.nodePrice: 26_000]).recommendations[0]
    #expect((unsure.chosen.cost?.fixedSpread ?? 0) > 0.05)
  }

  /// Quotes from next to nothing to dear: then all go, some go, or nobody.
  @Test(
    "the parts of those who go home sum to the month of their whole nodes, in every generated fleet",
    arguments: Policy.allCases)
  func fleets(policy: Policy) throws {
    var sizes: Set<Int> = []
    for seed in UInt64(1)...12 {
      let profiles = GeneratedFleet(seed: seed, count: 24).profiles
      let given = TCOFixture.thrifty.merging(
        [.nodePrice: 100 * pow(2, Double(seed)), .capacityTokensPerSecond: 40]) { $1 }
      let all = try report(profiles, policy: policy, given: given).recommendations
      let home = all.filter { $0.chosen.name == "on-prem" }
      sizes.insert(home.count)
      guard let site = home.first?.onPremises?.site else { continue }
      let parts = home.map { $0.monthlyCostThen - ($0.analysis.monthlyCost?.durable ?? .zero) }
        .sum()
      #expect(abs((parts - site.month.total).value) < 1e-9 * parts.value, "seed \(seed)")
      #expect(home.allSatisfy { $0.onPremises?.site == site && site.workloads == home.count })
    }
    #expect(sizes.count > 3, "\(sizes)")
  }

  @Test("by cost all who go home pay less than elsewhere, and nobody left behind would gain alone")
  func stability() throws {
    var left = 0
    for seed in UInt64(20)...30 {
      let profiles = GeneratedFleet(seed: seed, count: 24).profiles
      let given = TCOFixture.thrifty.merging(
        [.nodePrice: 150 * pow(2.2, Double(seed - 20)), .capacityTokensPerSecond: 40]) { $1 }
      for advice in try report(profiles, policy: .cost, given: given).recommendations {
        let option = try onPrem(advice)
        let rest = advice.options.filter { $0.isFeasible && $0.name != "on-prem" }
        let elsewhere = try #require(rest.compactMap(\.monthlyCost).min())
        let cost = try #require(option.monthlyCost)
        if advice.chosen.name == "on-prem" {
          #expect(cost < elsewhere)
        } else {
          #expect(cost >= elsewhere || option.whyNot?.contains("would cost others more") == true)
          left += 1
        }
      }
    }
    #expect(left > 20)
  }
}

extension OnPremisesTerms {
  static func fixture(_ given: [TCOKey: Double], node: String = "l4-server") throws -> Self {
    OnPremisesTerms(
      catalogue: try Catalogue.onPremises(), node: node,
      given: given.mapValues { TCOAssumptions.Given(value: $0, place: "a test") })
  }
}

extension TCOFixture {
  /// A site that costs next to nothing beside its nodes.
  static let thrifty: [TCOKey: Double] = [
    .nodePrice: 1500, .staff: 0.001, .networkPerMonth: 5, .migration: 100,
    .colocationPerKilowatt: 10, .capacityTokensPerSecond: 200, .nodeIdlePower: 0.02,
    .nodeFullPower: 0.1,
  ]

  /// One that some workloads would move to, and others not.
  static let middling: [TCOKey: Double] = thrifty.merging([
    .nodePrice: 9000, .staff: 0.02, .networkPerMonth: 50, .capacityTokensPerSecond: 60,
  ]) { $1 }
}
