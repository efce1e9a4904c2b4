/// Credentials, and a sentence about where they came from that never holds a secret.
package struct FoundCredentials: Sendable, Hashable {
  package let credentials: AWSCredentials
  /// Such as `environment variables` or `profile prod (credential_process)`.
  package let source: String
}

/// What one place had to say.
package enum CredentialSearch: Sendable, Hashable {
  case found(FoundCredentials)
  /// The place is not set up, and why: the search goes on.
  case absent(String)
}

/// The places credentials come from, in the order they are asked.
package enum CredentialPlace: String, Sendable, Hashable, CaseIterable {
  case environment = "environment variables"
  case assumeRole = "assumed role"
  case webIdentity = "web identity"
  case sso = "SSO"
  case sharedCredentials = "shared credentials file"
  case login = "aws login"
  case process = "credential_process"
  case configFile = "config file"
  case container = "container"
  case instanceMetadata = "instance metadata"
}

/// One place of the chain and how it is asked; asking again refreshes.
package struct CredentialLink: Sendable {
  package let place: CredentialPlace
  package let find: @Sendable () async throws -> CredentialSearch

  package init(
    _ place: CredentialPlace, find: @escaping @Sendable () async throws -> CredentialSearch
  ) {
    self.place = place
    self.find = find
  }
}
