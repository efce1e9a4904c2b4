import CostModel
import Testing

@Suite("Cloud options over the horizon")
struct CloudScenarioTests {
  private func scenarios(_ redundancy: Redundancy = .none) throws -> [CloudScenario] {
    CloudScenario.all(
      in: try TCOFixture.report(redundancy: redundancy),
      prices: try PriceBook.list(extra: TCOFixture.extra), redundancy: redundancy)
  }

  @Test("Lambda first, each service and term by name, a mix of the cheapest last")
  func names() throws {
    let names = try scenarios().map(\.name)
    #expect(names.first == "lambda" && names.last == "cloud-mix")
    #expect(names.contains("ec2/on-demand") && names.contains("ec2/ri-1yr"))
  }

  @Test("at today's traffic each costs what recommend says of its options")
  func today() throws {
    let report = try TCOFixture.report()
    for scenario in try scenarios() {
      let options = scenario.placements.compactMap(\.option.monthlyCost)
      let month = scenario.flow([1], priceFactor: 1).cash.total
      #expect(abs((month - options.sum()).value) < 1e-9, "\(scenario.name)")
    }
    let lambda = try scenarios()[0].flow([1], priceFactor: 1).cash.total
    #expect(abs((lambda - report.monthlyCostNow).value) < 1e-9)
    let mix = try scenarios().last?.flow([1], priceFactor: 1).cash.total
    let cheapest = report.recommendations.compactMap(\.cheapest.monthlyCost).sum()
    #expect(abs(((mix ?? .zero) - cheapest).value) < 1e-9)
  }

  @Test("Lambda grows with traffic in proportion, at any price factor")
  func proportional() throws {
    let flow = try scenarios()[0].flow([1, 2.5, 0], priceFactor: 0.5).cash.months
    #expect(abs((flow[1] - flow[0] * 2.5).value) < 1e-9 && flow[2] == .zero)
  }

  @Test("16 executions stay 16 until traffic has grown by a 32nd; fleets grow by whole instances")
  func steps() throws {
    let fleet = try #require(
      scenarios().first { $0.name == "ec2/on-demand" }?.fleets.first { $0.kind.peak == 16 })
    let slots = fleet.kind.slots
    let now = (16 / slots).rounded(.up)
    #expect(fleet.instances(at: 1) == now && fleet.instances(at: 1.031) == now)
    #expect(fleet.instances(at: 1.0313) == (17 / slots).rounded(.up))
    #expect(fleet.instances(at: 10) == (160 / slots).rounded(.up))
    #expect(fleet.instances(at: 0) == 1)
  }

  @Test(
    "a spare instance is one more for each workload, and three of Managed Instances stand at least")
  func spare() throws {
    for redundancy in Redundancy.allCases {
      for fleet in try scenarios(redundancy).flatMap(\.fleets) {
        let busy = Int((Double(fleet.kind.peak) / fleet.kind.slots).rounded(.up))
        let least = fleet.kind.offer.service == .managedInstances ? 3 : 1
        let each = max(busy + (redundancy == .nPlusOne ? 1 : 0), least)
        #expect(fleet.instances(at: 1) == Double(fleet.count * each), "\(fleet.kind.offer.name)")
      }
    }
  }

  @Test("what a term costs is paid when it falls due, and charged to the months it is for")
  func upfront() throws {
    let extra = [
      ("ec2/us-east-1/m8g.xlarge/ri-1yr-all-upfront", "hour", 0.1),
      ("ec2/us-east-1/m8g.xlarge/ri-1yr-partial-upfront", "hour", 0.11),
    ]
    let book = try PriceBook.list(extra: TCOFixture.extra + extra)
    let analysis = Analyzer(prices: book, settings: AnalysisSettings())
      .analyze(TCOFixture.profiles, in: .fortnight)
    let report = Recommender(prices: book, settings: RecommendationSettings()).recommend(analysis)
    let scenarios = CloudScenario.all(in: report, prices: book, redundancy: .none)
    let level = Array(repeating: 1.0, count: 18)
    for (name, share) in [("ec2/ri-1yr-all-upfront", 1.0), ("ec2/ri-1yr-partial-upfront", 0.5)] {
      let scenario = try #require(scenarios.first { $0.name == name })
      let flow = scenario.flow(level, priceFactor: 1)
      let committed = scenario.fleets.reduce(0) { $0 + $1.bareMonth.value * $1.instances(at: 1) }
      let month = flow.amortized.months[0].value
      #expect(abs(flow.cash.months[0].value - (month + committed * share * 11)) < 1e-6)
      #expect(abs(flow.cash.months[1].value - (month - committed * share)) < 1e-6)
      #expect(abs(flow.closing.value - committed * share * 6) < 1e-6)
      #expect(abs((flow.cash.total - flow.amortized.total).value) < 1e-6)
    }
    let monthly = try #require(scenarios.first { $0.name == "ec2/ri-1yr" })
    let flow = monthly.flow(level, priceFactor: 1)
    #expect(flow.cash == flow.amortized && flow.closing == .zero)
  }

  @Test("when traffic falls, what was committed to is paid to the end of its term")
  func falling() throws {
    let volumes = [4.0] + Array(repeating: 1.0, count: 13)
    let committed = try #require(scenarios().first { $0.name == "ec2/ri-1yr" })
    let months = committed.flow(volumes, priceFactor: 1).amortized.months
    let needed = committed.fleets.reduce(0) { $0 + $1.bareMonth.value * $1.instances(at: 1) }
    let bought = committed.fleets.reduce(0) { $0 + $1.bareMonth.value * $1.instances(at: 4) }
    #expect(abs((months[11] - months[12]).value - (bought - needed)) < 1e-6)
    let free = try #require(scenarios().first { $0.name == "ec2/on-demand" })
    let paid = free.flow(volumes, priceFactor: 1).cash.months
    #expect(paid[1] == paid[13] && paid[1] < paid[0])
  }

  @Test("alike fleets share a row, and its instances are counted for each")
  func alike() throws {
    let twins = (0..<3).map { TCOFixture.busy("twin-\($0)", executions: 4, memory: 1769) }
    let scenarios = CloudScenario.all(
      in: try TCOFixture.report(twins), prices: try PriceBook.list(extra: TCOFixture.extra),
      redundancy: .none)
    let fleets = try #require(scenarios.first { $0.name == "ec2/on-demand" }).fleets
    #expect(fleets.count == 1 && fleets[0].count == 3)
    #expect(fleets[0].instances(at: 1).truncatingRemainder(dividingBy: 3) == 0)
  }
}
