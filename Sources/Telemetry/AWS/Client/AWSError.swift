/// Why a call brought no result; no message holds a secret.
package enum AWSError: Error, Sendable, Hashable {
  case transport(HTTPError, action: String, attempts: Int)
  case noCredentials(action: String, reason: String)
  case badRegion(String)
  case badEndpoint(service: String)
  /// The credentials work but lack a permission.
  case denied(permission: String, AWSFault)
  case fault(AWSFault)
  /// An answer that says success and cannot be read.
  case unreadable(action: String, reason: String, attempts: Int)
  case cancelled(action: String)

  /// What the service answered, when it answered.
  package var fault: AWSFault? {
    switch self {
    case .denied(_, let fault), .fault(let fault): fault
    case .transport, .noCredentials, .badRegion, .badEndpoint, .unreadable, .cancelled: nil
    }
  }

  func counting(attempts: Int) -> AWSError {
    switch self {
    case .transport(let error, let action, _):
      return .transport(error, action: action, attempts: attempts)
    case .unreadable(let action, let reason, _):
      return .unreadable(action: action, reason: reason, attempts: attempts)
    case .fault(var fault):
      fault.attempts = attempts
      return .fault(fault)
    case .denied, .noCredentials, .badRegion, .badEndpoint, .cancelled: return self
    }
  }
}

extension AWSError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .transport(let error, let action, let attempts):
      "\(action) failed\(Self.tries(attempts)): \(error)"
    case .noCredentials(let action, let reason):
      "\(action) was not sent for want of credentials: \(reason)"
    case .badRegion(let region):
      "\(region) is not the name of a region; use one like us-east-1"
    case .badEndpoint(let service):
      "the endpoint set for \(service) is not an absolute http or https URL; correct it"
    case .denied(let permission, let fault):
      "the credentials lack the permission \(permission): \(fault)"
    case .fault(let fault): fault.description
    case .unreadable(let action, let reason, let attempts):
      "\(action) was answered with something unreadable\(Self.tries(attempts)) (\(reason)); "
        + "check that the endpoint is AWS, or try again"
    case .cancelled(let action): "\(action) was cancelled"
    }
  }

  private static func tries(_ attempts: Int) -> String {
    attempts > 1 ? " after \(attempts) attempts" : ""
  }
}
