package import CostModel

extension RecommendationReport {
  /// A month of every workload as it is and, where a move is advised, as it would be: FOCUS rows.
  ///
  /// The month is the calendar month after the window; everything is an estimate, candidates are marked.
  package func focus(_ version: FocusVersion, prices: PriceBook, redundancy: Redundancy) -> [UInt8]
  {
    let month = BillingMonth(1, after: window.until)
    let advised = CloudScenario.advised(in: self, prices: prices, redundancy: redundancy)
    let rows = advised.flatMap { scenario in
      scenario.placements.flatMap { placement in
        Self.currentRows(placement.recommendation, month)
          + Self.candidateRows(placement, scenario, month)
      }
    }
    return [UInt8](csv: version.columns, of: rows)
  }

  private static func currentRows(_ recommendation: Recommendation, _ month: BillingMonth)
    -> [FocusRow]
  {
    var meters = LambdaMeters(LambdaMeters.Place(recommendation.analysis.profile))
    meters.add(recommendation.analysis, onlyDurable: false)
    return meters.rows(
      recommendation.scenario(isCurrent: true), month, volume: 1, priceFactor: 1,
      resource: recommendation.resource)
  }

  private static func candidateRows(
    _ placement: CloudScenario.Placement, _ scenario: CloudScenario, _ month: BillingMonth
  ) -> [FocusRow] {
    let recommendation = placement.recommendation
    guard recommendation.recommendedAction != .keep else { return [] }
    let mark = recommendation.scenario(isCurrent: false)
    let resource = recommendation.resource
    var meters = LambdaMeters(LambdaMeters.Place(recommendation.analysis.profile))
    meters.add(recommendation.analysis, onlyDurable: true)
    let state = meters.rows(mark, month, volume: 1, priceFactor: 1, resource: resource)
    if placement.option.tier == .repatriate, let share = recommendation.onPremises {
      return state + share.month.focusRows(mark, month, node: share.site.assumptions.node.name)
    }
    return state
      + TrafficCharge.all(of: [placement]).compactMap {
        $0.row(mark, month, volume: 1, priceFactor: 1, resource: resource)
      }
      + scenario.fleets.flatMap {
        $0.focusRows(
          mark, month, CommittedMonth(new: $0.instances(at: 1)), priceFactor: 1,
          resource: resource)
      }
      + scenario.plans.flatMap {
        $0.focusRows(
          mark, month, CommittedMonth(new: 1), priceFactor: 1, resource: resource)
      }
  }
}

extension Recommendation {
  fileprivate func scenario(isCurrent: Bool) -> FocusScenario {
    FocusScenario(
      id: isCurrent ? "lambda" : chosen.name, isCurrent: isCurrent, recommendation: self,
      recommendationId: identifier,
      perMillionOutputTokens: isCurrent ? nil : chosen.perMillionOutputTokens)
  }

  /// The function the row is about, by its ARN where the account is known.
  fileprivate var resource: FocusRow.Resource {
    let workload = analysis.profile.workload
    return FocusRow.Resource(
      id: resourceId, name: workload.name, type: "Lambda function")
  }

  /// `arn:aws:lambda:us-east-1:123456789012:function:chat`; the bare name without an account.
  var resourceId: String {
    let workload = analysis.profile.workload
    guard let account = workload.account else { return workload.name }
    return "arn:aws:lambda:\(workload.region):\(account):function:\(workload.name)"
  }
}
