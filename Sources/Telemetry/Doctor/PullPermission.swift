/// The permissions that a pull needs; asking STS for the identity needs none.
package enum PullPermission: String, CaseIterable, Sendable {
  case listFunctions = "lambda:ListFunctions"
  case getMetricData = "cloudwatch:GetMetricData"
  case listMetrics = "cloudwatch:ListMetrics"

  /// Whether AWS charges for the call that asks.
  package var isCharged: Bool { self == .getMetricData }

  /// What the pull cannot do without it.
  package var purpose: String {
    switch self {
    case .listFunctions: "finds the functions and their settings"
    case .getMetricData: "reads what the functions did"
    case .listMetrics: "finds the functions with provisioned concurrency or Lambda Insights"
    }
  }

  /// The least identity policy for a pull, as IAM reads it.
  package static let policy: String = {
    let actions = allCases.map(\.rawValue).sorted().map { "        \"\($0)\"" }
    return """
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Sid": "CostctlPull",
            "Effect": "Allow",
            "Action": [
      \(actions.joined(separator: ",\n"))
            ],
            "Resource": "*"
          }
        ]
      }

      """
  }()
}
