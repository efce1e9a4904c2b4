/// The comparison as a function of its inputs: evaluated once for the answer, and again for every what-if.
package struct TCOModel: Sendable {
  package let scenarios: [CloudScenario]
  /// What of today's month stays in the cloud whatever runs the workloads: durable state.
  package let cloud: USD

  package init(scenarios: [CloudScenario], cloud: USD) {
    precondition(!scenarios.isEmpty, "staying on Lambda is always a scenario")
    self.scenarios = scenarios
    self.cloud = cloud
  }

  package func plan(_ parameters: TCOParameters) -> OnPremisesPlan {
    OnPremisesPlan(parameters, cloud: cloud)
  }

  package func cash(of scenario: CloudScenario, _ parameters: TCOParameters) -> CashFlow {
    scenario.cash(parameters.volumes, priceFactor: parameters[.cloudPriceFactor])
  }

  /// What on-prem saves against the cheapest way of the cloud, in present value; negative where it loses.
  package func advantage(_ parameters: TCOParameters) -> USD {
    let rate = parameters.monthlyRate
    let volumes = parameters.volumes
    let cloud = scenarios.map {
      $0.cash(volumes, priceFactor: parameters[.cloudPriceFactor]).presentValue(monthlyRate: rate)
    }
    let onPrem = plan(parameters).cash.presentValue(monthlyRate: rate)
    return (cloud.min() ?? .zero) - onPrem
  }
}
