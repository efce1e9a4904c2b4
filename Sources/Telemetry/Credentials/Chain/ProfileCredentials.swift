/// The places one profile can name, in order; also what a `source_profile` is resolved with.
struct ProfileCredentials {
  let context: CredentialContext
  let name: String
  /// Whether `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN` count too.
  let usesVariables: Bool

  var links: [CredentialLink] {
    let (context, name, usesVariables) = (context, name, usesVariables)
    return [
      CredentialLink(.webIdentity) {
        try await WebIdentityCredentials(
          context: context, profile: name, usesVariables: usesVariables
        ).find()
      },
      CredentialLink(.sso) { try await SSOCredentials(context: context, profile: name).find() },
      CredentialLink(.sharedCredentials) {
        try StaticCredentials(context: context, profile: name).findInCredentialsFile()
      },
      CredentialLink(.login) {
        if context.profile(name).has("login_session") { throw LoginSessionError(profile: name) }
        return .absent("no login_session")
      },
      CredentialLink(.process) {
        try await CredentialProcess(context: context, profile: name).find()
      },
      CredentialLink(.configFile) {
        try StaticCredentials(context: context, profile: name).findInConfigFile()
      },
    ]
  }
}

/// The profile was set up with `aws login`, whose sessions costctl cannot use.
struct LoginSessionError: Error, Hashable, CustomStringConvertible {
  let profile: String

  var description: String {
    "profile \(profile.printable(200)) has a login_session (aws login), which is not supported; "
      + "use a profile with sso_session, credential_process or keys, "
      + "such as aws configure export-credentials gives"
  }
}
