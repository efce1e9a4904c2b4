/// What a scenario costs a month as a function of traffic, in plain figures for many evaluations.
struct CostCurve: Sendable {
  private let variable: Double
  private let steps: [(kind: Step, month: Double)]

  /// Fleets that always have the same number of instances, whatever each costs.
  private struct Step: Hashable, Sendable {
    let peak: Double
    let slots: Double
    let spare: Double
    let least: Double
  }

  init(_ scenario: CloudScenario) {
    variable = scenario.variable.value
    var months: [Step: Double] = [:]
    var order: [Step] = []
    for fleet in scenario.fleets {
      let step = Step(
        peak: Double(fleet.kind.peak), slots: Double(fleet.kind.slots),
        spare: Double(fleet.kind.spare), least: Double(fleet.kind.offer.leastInstances))
      if months[step] == nil { order.append(step) }
      months[step, default: 0] += fleet.instanceMonth.value * Double(fleet.count)
    }
    steps = order.map { ($0, months[$0] ?? 0) }
  }

  /// `SteppingFleet.instances` of each fleet times its price, and the part that grows with traffic.
  func month(at volume: Double) -> Double {
    var cost = variable * volume
    for (step, month) in steps {
      let executions = (step.peak * volume).rounded(.toNearestOrAwayFromZero)
      let instances = (executions / step.slots).rounded(.up) + step.spare
      cost += month * max(instances, step.least)
    }
    return cost
  }
}
