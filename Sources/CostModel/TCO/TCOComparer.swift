/// Compares running all workloads of a report in the cloud with nodes of one's own.
package struct TCOComparer: Sendable {
  package let catalogue: OnPremisesCatalogue
  package let prices: PriceBook
  package let redundancy: Redundancy
  package let node: String
  package let given: [TCOKey: TCOAssumptions.Given]
  /// Output tokens of one request of a workload, where they are known.
  package let tokensPerRequest: @Sendable (Workload) -> Tokens?

  package init(
    catalogue: OnPremisesCatalogue, prices: PriceBook, redundancy: Redundancy = .none,
    node: String = OnPremisesCatalogue.standardNode, given: [TCOKey: TCOAssumptions.Given] = [:],
    tokensPerRequest: @escaping @Sendable (Workload) -> Tokens? = { _ in nil }
  ) {
    self.catalogue = catalogue
    self.prices = prices
    self.redundancy = redundancy
    self.node = node
    self.given = given
    self.tokensPerRequest = tokensPerRequest
  }

  package func compare(_ report: RecommendationReport) throws(TCOError) -> TCOComparison {
    guard !report.recommendations.isEmpty else {
      throw .nothingToCompare(unpriced: report.unpriced.count)
    }
    let demand = TCODemand(of: report, tokensPerRequest: tokensPerRequest)
    let assumptions = try TCOAssumptions(node: node, of: catalogue, given: given, demand: demand)
    let parameters = assumptions.parameters
    let model = TCOModel(
      scenarios: CloudScenario.all(in: report, prices: prices, redundancy: redundancy),
      cloud: report.recommendations.compactMap(\.analysis.monthlyCost?.durable).sum())
    let plan = model.plan(parameters)
    return TCOComparison(
      report: report, demand: demand, assumptions: assumptions,
      options: options(assumptions, model: model, plan: plan), scenarios: model.scenarios,
      plan: plan, cloudRemainder: model.cloud, tornado: model.tornado(parameters),
      flips: model.flips(assumptions), monteCarlo: model.monteCarlo(assumptions),
      otherNodes: catalogue.nodes.filter { $0.name != node }.map {
        other($0, demand: demand, model: model)
      })
  }

  private func options(_ assumptions: TCOAssumptions, model: TCOModel, plan: OnPremisesPlan)
    -> [TCOOption]
  {
    let parameters = assumptions.parameters
    let basis = TCOBasis(parameters)
    let flows = model.scenarios.map { model.flow(of: $0, parameters) }
    let current = flows[0].cash
    let cloud = zip(model.scenarios, flows).map {
      TCOOption(scenario: $0, flow: $1, current: current, basis: basis)
    }
    let onPremises = TCOOption(
      node: assumptions.node, plan: plan, current: current, basis: basis)
    return (cloud + [onPremises]).enumerated().sorted {
      ($0.element.presentValue.value, $0.offset) < ($1.element.presentValue.value, $1.offset)
    }.map(\.element)
  }

  /// Another preset at its own figures; of the user's, those it has none of its own for.
  private func other(_ preset: NodePreset, demand: TCODemand, model: TCOModel)
    -> TCOComparison.OtherNode
  {
    let own = Set(preset.figures.map(\.key))
    let outcome: TCOComparison.OtherNode.Outcome
    do throws(TCOError) {
      let parameters = try TCOAssumptions(
        node: preset.name, of: catalogue, given: given.filter { !own.contains($0.key) },
        demand: demand
      ).parameters
      let plan = model.plan(parameters)
      outcome = .priced(
        nodes: Int(plan.months[0].nodes.standing), total: plan.cash.total,
        presentValue: plan.cash.presentValue(monthlyRate: parameters.monthlyRate))
    } catch .missing(let key, _, let why) {
      outcome = .unpriced("needs \(key.rawValue)\(why.map { ": \($0)" } ?? "")")
    } catch {
      outcome = .unpriced("\(error)")
    }
    return TCOComparison.OtherNode(name: preset.name, title: preset.title, outcome: outcome)
  }
}
