/// Keys written into the shared files.
struct StaticCredentials {
  let context: CredentialContext
  let profile: String

  /// Reads the file anew, since other tools rewrite it when keys expire.
  func findInCredentialsFile() throws -> CredentialSearch {
    let path = context.settings.files.credentialsPath
    let sections = try AWSProfileFiles.credentials(at: path, in: context.environment)
    return try find(in: sections[profile], path: path, place: .sharedCredentials)
  }

  func findInConfigFile() throws -> CredentialSearch {
    let files = context.settings.files
    return try find(in: files.config[profile], path: files.configPath, place: .configFile)
  }

  private func find(
    in section: AWSProfile?, path: String, place: CredentialPlace
  ) throws(KeyPairError) -> CredentialSearch {
    guard let section else {
      return .absent("\(path.printable(200)) has no profile \(profile.printable(200))")
    }
    guard section.has("aws_access_key_id") else {
      return .absent(
        "profile \(profile.printable(200)) has no aws_access_key_id in \(path.printable(200))")
    }
    let keys = try ["aws_access_key_id", "aws_secret_access_key"].map {
      key throws(KeyPairError) in
      guard let value = section[key], !value.isEmpty else {
        throw .incomplete(missing: key, place: "profile \(profile) in \(path)")
      }
      return value
    }
    let token = section["aws_security_token"] ?? section["aws_session_token"]
    return .found(
      FoundCredentials(
        credentials: AWSCredentials(
          accessKeyID: keys[0], secretAccessKey: Secret(keys[1]),
          sessionToken: token.map { Secret($0) }, accountID: section["aws_account_id"]),
        source: "profile \(profile.printable(200)) (\(place.rawValue))"))
  }
}
