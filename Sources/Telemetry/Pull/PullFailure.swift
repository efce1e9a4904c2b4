package import CostModel

/// A function that could not be pulled, and why.
package struct PullFailure: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// CloudWatch answered `Forbidden` for it.
    case forbidden(String)
    case internalError(String)
    /// Still `PartialData`, or no answer at all, after being asked again.
    case incomplete(rounds: Int)
    case call(AWSError)
    case paging(PagingError)
    case interrupted
    case notAsked(String)
  }

  package let workload: Workload
  package let reason: Reason

  package init(workload: Workload, reason: Reason) {
    self.workload = workload
    self.reason = reason
  }
}

extension PullFailure.Reason {
  /// Whether every further call of the same region would end the same way.
  var isForAll: Bool {
    guard case .call(let error) = self else { return false }
    return switch error {
    case .denied, .noCredentials, .badRegion, .badEndpoint: true
    case .transport, .fault, .unreadable, .cancelled: false
    }
  }
}

extension PullFailure.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .forbidden(let message):
      "CloudWatch refused its metrics\(Self.quoting(message)); allow cloudwatch:GetMetricData"
    case .internalError(let message):
      "CloudWatch had an internal error\(Self.quoting(message)); pull again later"
    case .incomplete(let rounds):
      "CloudWatch returned only part of its data \(rounds) times; pull again later"
    case .call(let error): "\(error)"
    case .paging(let error): "\(error)"
    case .interrupted: "the pull was interrupted"
    case .notAsked(let why): why
    }
  }

  private static func quoting(_ message: String) -> String {
    message.isEmpty ? "" : " (\(message))"
  }
}
