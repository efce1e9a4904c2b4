package import CostModel

/// An error that a service answered, fit to be shown: no secrets, no control characters.
package struct AWSFault: Sendable, Hashable {
  /// Such as `lambda:ListFunctions`.
  package let action: String
  package let status: Int
  /// The service's code without its namespace, or `HTTP 502` where it gave none.
  package let code: String
  package let message: String
  package let requestID: String?
  /// How long the service asks to be left alone.
  package let retryAfter: Duration?
  /// The service's own time.
  package let date: Instant?
  /// Where S3 says the bucket is; other services do not tell.
  package let region: String?
  /// How often the call was sent until this was given up with.
  package internal(set) var attempts = 1

  package var isThrottling: Bool { status == 429 || Self.throttling.contains(code) }

  /// An error of the service's own, which may be gone the next time.
  package var isServerSide: Bool { status >= 500 || Self.serverSide.contains(code) }

  package var isExpiredToken: Bool { Self.expired.contains(code) }

  package var isSignatureProblem: Bool { Self.signature.contains(code) }

  package var isAccessDenied: Bool {
    Self.denied.contains(code) || message.contains(Self.denialPhrase)
  }

  /// The permission that is missing: as the message names it, else the call's own action.
  package var missingPermission: String {
    guard let phrase = message.firstRange(of: Self.denialPhrase) else { return action }
    let named = message[phrase.upperBound...].drop { $0 == ":" || $0 == " " }.prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":" || $0 == "-")
    }
    return named.count(where: { $0 == ":" }) == 1 ? String(named) : action
  }

  private static let denialPhrase = "not authorized to perform"

  private static let throttling: Set<String> = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
    "RequestThrottledException", "EC2ThrottledException", "TooManyRequestsException",
    "RequestLimitExceeded", "ProvisionedThroughputExceeded",
    "ProvisionedThroughputExceededException", "BandwidthLimitExceeded", "SlowDown",
    "PriorRequestNotComplete", "TransactionInProgressException",
  ]
  private static let serverSide: Set<String> = [
    "RequestTimeout", "RequestTimeoutException", "InternalFailure", "InternalError",
    "InternalServiceFault", "InternalServiceError", "InternalServerError", "ServiceUnavailable",
    "ServiceUnavailableException", "ServiceException", "IDPCommunicationError",
  ]
  private static let expired: Set<String> = [
    "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired",
  ]
  private static let signature: Set<String> = [
    "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "SignatureDoesNotMatch",
    "InvalidSignature", "InvalidSignatureException", "IncompleteSignature", "AuthFailure",
  ]
  private static let denied: Set<String> = [
    "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError",
    "AuthorizationErrorException", "NotAuthorized", "Client.UnauthorizedOperation",
  ]
}

extension AWSFault: CustomStringConvertible {
  package var description: String {
    let words = message.isEmpty ? "" : " (\(message))"
    let identity = requestID.map { ", request \($0)" } ?? ""
    let tries = attempts > 1 ? " after \(attempts) attempts" : ""
    return "\(action) failed\(tries) with \(code)\(words)\(identity); \(advice)"
  }

  private var advice: String {
    if isAccessDenied { return "allow \(missingPermission) in the IAM policy" }
    if isThrottling { return "lower the request rate or try again later" }
    if isExpiredToken { return "the credentials have expired, sign in again" }
    if isSignatureProblem { return "check the secret access key and this machine's clock" }
    if ["InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId"].contains(code)
    {
      return "check the access key, and that the region is enabled for the account"
    }
    return isServerSide
      ? "the service has a problem, try again later" : "check the region and what was asked for"
  }
}
