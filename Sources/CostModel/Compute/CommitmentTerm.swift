/// How an instance is paid for; `rawValue` is the last part of a price key.
package struct CommitmentTerm: Hashable, Sendable {
  package enum Plan: String, Hashable, Sendable, CaseIterable {
    case onDemand = "on-demand"
    case computeSavingsPlan = "compute-sp"
    case instanceSavingsPlan = "ec2-sp"
    /// SageMaker's own; no other plan covers it.
    case machineLearningSavingsPlan = "ml-sp"
    case reserved = "ri"
  }

  package enum Upfront: String, Hashable, Sendable, CaseIterable {
    case no = "no-upfront"
    case partial = "partial-upfront"
    case all = "all-upfront"
  }

  package let plan: Plan
  /// Years of paying every hour, used or not.
  package let years: Int
  package let upfront: Upfront
  /// `on-demand`, `ri-1yr`, `compute-sp-3yr-all-upfront`.
  package let rawValue: String

  private init(_ plan: Plan, years: Int = 0, upfront: Upfront = .no) {
    self.plan = plan
    self.years = years
    self.upfront = upfront
    let length = years > 0 ? "-\(years)yr" : ""
    rawValue = plan.rawValue + length + (upfront == .no ? "" : "-\(upfront.rawValue)")
  }

  package static let onDemand = CommitmentTerm(.onDemand)
  package static let computeSavingsPlan1Year = CommitmentTerm(.computeSavingsPlan, years: 1)
  package static let reserved1Year = CommitmentTerm(.reserved, years: 1)
  package static let computeSavingsPlan3Years = CommitmentTerm(.computeSavingsPlan, years: 3)
  package static let reserved3Years = CommitmentTerm(.reserved, years: 3)

  /// What every family of EC2 has: the terms a catalogue without them lacks.
  package static let usual: [CommitmentTerm] = [
    .onDemand, .computeSavingsPlan1Year, .reserved1Year, .computeSavingsPlan3Years,
    .reserved3Years,
  ]

  package static let ofEC2: [CommitmentTerm] =
    [.onDemand] + [.computeSavingsPlan, .instanceSavingsPlan, .reserved].flatMap(terms)
  package static let ofSageMaker: [CommitmentTerm] =
    [.onDemand] + terms(of: .machineLearningSavingsPlan)
  /// Lambda's duration has no other discount than this plan's.
  package static let ofLambda: [CommitmentTerm] = terms(of: .computeSavingsPlan)

  private static func terms(of plan: Plan) -> [CommitmentTerm] {
    [1, 3].flatMap { years in
      Upfront.allCases.map { CommitmentTerm(plan, years: years, upfront: $0) }
    }
  }
}
