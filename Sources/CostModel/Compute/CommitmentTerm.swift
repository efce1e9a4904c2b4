/// How an instance is paid for; the names are the last part of a price key.
package enum CommitmentTerm: String, CaseIterable, Hashable, Sendable {
  case onDemand = "on-demand"
  case computeSavingsPlan1Year = "compute-sp-1yr"
  case reserved1Year = "ri-1yr"
  case computeSavingsPlan3Years = "compute-sp-3yr"
  case reserved3Years = "ri-3yr"

  /// Years of paying every hour, used or not.
  package var years: Int {
    switch self {
    case .onDemand: 0
    case .computeSavingsPlan1Year, .reserved1Year: 1
    case .computeSavingsPlan3Years, .reserved3Years: 3
    }
  }
}
