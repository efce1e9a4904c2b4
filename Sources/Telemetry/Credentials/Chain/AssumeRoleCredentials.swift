import CostModel

/// A profile with `role_arn`, and where the credentials come from that may assume it.
struct AssumeRoleCredentials {
  let context: CredentialContext
  let profile: String

  func find() async throws -> CredentialSearch {
    guard Self.isRole(context.profile(profile)) else {
      return .absent("profile \(profile.printable(200)) has no role_arn")
    }
    return .found(try await assume(profile, visited: [profile]))
  }

  /// A profile with a web identity belongs to `WebIdentityCredentials`.
  private static func isRole(_ section: AWSProfile) -> Bool {
    section.has("role_arn") && !section.has("web_identity_token_file")
  }

  private static func hasKeys(_ section: AWSProfile) -> Bool {
    section.has("aws_access_key_id") || section.has("aws_secret_access_key")
  }

  private func assume(_ name: String, visited: [String]) async throws -> FoundCredentials {
    let section = context.profile(name)
    let now = context.environment.now()
    guard let arn = section["role_arn"], !arn.isEmpty else {
      throw AssumeRoleError(profile: name, problem: .noRole)
    }
    if section.has("mfa_serial") { throw AssumeRoleError(profile: name, problem: .mfa) }
    let role = AssumedRole(
      arn: arn,
      sessionName: section["role_session_name"] ?? "costctl-session-\(now.epochSeconds)",
      externalID: section["external_id"], durationSeconds: try duration(section, name))
    let source = try await source(of: name, section: section, visited: visited)
    let credentials = try await SecurityTokenService(context).assumeRole(
      role, with: source.credentials, at: now)
    return FoundCredentials(
      credentials: credentials,
      source: "profile \(name.printable(200)) (role \(arn.printable(200)) through \(source.source))"
    )
  }

  private func duration(
    _ section: AWSProfile, _ name: String
  ) throws(AssumeRoleError) -> Int? {
    guard let text = section["duration_seconds"] else { return nil }
    guard let seconds = Int(text), seconds > 0 else {
      throw AssumeRoleError(profile: name, problem: .badDuration(text))
    }
    return seconds
  }

  private func source(
    of name: String, section: AWSProfile, visited: [String]
  ) async throws -> FoundCredentials {
    switch (section["credential_source"], section["source_profile"]) {
    case (nil, nil): throw AssumeRoleError(profile: name, problem: .noSource)
    case (.some, .some): throw AssumeRoleError(profile: name, problem: .twoSources)
    case (let place?, nil): return try await named(place, in: name)
    case (nil, let other?):
      try check(other, namedBy: name, visited: visited)
      return try await profileCredentials(other, visited: visited + [other])
    }
  }

  /// A profile may name itself only to assume a role with its own keys.
  private func check(
    _ other: String, namedBy name: String, visited: [String]
  ) throws(AssumeRoleError) {
    guard let section = context.settings.files.profile(other) else {
      throw AssumeRoleError(profile: name, problem: .unknownSource(other))
    }
    guard visited.contains(other), other != name || !Self.hasKeys(section) else { return }
    throw AssumeRoleError(profile: name, problem: .loop(visited + [other]))
  }

  private func profileCredentials(
    _ name: String, visited: [String]
  ) async throws -> FoundCredentials {
    let section = context.profile(name)
    guard Self.hasKeys(section) || !Self.isRole(section) else {
      return try await assume(name, visited: visited)
    }
    let links = ProfileCredentials(context: context, name: name, usesVariables: false).links
    return try await CredentialChain(profile: name, links: links).find().1
  }

  private func named(_ place: String, in name: String) async throws -> FoundCredentials {
    let search: CredentialSearch
    switch place {
    case "Environment":
      search = try EnvironmentCredentials(environment: context.environment).find()
    case "EcsContainer": search = try await ContainerCredentials(context: context).find()
    case "Ec2InstanceMetadata":
      search = try await InstanceMetadataCredentials(context: context).find()
    default: throw AssumeRoleError(profile: name, problem: .unknownPlace(place))
    }
    switch search {
    case .found(let found): return found
    case .absent(let reason):
      throw AssumeRoleError(profile: name, problem: .emptyPlace(place, reason: reason))
    }
  }
}
