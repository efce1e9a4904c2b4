import CostModel

extension CredentialChain {
  /// A role assumed with whatever credentials the settings lead to.
  package static func assuming(
    role arn: String, settings: AWSSettings, environment: AWSEnvironment,
    transport: any HTTPTransport
  ) -> CredentialChain {
    let context = CredentialContext(
      settings: settings, environment: environment, transport: transport)
    let base = CredentialChain(
      settings: settings, environment: environment, transport: transport)
    return CredentialChain(
      profile: settings.profile.value,
      links: [
        CredentialLink(.assumeRole) {
          let source = try await base.find().1
          let now = environment.now()
          let role = AssumedRole(arn: arn, sessionName: "costctl-session-\(now.epochSeconds)")
          return .found(
            FoundCredentials(
              credentials: try await SecurityTokenService(context).assumeRole(
                role, with: source.credentials, at: now),
              source: "role \(arn.printable(200)) through \(source.source)"))
        }
      ])
  }
}
