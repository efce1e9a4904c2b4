import CostModel
import Pricing
import Testing

@Suite("Inputs of the comparison")
struct TCOAssumptionsTests {
  private let demand = TCODemand(
    of: RecommendationReport(
      window: .fortnight, policy: .rule, recommendations: [], unpriced: [], assumptions: []))

  private func assumptions(_ given: [TCOKey: Double] = [:], node: String = "l4-server") throws
    -> TCOAssumptions
  {
    try TCOAssumptions(
      node: node, of: Catalogue.onPremises(),
      given: given.mapValues { TCOAssumptions.Given(value: $0, place: "--set") }, demand: demand)
  }

  @Test("every node has every input but Nutanix, whose subscription nobody publishes")
  func complete() throws {
    for node in try Catalogue.onPremises().nodes {
      if node.name == "nutanix-gpt-in-a-box" {
        #expect(throws: TCOError.self) { try assumptions(node: node.name) }
        let given = try assumptions([.softwarePerNodeYear: 9000], node: node.name)
        #expect(given.parameters[.leastNodes] == 3)
      } else {
        #expect(try assumptions(node: node.name).figures.count == TCOKey.allCases.count)
      }
    }
  }

  @Test("no price of a machine passes for verified")
  func honest() throws {
    for node in try Catalogue.onPremises().nodes {
      let price = try #require(node.figures.first { $0.key == .nodePrice })
      #expect(price.standing == .unverified && price.standing.isAssumption)
    }
  }

  @Test("a given figure beats the node's, and the node's the site's")
  func precedence() throws {
    let cluster = try assumptions(node: "kubernetes")
    #expect(cluster.parameters[.staff] == 0.5 && cluster.parameters[.leastNodes] == 3)
    let own = try assumptions([.staff: 1.5, .pue: 1.2], node: "kubernetes")
    #expect(own.parameters[.staff] == 1.5 && own.parameters[.pue] == 1.2)
    let figure = try #require(own.figure(.staff))
    #expect(figure.standing == .given && !figure.standing.isAssumption && figure.source == "--set")
  }

  @Test("demand follows from vCPUs and their rate unless it is given")
  func demanded() throws {
    let derived = try assumptions([
      .peakVCPUs: 100, .averageVCPUs: 20, .tokensPerSecondPerVCPU: 0.5, .peakCoincidence: 0.8,
    ])
    #expect(derived.parameters.peak == TokensPerSecond(40))
    #expect(derived.parameters.average == TokensPerSecond(10))
    #expect(derived.figure(.peakTokensPerSecond)?.standing == .derived)
    let both = try assumptions([
      .peakVCPUs: 100, .tokensPerSecondPerVCPU: 0.5, .peakCoincidence: 0.8, .requestPeak: 30,
      .averageVCPUs: 10, .requestAverage: 4,
    ])
    #expect(both.parameters.peak == TokensPerSecond(64))
    #expect(both.parameters.average == TokensPerSecond(9))
    let given = try assumptions([.peakTokensPerSecond: 7, .peakVCPUs: 100])
    #expect(given.parameters.peak == TokensPerSecond(7))
    #expect(given.figure(.peakTokensPerSecond)?.standing == .given)
  }

  @Test("what makes no sense is refused in a sentence")
  func refusals() {
    #expect(throws: TCOError.outOfRange(.pue, 0.9)) { try assumptions([.pue: 0.9]) }
    #expect(throws: TCOError.outOfRange(.nodeLifeMonths, 2.5)) {
      try assumptions([.nodeLifeMonths: 2.5])
    }
    #expect(throws: TCOError.idleAboveFull(idle: 0.9, full: 0.8)) {
      try assumptions([.nodeIdlePower: 0.9])
    }
    let unknown = #expect(throws: TCOError.self) { try assumptions(node: "l5-server") }
    #expect(unknown?.description.contains("l4-server") == true)
    let missing = #expect(throws: TCOError.self) { try assumptions(node: "nutanix-gpt-in-a-box") }
    #expect(missing?.description.contains("--set software_usd_per_node_year=FIGURE") == true)
  }

  @Test("demand adds slots times memory over 1,769 MB; tokens are known when every workload's are")
  func measured() throws {
    let report = try TCOFixture.report()
    let silent = TCODemand(of: report)
    #expect(silent.peak == VCPUs(16 + 2 * 2))
    #expect(abs(silent.average.value - (8 + 1 * 2)) < 1e-9)
    #expect(silent.tokens == .unknown(workloads: 2, of: 2))
    let half = TCODemand(of: report) { $0.name == "chat" ? Tokens(200) : nil }
    #expect(half.tokens == .unknown(workloads: 1, of: 2))
    let whole = TCODemand(of: report) { _ in Tokens(200) }
    let month = 2_000_000 * AnalysisWindow.fortnight.perMonth * 200
    #expect(whole.tokens == .known(Tokens(month)))
  }
}
