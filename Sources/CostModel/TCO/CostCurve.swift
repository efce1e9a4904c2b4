/// What a scenario costs a month as a function of traffic, in plain figures for many evaluations.
struct CostCurve: Sendable {
  private let variable: Double
  /// Paid by the month: instances on demand, fees.
  private let steps: Steps
  private let commitments: [Commitment]

  /// Paid by the term.
  private struct Commitment: Sendable {
    let term: CommitmentTerm
    var steps = Steps()
    /// What follows the traffic without steps.
    var plan = 0.0
  }

  /// Fleets that always have the same number of instances, whatever each costs.
  private struct Steps: Sendable {
    private struct Step: Hashable, Sendable {
      let peak: Double
      let slots: Double
      let spare: Double
      let least: Double
    }

    private var order: [(kind: Step, month: Double)] = []
    private var places: [Step: Int] = [:]

    mutating func add(_ fleet: SteppingFleet, month: USD) {
      guard month > .zero else { return }
      let step = Step(
        peak: Double(fleet.kind.peak), slots: fleet.kind.slots, spare: Double(fleet.kind.spare),
        least: Double(fleet.kind.offer.leastInstances))
      let amount = month.value * Double(fleet.count)
      if let place = places[step] {
        order[place].month += amount
      } else {
        places[step] = order.count
        order.append((step, amount))
      }
    }

    /// `SteppingFleet.instances` of each fleet times its price.
    func month(at volume: Double) -> Double {
      var cost = 0.0
      for (step, month) in order {
        let executions = (step.peak * volume).rounded(.toNearestOrAwayFromZero)
        let instances = (executions / step.slots).rounded(.up) + step.spare
        cost += month * max(instances, step.least)
      }
      return cost
    }
  }

  init(_ scenario: CloudScenario) {
    var byMonth = Steps()
    var byTerm: [Commitment] = []
    func place(of term: CommitmentTerm) -> Int {
      if let place = byTerm.firstIndex(where: { $0.term == term }) { return place }
      byTerm.append(Commitment(term: term))
      return byTerm.count - 1
    }
    for fleet in scenario.fleets {
      byMonth.add(fleet, month: fleet.feeMonth)
      let term = fleet.kind.offer.term
      if term == .onDemand {
        byMonth.add(fleet, month: fleet.bareMonth)
      } else {
        let place = place(of: term)
        byTerm[place].steps.add(fleet, month: fleet.bareMonth)
      }
    }
    for plan in scenario.plans {
      let place = place(of: plan.kind.term)
      byTerm[place].plan += plan.month.value
    }
    variable = scenario.variable.value
    steps = byMonth
    commitments = byTerm
  }

  /// Dollars at the prices in force.
  struct Months {
    var cash: [Double]
    var amortized: [Double]
    var closing = 0.0
  }

  func months(_ volumes: [Double]) -> Months {
    let base = volumes.map { variable * $0 + steps.month(at: $0) }
    var months = Months(cash: base, amortized: base)
    for commitment in commitments {
      let ledger = CommitmentLedger(
        volumes.map { commitment.plan * $0 + commitment.steps.month(at: $0) },
        term: commitment.term)
      for month in volumes.indices {
        months.cash[month] += ledger.paid(month)
        months.amortized[month] += ledger.inForce[month]
      }
      months.cash[volumes.count - 1] -= ledger.prepaidLeft
      months.closing += ledger.prepaidLeft
    }
    return months
  }
}
