/// The `on-prem` option of each workload of a report.
struct OnPremisesPricing {
  /// One workload's option, with its part of the nodes where it has one.
  struct Priced {
    let option: PlacementOption
    let share: OnPremisesShare?
  }

  static let name = "on-prem"

  private let site: Result<OnPremisesSite, TCOError>?

  init(_ terms: OnPremisesTerms?, drafts: [RecommendationDraft], policy: Policy) {
    guard let terms else {
      site = nil
      return
    }
    let demand = TCODemand(of: drafts.map { ($0.analysis, $0.inference.advice?.request) })
    site = Result { () throws(TCOError) in
      OnPremisesSite(
        try terms.assumptions(for: demand), demand: demand, candidates: drafts.map(\.candidate),
        policy: policy)
    }
  }

  /// The nodes and how many workloads they are sized for; nil where they cannot be priced.
  var summary: OnPremisesSite? { try? site?.get() }

  func price(_ draft: RecommendationDraft, at index: Int, policy: Policy) -> Priced {
    guard let site else { return Self.left(out: "not priced: no nodes are known to compare with") }
    do throws(TCOError) {
      let site = try site.get()
      guard let share = site.share(of: index) else {
        return Self.left(out: "nothing ran: there is no peak to size for")
      }
      let option = option(draft, share, isMember: site.isMember[index], policy: policy)
      return Priced(option: option, share: share)
    } catch {
      return Self.left(out: "\(error)")
    }
  }

  private static func left(out reason: String) -> Priced {
    Priced(
      option: PlacementOption(name: name, tier: .repatriate, whyNot: reason), share: nil)
  }

  private func option(
    _ draft: RecommendationDraft, _ share: OnPremisesShare, isMember: Bool, policy: Policy
  ) -> PlacementOption {
    let cost = OptionCost(
      fixed: share.fixed, requests: share.busyPower, durable: draft.now.durable,
      fixedSpread: share.site.spread)
    let assumptions = share.site.assumptions
    // At a tie the last bit of a sum decides nothing.
    let gains = cost.priced < draft.candidate.elsewhere * (1 - 1e-9)
    let crowdsOut = policy == .cost && !isMember && gains
    let refusal: String? =
      if !assumptions.hasQuote {
        "no source confirms the price of a node: set tco.node_price_usd to your quote to have it "
          + "considered"
      } else if crowdsOut {
        "with it the nodes would cost others more than they pay elsewhere"
      } else {
        nil
      }
    return PlacementOption(
      name: Self.name, tier: .repatriate, whyNot: refusal, cost: cost,
      breakevenUtilization: BreakEven.utilization(
        now: draft.analysis.utilization.value, fixed: cost.fixed, lambda: draft.now.vanishing,
        variable: cost.requests),
      instances: share.site.month.nodes,
      perMillionOutputTokens: draft.outputTokens.map { cost.total * (1e6 / $0.value) },
      provenance: .prior, restsOnUnverifiedPrice: !assumptions.unconfirmed.isEmpty)
  }
}
