package import CostModel

extension TCOComparison {
  /// Every option's charges month by month from the calendar month after the window, as FOCUS rows.
  ///
  /// All are estimates. Those of an option add up, month by month, to its cash by BilledCost and to its
  /// amortized view by EffectiveCost; only what nodes are sold for, and what is prepaid beyond the
  /// horizon, is left out.
  package func focus(_ version: FocusVersion) -> [UInt8] {
    [UInt8](csv: version.columns, of: focusRows)
  }

  private var focusRows: [FocusRow] {
    scenarios.flatMap(rows) + onPremisesRows
  }

  private func scenario(_ name: String) -> FocusScenario {
    let option = options.first { $0.name == name }
    return FocusScenario(
      id: name, isCurrent: name == CloudScenario.current,
      perMillionOutputTokens: option?.perMillionOutputTokens)
  }

  private func month(_ number: Int) -> BillingMonth {
    BillingMonth(number, after: report.window.until)
  }

  private func rows(_ scenario: CloudScenario) -> [FocusRow] {
    let mark = self.scenario(scenario.name)
    let factor = assumptions.parameters[.cloudPriceFactor]
    let meters = meters(of: scenario.placements)
    let traffic = TrafficCharge.all(of: scenario.placements)
    let fleets = Dictionary(grouping: scenario.fleets, by: \.place).sorted {
      $0.value[0] < $1.value[0]
    }.map(\.value)
    let volumes = assumptions.parameters.volumes
    let standing = fleets.map { alike in
      CommittedMonth.all(
        volumes.map { volume in alike.reduce(0) { $0 + $1.instances(at: volume) } },
        term: alike[0].kind.offer.term)
    }
    let planned = scenario.plans.map { CommittedMonth.all(volumes, term: $0.kind.term) }
    return volumes.enumerated().flatMap { index, volume in
      let month = month(index + 1)
      var rows = meters.flatMap { $0.rows(mark, month, volume: volume, priceFactor: factor) }
      rows += traffic.compactMap { $0.row(mark, month, volume: volume, priceFactor: factor) }
      for (alike, months) in zip(fleets, standing) {
        rows += alike[0].focusRows(mark, month, months[index], priceFactor: factor)
      }
      for (plan, months) in zip(scenario.plans, planned) {
        rows += plan.focusRows(mark, month, months[index], priceFactor: factor)
      }
      return rows
    }
  }

  /// Lambda's meters of all workloads by place, in full where they stay, durable state where they left.
  private func meters(of placements: [CloudScenario.Placement], staying: Bool = true)
    -> [LambdaMeters]
  {
    var meters: [LambdaMeters.Place: LambdaMeters] = [:]
    var order: [LambdaMeters.Place] = []
    for placement in placements {
      let analysis = placement.recommendation.analysis
      let place = LambdaMeters.Place(analysis.profile)
      if meters[place] == nil { order.append(place) }
      meters[place, default: LambdaMeters(place)].add(
        analysis, onlyDurable: !staying || placement.option.name != CloudScenario.current)
    }
    return order.compactMap { meters[$0] }
  }

  private var onPremisesRows: [FocusRow] {
    let mark = scenario(onPremises.name)
    let factor = assumptions.parameters[.cloudPriceFactor]
    let durable = meters(of: scenarios[0].placements, staying: false)
    return plan.months.flatMap { planned in
      let month = month(planned.month)
      return planned.focusRows(
        mark, month, node: assumptions.node.name)
        + durable.flatMap {
          $0.rows(mark, month, volume: planned.volume, priceFactor: factor)
        }
    }
  }
}

extension SteppingFleet {
  /// What makes fleets one line of a bill: the account, the region and the offer.
  fileprivate struct Place: Hashable {
    let account: String?
    let region: String
    let offer: InstanceOffer
  }

  fileprivate var place: Place {
    Place(account: kind.account, region: kind.region, offer: kind.offer)
  }
}
