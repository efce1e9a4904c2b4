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
      let month = scenario.cash([1], priceFactor: 1).total
      #expect(abs((month - options.sum()).value) < 1e-9, "\(scenario.name)")
    }
    let lambda = try scenarios()[0].cash([1], priceFactor: 1).total
    #expect(abs((lambda - report.monthlyCostNow).value) < 1e-9)
    let mix = try scenarios().last?.cash([1], priceFactor: 1).total
    let cheapest = report.recommendations.compactMap(\.cheapest.monthlyCost).sum()
    #expect(abs(((mix ?? .zero) - cheapest).value) < 1e-9)
  }

  @Test("Lambda grows with traffic in proportion, at any price factor")
  func proportional() throws {
    let flow = try scenarios()[0].cash([1, 2.5, 0], priceFactor: 0.5).months
    #expect(abs((flow[1] - flow[0] * 2.5).value) < 1e-9 && flow[2] == .zero)
  }

  @Test("16 executions stay 16 until traffic has grown by a 32nd; fleets grow by whole instances")
  func steps() throws {
    let fleet = try #require(
      scenarios().first { $0.name == "ec2/on-demand" }?.fleets.first { $0.kind.peak == 16 })
    let slots = Double(fleet.kind.slots)
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
        let busy = (fleet.kind.peak + fleet.kind.slots - 1) / fleet.kind.slots
        let least = fleet.kind.offer.service == .managedInstances ? 3 : 1
        let each = max(busy + (redundancy == .nPlusOne ? 1 : 0), least)
        #expect(fleet.instances(at: 1) == Double(fleet.count * each), "\(fleet.kind.offer.name)")
      }
    }
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
