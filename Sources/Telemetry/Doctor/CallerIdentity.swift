package import CostModel

/// Who the credentials are to AWS, and what time it was there.
package struct CallerIdentity: Sendable, Hashable {
  package let account: String
  package let arn: String
  /// Of the answer's `Date`; nil when it had none.
  package let serviceTime: Instant?
}

extension AWSClient {
  /// Asks STS, which answers to everyone with valid keys.
  package func callerIdentity() async throws(AWSError) -> CallerIdentity {
    let call = AWSCall.query(.sts, "GetCallerIdentity", version: "2011-06-15")
    return try await send(call) { response in
      guard let leaves = XMLLeaves(response.body), let account = leaves["Account"],
        let arn = leaves["Arn"]
      else { throw UnreadableIdentity() }
      return CallerIdentity(
        account: account.printable(20), arn: arn.printable(300),
        serviceTime: response.header("Date").flatMap(Instant.init(httpDate:)))
    }
  }
}

private struct UnreadableIdentity: Error {}
