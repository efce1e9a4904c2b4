/// Whose credentials these are, as STS says.
struct AccountIdentity: Sendable {
  let client: AWSClient

  /// Twelve digits.
  func account() async throws -> String {
    let call = AWSCall.query(.sts, "GetCallerIdentity", version: "2011-06-15")
    return try await client.send(call) { response in
      guard let account = XMLLeaves(response.body)?["Account"], account.utf8.count == 12,
        account.allSatisfy(\.isNumber)
      else { throw MissingAnswer() }
      return account
    }
  }
}

/// An answer without what it was asked for.
struct MissingAnswer: Error {}
