import CostModel
import Testing

@Suite("Comparison of total cost")
struct TCOComparisonTests {
  @Test("options stand by present value, and the advantage is against the cheapest of the cloud")
  func order() throws {
    let comparison = try TCOFixture.comparison()
    let values = comparison.options.map(\.presentValue)
    #expect(values == values.sorted())
    let cloud = comparison.options.filter { $0.kind != .onPremises }.map(\.presentValue)
    #expect(comparison.cheapestCloud.presentValue == cloud.min())
    #expect(
      comparison.advantage
        == comparison.cheapestCloud.presentValue - comparison.onPremises.presentValue)
    let model = try TCOFixture.model()
    let found = model.advantage(comparison.assumptions.parameters)
    #expect(abs((found - comparison.advantage).value) < 1e-6)
  }

  @Test(
    "a cost per million tokens is the total over the tokens of the horizon, or why there is none")
  func tokens() throws {
    let known = try TCOFixture.comparison(
      [.growthPerMonth: 0.1, .horizonMonths: 3], tokens: Tokens(50))
    let month = 2_000_000 * AnalysisWindow.fortnight.perMonth * 50
    let sum = month * (1 + 1.1 + 1.21)
    let each = try #require(known.current.perMillionOutputTokens)
    #expect(abs((each - known.current.total / (sum / 1e6)).value) < 1e-9)
    #expect(known.tokensUnknown == nil)
    let silent = try TCOFixture.comparison()
    #expect(silent.options.allSatisfy { $0.perMillionOutputTokens == nil })
    #expect(silent.tokensUnknown?.contains("2 of 2 workloads") == true)
  }

  @Test("never paying back, a rate of zero and a horizon of one month are said in words")
  func words() throws {
    let never = try TCOFixture.comparison([.nodePrice: 5_000_000, .residualShare: 0])
    #expect(never.onPremises.payback == .never)
    #expect(never.paybackSentence.contains("never pays back within 36 months"))
    let free = try TCOFixture.comparison([.discountRate: 0])
    #expect(free.onPremises.presentValue == free.onPremises.total)
    #expect(free.notes.contains { $0.contains("discount rate of zero") })
    let short = try TCOFixture.comparison([.horizonMonths: 1])
    #expect(short.verdict.contains("over 1 month in"))
    #expect(short.notes.contains { $0.contains("horizon of one month") })
    #expect(short.returnSentence.contains("a single flow"))
  }

  @Test("a commitment that outlasts the horizon is named")
  func commitment() throws {
    let short = try TCOFixture.comparison([.horizonMonths: 6])
    #expect(short.notes.contains { $0.contains("a commitment of up to 1 year,") })
    let long = try TCOFixture.comparison([.horizonMonths: 12])
    #expect(!long.notes.contains { $0.contains("beyond the horizon") })
  }

  @Test("other nodes keep their own figures, and Nutanix says what it lacks")
  func others() throws {
    let comparison = try TCOFixture.comparison([.nodePrice: 1, .electricityPrice: 1])
    #expect(comparison.onPremises.name == "on-prem/l4-server")
    #expect(!comparison.otherNodes.contains { $0.name == "l4-server" })
    let own = try TCOFixture.comparison([.electricityPrice: 1], node: "cpu-server")
    let other = try #require(comparison.otherNodes.first { $0.name == "cpu-server" })
    guard case .priced(_, let total, let value) = other.outcome else {
      Issue.record("\(other.outcome)")
      return
    }
    #expect(total == own.onPremises.total && value == own.onPremises.presentValue)
    let nutanix = try #require(comparison.otherNodes.first { $0.name.hasPrefix("nutanix") })
    guard case .unpriced(let reason) = nutanix.outcome else {
      Issue.record("\(nutanix.outcome)")
      return
    }
    #expect(reason.hasPrefix("needs software_usd_per_node_year"))
  }

  @Test("durable state stays in the cloud and grows with traffic")
  func durable() throws {
    let usage = DurableUsage(operations: Operations(1e6), written: Gigabytes(20))
    let profiles = [TCOFixture.busy("agent", executions: 2, memory: 1769, durable: usage)]
    let comparison = try TCOFixture.comparison([.growthPerMonth: 0.5], profiles: profiles)
    let month = try #require(comparison.report.recommendations[0].analysis.durable).total
    #expect(month > USD(8) && comparison.cloudRemainder == month)
    #expect(abs((comparison.plan.months[1].costs.cloud - month * 1.5).value) < 1e-9)
  }

  @Test("without a workload that has a cost there is nothing to compare")
  func nothing() throws {
    #expect(throws: TCOError.nothingToCompare(unpriced: 0)) {
      try TCOFixture.comparison(profiles: [])
    }
    let unknown = [UsageProfile.steady(memory: nil)]
    #expect(throws: TCOError.nothingToCompare(unpriced: 1)) {
      try TCOFixture.comparison(profiles: unknown)
    }
  }
}
