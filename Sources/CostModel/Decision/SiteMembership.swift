/// Who shares nodes of one's own when only money counts: a set in which all pay less than elsewhere.
///
/// All bear the same price for a token a second at the peak, u(S) = fixed month of the nodes for S over
/// the peak of S. A workload stays while u is below its limit, what it saves elsewhere over its peak. So
/// the willing come first: of the workloads by falling limit the longest run that holds is taken, then
/// each that can join without driving another away.
struct SiteMembership {
  let isMember: [Bool]

  private struct Applicant {
    let index: Int
    let load: OnPremisesSite.Load
    /// What a token a second at the peak may cost.
    let limit: Double
  }

  init(
    _ candidates: [OnPremisesSite.Candidate], _ loads: [OnPremisesSite.Load],
    _ rates: OnPremisesRates
  ) {
    var applicants: [Applicant] = []
    for (index, load) in loads.enumerated() where load.peak > .zero {
      let power = rates.busyPower(at: load.average)
      applicants.append(
        Applicant(
          index: index, load: load,
          limit: (candidates[index].elsewhere - power).value / load.peak.value))
    }
    applicants.sort { ($0.limit, -$0.index) > ($1.limit, -$1.index) }
    var site = Self.longestRun(applicants, rates)
    Self.admit(applicants, to: &site, rates)
    var isMember = [Bool](repeating: false, count: loads.count)
    for applicant in applicants where site.members.contains(applicant.index) {
      isMember[applicant.index] = true
    }
    self.isMember = isMember
  }

  private struct Site {
    var members: Set<Int> = []
    var load = OnPremisesSite.Load()
    var lowestLimit = Double.infinity

    mutating func join(_ applicant: Applicant) {
      members.insert(applicant.index)
      load = load + applicant.load
      lowestLimit = min(lowestLimit, applicant.limit)
    }
  }

  /// USD a month for a token a second at the peak.
  private static func unitCost(_ load: OnPremisesSite.Load, _ rates: OnPremisesRates) -> Double {
    OnPremises.monthlyCost(forPeak: load.peak, average: load.average, rates).fixed.value
      / load.peak.value
  }

  private static func longestRun(_ applicants: [Applicant], _ rates: OnPremisesRates) -> Site {
    var longest = 0
    var load = OnPremisesSite.Load()
    for (place, applicant) in applicants.enumerated() {
      load = load + applicant.load
      if unitCost(load, rates) < applicant.limit { longest = place + 1 }
    }
    var site = Site()
    applicants.prefix(longest).forEach { site.join($0) }
    return site
  }

  private static func admit(
    _ applicants: [Applicant], to site: inout Site, _ rates: OnPremisesRates
  ) {
    var before = -1
    while before != site.members.count {
      before = site.members.count
      for applicant in applicants where !site.members.contains(applicant.index) {
        let cost = unitCost(site.load + applicant.load, rates)
        if cost < min(site.lowestLimit, applicant.limit) { site.join(applicant) }
      }
    }
  }
}
