import Foundation

/// Nodes of one's own for some workloads of a report, and what each workload's part of them costs.
///
/// Nodes are bought whole, so they are priced for all who would run there together; each bears its part
/// by the peak it asks for. The parts of those on the site sum to its month. A workload that is not on
/// it is priced as if it joined.
struct OnPremisesSite {
  /// What a workload asks of a site, and what it pays elsewhere.
  struct Candidate {
    let tier: Tier
    let demand: NodeDemand
    /// The cheapest other option, without durable state, which stays in the cloud.
    let elsewhere: USD
  }

  let assumptions: TCOAssumptions
  /// By index of the candidate.
  let isMember: [Bool]
  private let demand: TCODemand
  private let rates: OnPremisesRates
  private let demands: [Load]
  private let members: Load
  /// Workloads on it.
  let count: Int
  private let spread: Double

  /// Tokens a second at the peak and on average.
  struct Load: Hashable {
    var peak: TokensPerSecond = .zero
    var average: TokensPerSecond = .zero

    static func + (left: Self, right: Self) -> Self {
      Self(peak: left.peak + right.peak, average: left.average + right.average)
    }
  }

  /// - Parameter policy: `rule` sends its tier home, `cost` those for whom it pays.
  init(
    _ assumptions: TCOAssumptions, demand: TCODemand, candidates: [Candidate], policy: Policy
  ) {
    let parameters = assumptions.parameters
    let rates = OnPremisesRates(parameters)
    let rate = parameters.perVCPU
    let all = Load(peak: demand.peak(perVCPU: rate), average: demand.average(perVCPU: rate))
    // Peaks need not meet, and the user may say what all of them come to.
    let share = (
      peak: all.peak > .zero ? parameters.peak / all.peak : 0,
      average: all.average > .zero ? parameters.average / all.average : 0
    )
    demands = candidates.map {
      Load(
        peak: $0.demand.peak(perVCPU: rate) * share.peak,
        average: $0.demand.average(perVCPU: rate) * share.average)
    }
    self.assumptions = assumptions
    self.demand = demand
    self.rates = rates
    isMember =
      policy == .cost && assumptions.hasQuote
      ? SiteMembership(candidates, demands, rates).isMember
      : zip(candidates, demands).map { $0.tier == .repatriate && $1.peak > .zero }
    let joined = demands.indices.filter { [isMember] in isMember[$0] }
    members = joined.reduce(Load()) { [demands] in $0 + demands[$1] }
    count = joined.count
    let usual = joined.isEmpty ? demands.reduce(Load(), +) : members
    spread =
      usual.peak > .zero
      ? assumptions.spread { drawn in
        // A demand follows what a vCPU is taken to write, as the whole fleet's does.
        OnPremises.monthlyCost(
          forPeak: usual.peak * (drawn.peak / parameters.peak), average: usual.average, drawn)
      } : 0
  }

  /// The month of the nodes for all members; nil without any.
  var month: OnPremises.MonthlyCost? {
    count == 0
      ? nil
      : OnPremises.monthlyCost(forPeak: members.peak, average: members.average, rates)
  }

  /// Nil where nothing ran: there is no peak to buy nodes for.
  func share(of index: Int) -> OnPremisesShare? {
    let own = demands[index]
    guard own.peak > .zero else { return nil }
    let load = isMember[index] ? members : members + own
    return OnPremisesShare(
      site: OnPremisesShare.Site(
        assumptions: assumptions, demand: demand,
        workloads: isMember[index] ? count : count + 1,
        peak: load.peak, average: load.average,
        month: OnPremises.monthlyCost(forPeak: load.peak, average: load.average, rates),
        spread: spread),
      peak: own.peak, average: own.average,
      alone: OnPremises.monthlyCost(forPeak: own.peak, average: own.average, rates))
  }
}

extension TCOAssumptions {
  /// True where somebody stands behind the price of a node; nobody can defend money saved otherwise.
  package var hasQuote: Bool {
    guard let standing = figure(.nodePrice)?.standing else { return false }
    return standing != .unverified
  }

  /// Inputs of a node's month that nobody confirmed; a choice, which has no range, is none.
  package var unconfirmed: [TCOFigure] {
    figures.filter { $0.standing == .unverified && $0.key.isOfNodes && $0.plausible != nil }
  }

  /// Standard deviation of the logarithm of a month when every assumption is drawn from what is thought
  /// possible: that of the lognormal with the same 90 % range.
  func spread(of month: (TCOParameters) -> OnPremises.MonthlyCost) -> Double {
    var totals = draws(500).map { month($0).total.value }
    totals.sort()
    let (low, high) = (totals[24], totals[474])
    return low > 0 ? log(high / low) / (2 * RateInterval.deviations) : 0
  }
}
