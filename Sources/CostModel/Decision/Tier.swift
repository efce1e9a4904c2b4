/// Where the rule sends a workload.
package enum Tier: String, Codable, Hashable, Sendable, CaseIterable {
  /// Stay serverless.
  case lambda
  /// Reserved EC2 or SageMaker.
  case reserved
  /// On-prem: Nutanix GPT-in-a-Box, a local Kubernetes cluster.
  case repatriate
}

/// Why a pair of thresholds was refused.
package enum RuleError: Error, Hashable, Sendable, CustomStringConvertible {
  case thresholds(stayBelow: Double, repatriateAbove: Double)

  package var description: String {
    switch self {
    case .thresholds(let low, let high):
      "rules.stay_below (\(low)) and rules.repatriate_above (\(high)) must satisfy "
        + "0 < stay_below < repatriate_above < 1"
    }
  }
}

/// The utilization rule: below 15 % stay, 15–40 % reserved, above 40 % repatriate.
package struct Rule: Hashable, Sendable {
  package let stayBelow: Ratio
  package let repatriateAbove: Ratio

  package init(stayBelow: Ratio, repatriateAbove: Ratio) throws(RuleError) {
    guard stayBelow.value > 0, stayBelow < repatriateAbove, repatriateAbove.value < 1 else {
      throw .thresholds(stayBelow: stayBelow.value, repatriateAbove: repatriateAbove.value)
    }
    self.stayBelow = stayBelow
    self.repatriateAbove = repatriateAbove
  }

  private init() {
    stayBelow = Ratio(0.15)
    repatriateAbove = Ratio(0.40)
  }

  package static let standard = Rule()

  /// Both thresholds belong to the middle: 15 % and 40 % exactly are `reserved`.
  package func tier(of utilization: Ratio) -> Tier {
    if utilization < stayBelow { return .lambda }
    return utilization > repatriateAbove ? .repatriate : .reserved
  }
}
