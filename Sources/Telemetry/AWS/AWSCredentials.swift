package import CostModel

/// A key pair with what is known about it; descriptions show the key id, never the secrets.
package struct AWSCredentials: Sendable, Hashable {
  package let accessKeyID: String
  package let secretAccessKey: Secret
  package let sessionToken: Secret?
  /// Nil for keys that do not expire.
  package let expiration: Instant?
  package let accountID: String?

  package init(
    accessKeyID: String, secretAccessKey: Secret, sessionToken: Secret? = nil,
    expiration: Instant? = nil, accountID: String? = nil
  ) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
    self.expiration = expiration
    self.accountID = accountID
  }
}

/// Hands out credentials that are good now.
package protocol CredentialProvider: Sendable {
  func credentials() async throws -> AWSCredentials

  /// Credentials other than those a service has just called expired, where there are any.
  func credentials(replacing expired: AWSCredentials) async throws -> AWSCredentials
}

extension CredentialProvider {
  package func credentials(replacing expired: AWSCredentials) async throws -> AWSCredentials {
    try await credentials()
  }
}
