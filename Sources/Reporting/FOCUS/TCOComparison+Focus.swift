package import CostModel

extension TCOComparison {
  /// Every option's charges month by month from the calendar month after the window, as FOCUS rows.
  ///
  /// All are estimates. Those of an option add up, month by month, to its cash by BilledCost and to its
  /// amortized view by EffectiveCost; only what nodes are sold for is left out.
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
    return assumptions.parameters.volumes.enumerated().flatMap { index, volume in
      let month = month(index + 1)
      return meters.flatMap { $0.rows(mark, month, volume: volume, priceFactor: factor) }
        + scenario.placements.compactMap {
          $0.otherRow(mark, month, volume: volume, priceFactor: factor)
        }
        + scenario.fleets.flatMap {
          $0.focusRows(mark, month, instances: $0.instances(at: volume), priceFactor: factor)
        }
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

extension CloudScenario.Placement {
  /// What an option charges by traffic beside durable state: requests of Managed Instances, tokens.
  func otherRow(
    _ scenario: FocusScenario, _ month: BillingMonth, volume: Double, priceFactor: Double,
    resource: FocusRow.Resource? = nil
  ) -> FocusRow? {
    guard option.name != CloudScenario.current else { return nil }
    let analysis = recommendation.analysis
    let durable = analysis.monthlyCost?.durable ?? .zero
    let cost = (variable - durable) * (volume * priceFactor)
    // Less than a millionth of a dollar is what rounding left of an option without such a charge.
    guard cost.value > 1e-6 else { return nil }
    let workload = analysis.profile.workload
    let requests =
      analysis.profile.totals.invocations.value * analysis.profile.window.perMonth * volume
    let amount =
      requests > 0
      ? FocusRow.Amount(quantity: requests, unit: "Requests")
      : FocusRow.Amount(quantity: 1, unit: "Months")
    return FocusRow(
      scenario: scenario, month: month, provider: .aws, account: workload.account,
      region: workload.region, service: option.name.hasPrefix("bedrock") ? .bedrock : .lambda,
      resource: resource,
      charge: FocusRow.Charge(
        category: .usage, frequency: .usageBased, description: "\(option.name), by traffic"),
      sku: FocusRow.Sku(id: "\(option.name)/\(workload.region)/traffic", meter: "Requests"),
      pricing: FocusRow.Pricing(category: .standard, amount: amount), consumed: amount,
      cost: .plain(cost))
  }
}
