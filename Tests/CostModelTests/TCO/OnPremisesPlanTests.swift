import CostModel
import Testing

@Suite("On-prem, month by month")
struct OnPremisesPlanTests {
  private func plan(_ given: [TCOKey: Double], cloud: USD = .zero) throws -> OnPremisesPlan {
    OnPremisesPlan(try TCOFixture.parameters(given), cloud: cloud)
  }

  private func close(_ left: USD, _ right: Double) -> Bool { abs(left.value - right) < 1e-9 }

  @Test("a node of $26,000 costs $29,250 installed and loses $595.83 a month of its 36")
  func depreciation() throws {
    let months = try plan([.peakTokensPerSecond: 100, .averageTokensPerSecond: 0]).months
    #expect(months[0].nodes.standing == 2)
    #expect(close(months[0].costs.purchase, 58_500))
    #expect(abs(months[0].costs.depreciation.value - 2 * 595.833_333_333) < 1e-8)
    #expect(months[1].costs.purchase == .zero)
  }

  @Test("two nodes of 0.3 to 0.8 kW, a quarter of one busy, draw 815.0 kWh at a PUE of 1.54")
  func power() throws {
    let month = try plan([
      .peakTokensPerSecond: 1000, .averageTokensPerSecond: 1565.0 / 4,
      .electricityPrice: 0.146,
    ]).months[0]
    #expect(abs(month.energy.value - 815.045) < 1e-9)
    #expect(close(month.costs.power, 815.045 * 0.146))
  }

  @Test("every other cost of a month is its inputs multiplied")
  func running() throws {
    let costs = try plan(
      [
        .peakTokensPerSecond: 1, .colocationPerRackUnit: 10, .softwarePerNodeYear: 2400,
        .staff: 0.5, .staffPerYear: 90_000, .networkPerMonth: 700, .migration: 36_000,
      ], cloud: USD(50)
    ).months[0].costs
    #expect(close(costs.colocation, 2 * (0.8 * 195 + 2 * 10)))
    #expect(close(costs.maintenance, 2 * 26_000 * 0.075 / 12))
    #expect(close(costs.software, 2 * 200))
    #expect(close(costs.staff, 3750))
    #expect(close(costs.network, 700))
    #expect(close(costs.migration, 36_000) && close(costs.migrationShare, 1000))
    #expect(close(costs.cloud, 50))
  }

  @Test(
    "nodes are ⌈peak / capacity⌉ and the spare ones, at least as many as the platform needs",
    arguments: [
      (peak: 0.0, spare: 0.0, least: 1.0, nodes: 1.0), (1565, 0, 1, 1), (1565.001, 0, 1, 2),
      (1565, 1, 1, 2), (4695, 2, 1, 5), (10, 1, 3, 3), (9000, 1, 3, 7),
    ])
  func sizing(peak: Double, spare: Double, least: Double, nodes: Double) throws {
    let given: [TCOKey: Double] = [
      .peakTokensPerSecond: peak, .averageTokensPerSecond: 0, .spareNodes: spare,
      .leastNodes: least,
    ]
    #expect(try plan(given).months[0].nodes.standing == nodes)
  }

  @Test(
    "nodes are bought in the month that needs them, sold at the end of their life, and replaced")
  func renewal() throws {
    let months = try plan([
      .peakTokensPerSecond: 1000, .growthPerMonth: 0.5, .horizonMonths: 6, .nodeLifeMonths: 3,
      .spareNodes: 0,
    ]).months
    // Peaks of 1000, 1500, 2250, 3375, 5062.5, 7593.75 at 1,565 a node.
    #expect(months.map(\.nodes.needed) == [1, 1, 2, 3, 4, 5])
    #expect(months.map(\.nodes.bought) == [1, 0, 1, 2, 1, 2])
    #expect(months.map(\.nodes.retired) == [0, 0, 0, 1, 0, 1])
    #expect(months.map(\.nodes.standing) == [1, 1, 2, 3, 4, 5])
    #expect(close(months[3].costs.residual, 7800))
    // Bought in months 4, 5 and 6, one to three months old of three.
    let (outlay, loss) = (29_250.0, 21_450.0 / 3)
    let worth = 2 * (outlay - 3 * loss) + (outlay - 2 * loss) + 2 * (outlay - loss)
    #expect(close(months[5].costs.closing, worth))
    #expect(months.dropLast().allSatisfy { $0.costs.closing == .zero })
  }

  @Test("when traffic shrinks no node is bought again until fewer than needed stand")
  func shrinking() throws {
    let months = try plan([
      .peakTokensPerSecond: 9000, .growthPerMonth: -0.5, .horizonMonths: 6, .nodeLifeMonths: 4,
      .spareNodes: 0,
    ]).months
    #expect(months.map(\.nodes.bought) == [6, 0, 0, 0, 1, 0])
    #expect(months.map(\.nodes.standing) == [6, 6, 6, 6, 1, 1])
  }

  @Test("cash and amortized views have one sum, whatever the inputs", arguments: 0..<60)
  func sameSum(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    func pick(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &generator) }
    let plan = try plan(
      [
        .horizonMonths: pick(1...80).rounded(), .nodeLifeMonths: pick(1...60).rounded(),
        .growthPerMonth: pick(-0.2...0.2), .residualShare: pick(0...1),
        .installationShare: pick(0...1), .peakTokensPerSecond: pick(0...20_000),
        .migration: pick(0...90_000), .spareNodes: pick(0...3).rounded(),
      ], cloud: USD(pick(0...100)))
    let total = plan.cash.total.value
    #expect(abs(total - plan.amortized.total.value) < 1e-9 * max(1, abs(total)))
    #expect(plan.months.allSatisfy { $0.nodes.standing >= $0.nodes.needed })
  }

  @Test("one workload alone costs what a month of its own nodes is charged with")
  func oneWorkload() throws {
    let parameters = try TCOFixture.parameters([
      .peakTokensPerSecond: 2000, .averageTokensPerSecond: 300,
    ])
    let month = OnPremisesPlan(parameters, cloud: .zero).months[1]
    let alone = OnPremises.monthlyCost(
      forPeak: TokensPerSecond(2000), average: TokensPerSecond(300), parameters)
    #expect(alone.nodes == 3)
    #expect(close(alone.total, month.costs.amortized.value))
    #expect(
      close(alone.amortization, (month.costs.depreciation + month.costs.migrationShare).value))
    #expect(close(alone.idlePower + alone.busyPower, month.costs.power.value))
    #expect(close(alone.fixed, month.costs.amortized.value - alone.busyPower.value))
    #expect(abs((alone.idleEnergy + alone.busyEnergy - month.energy).value) < 1e-9)
  }
}
