/// The places credentials are looked for, in botocore's order; the first that is set up decides.
///
/// A place that is set up but fails ends the search with its error, so that a typing mistake never
/// leads to another account. An explicit `--profile` takes the variables out.
package struct CredentialChain: Sendable {
  package let profile: String
  package let links: [CredentialLink]

  package init(profile: String, links: [CredentialLink]) {
    self.profile = profile
    self.links = links
  }

  package init(
    settings: AWSSettings, environment: AWSEnvironment, transport: any HTTPTransport
  ) {
    let context = CredentialContext(
      settings: settings, environment: environment, transport: transport)
    let name = settings.profile.value
    let isExplicit = settings.profile.origin == .option("--profile")
    let variables = CredentialLink(.environment) {
      try EnvironmentCredentials(environment: environment).find()
    }
    self.init(
      profile: name,
      links: (isExplicit ? [] : [variables])
        + [
          CredentialLink(.assumeRole) {
            try await AssumeRoleCredentials(context: context, profile: name).find()
          }
        ]
        + ProfileCredentials(context: context, name: name, usesVariables: !isExplicit).links
        + [
          CredentialLink(.container) { try await ContainerCredentials(context: context).find() },
          CredentialLink(.instanceMetadata) {
            try await InstanceMetadataCredentials(context: context).find()
          },
        ])
  }

  /// The first link that has credentials, with them.
  package func find() async throws -> (CredentialLink, FoundCredentials) {
    var tried: [CredentialChainError.Tried] = []
    for link in links {
      switch try await link.find() {
      case .found(let found): return (link, found)
      case .absent(let reason):
        tried.append(CredentialChainError.Tried(place: link.place, reason: reason))
      }
    }
    throw CredentialChainError.noCredentials(profile: profile, tried: tried)
  }
}

/// Why no place had credentials, or the one that had them ran dry.
package enum CredentialChainError: Error, Hashable, Sendable {
  package struct Tried: Hashable, Sendable {
    package let place: CredentialPlace
    package let reason: String
  }

  case noCredentials(profile: String, tried: [Tried])
  case gone(source: String, reason: String)
  case expired(source: String)
  case calledExpired(source: String)
}

extension CredentialChainError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noCredentials(let profile, let tried):
      "no AWS credentials for profile \(profile.printable(200)); tried "
        + tried.map { "\($0.place.rawValue) (\($0.reason))" }.joined(separator: ", ")
        + "; run aws configure or aws sso login, or name another profile with --profile"
    case .gone(let source, let reason):
      "the credentials from \(source) are gone (\(reason)); set them up again"
    case .expired(let source):
      "the credentials from \(source) have expired and no newer ones are there; renew them"
    case .calledExpired(let source):
      "AWS calls the credentials from \(source) expired and no others are there; renew them"
    }
  }
}
