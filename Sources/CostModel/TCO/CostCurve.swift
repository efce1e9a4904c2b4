/// What a scenario costs a month as a function of traffic, in plain figures for many evaluations.
struct CostCurve: Sendable {
  private let variable: Double
  private let fleets: [Step]

  /// One kind of fleet: `SteppingFleet.instances` with the price of all its workloads in `month`.
  private struct Step: Sendable {
    let peak: Double
    let slots: Double
    let spare: Double
    let least: Double
    let month: Double
  }

  init(_ scenario: CloudScenario) {
    variable = scenario.variable.value
    fleets = scenario.fleets.map { fleet in
      Step(
        peak: Double(fleet.kind.peak), slots: Double(fleet.kind.slots),
        spare: Double(fleet.kind.spare), least: Double(fleet.kind.offer.leastInstances),
        month: fleet.instanceMonth.value * Double(fleet.count))
    }
  }

  func month(at volume: Double) -> Double {
    var cost = variable * volume
    for fleet in fleets {
      let executions = (fleet.peak * volume).rounded(.toNearestOrAwayFromZero)
      let instances = (executions / fleet.slots).rounded(.up) + fleet.spare
      cost += fleet.month * max(instances, fleet.least)
    }
    return cost
  }
}
