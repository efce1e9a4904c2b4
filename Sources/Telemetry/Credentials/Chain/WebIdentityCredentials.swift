import CostModel

/// A role assumed with the token of an identity provider, as pods and CI jobs get it.
struct WebIdentityCredentials {
  let context: CredentialContext
  let profile: String
  let usesVariables: Bool

  func find() async throws -> CredentialSearch {
    let file = setting("AWS_WEB_IDENTITY_TOKEN_FILE", key: "web_identity_token_file")
    guard let file else { return .absent("no web identity token file") }
    guard let arn = setting("AWS_ROLE_ARN", key: "role_arn") else {
      throw WebIdentityError.noRole(from: file.origin)
    }
    let session = setting("AWS_ROLE_SESSION_NAME", key: "role_session_name")?.value
    let role = AssumedRole(
      arn: arn.value,
      sessionName: session ?? "costctl-session-\(context.environment.now().epochSeconds)")
    let credentials = try await SecurityTokenService(context).assumeRole(
      role, webIdentity: try context.token(at: file.value))
    return .found(
      FoundCredentials(
        credentials: credentials,
        source: "web identity (role \(arn.value.printable(200)), token from \(file.origin))"))
  }

  private func setting(_ variable: String, key: String) -> Setting<String>? {
    if usesVariables, let value = context.environment[variable] {
      return Setting(value, from: .variable(variable))
    }
    guard let value = context.profile(profile)[key], !value.isEmpty else { return nil }
    return Setting(value, from: .profile(profile, key: key))
  }
}

/// Why a web identity leads nowhere.
enum WebIdentityError: Error, Hashable {
  case noRole(from: SettingOrigin)
}

extension WebIdentityError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noRole(let origin):
      "a web identity token is set by \(origin), but no role; set AWS_ROLE_ARN, "
        + "or role_arn in the profile"
    }
  }
}
