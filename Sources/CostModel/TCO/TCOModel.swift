/// The comparison as a function of its inputs: evaluated once for the answer, and again for every what-if.
package struct TCOModel: Sendable {
  package let scenarios: [CloudScenario]
  /// What of today's month stays in the cloud whatever runs the workloads: durable state.
  package let cloud: USD
  private let curves: [CostCurve]

  package init(scenarios: [CloudScenario], cloud: USD) {
    precondition(!scenarios.isEmpty, "staying on Lambda is always a scenario")
    self.scenarios = scenarios
    self.cloud = cloud
    curves = scenarios.map(CostCurve.init)
  }

  package func plan(_ parameters: TCOParameters) -> OnPremisesPlan {
    OnPremisesPlan(parameters, cloud: cloud)
  }

  package func flow(of scenario: CloudScenario, _ parameters: TCOParameters) -> CloudFlow {
    scenario.flow(parameters.volumes, priceFactor: parameters[.cloudPriceFactor])
  }

  /// What on-prem saves against the cheapest cloud option, in present value; negative where it loses.
  package func advantage(_ parameters: TCOParameters) -> USD {
    let onPrem = plan(parameters).cash.presentValue(monthlyRate: parameters.monthlyRate)
    return USD(cheapestCloud(parameters)) - onPrem
  }

  private func cheapestCloud(_ parameters: TCOParameters) -> Double {
    let rate = parameters.monthlyRate
    let volumes = parameters.volumes
    let worths = volumes.indices.map { CashFlow.discountFactor(month: $0 + 1, monthlyRate: rate) }
    var least = Double.infinity
    for curve in curves {
      var value = 0.0
      for (payment, worth) in zip(curve.months(volumes).cash, worths) { value += payment * worth }
      least = min(least, value)
    }
    return least * parameters[.cloudPriceFactor]
  }
}
