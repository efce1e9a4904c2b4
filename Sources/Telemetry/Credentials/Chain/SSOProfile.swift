import CCrypto
import Hashing

/// What a profile says about its SSO login, its `sso-session` section included.
struct SSOProfile: Hashable {
  let accountID: String
  let roleName: String
  let region: String
  /// The session's name, or the start URL where there is none: the token is filed under it.
  let login: String

  /// Nil when the profile does not use SSO.
  init?(_ name: String, files: AWSProfileFiles) throws(SSOError) {
    guard let section = files.profile(name),
      section.has("sso_account_id") || section.has("sso_role_name")
    else { return nil }
    let merged = try Self.withSession(section, of: name, files: files)
    let keys = ["sso_account_id", "sso_role_name", "sso_region", "sso_start_url"]
    let missing = keys.filter { merged[$0]?.isEmpty ?? true }
    guard missing.isEmpty, let account = merged[keys[0]], let role = merged[keys[1]],
      let region = merged[keys[2]], let startURL = merged[keys[3]]
    else { throw SSOError(profile: name, problem: .incomplete(missing: missing)) }
    accountID = account
    roleName = role
    self.region = region
    login = section["sso_session"] ?? startURL
  }

  private static func withSession(
    _ section: AWSProfile, of name: String, files: AWSProfileFiles
  ) throws(SSOError) -> AWSProfile {
    guard let session = section["sso_session"] else { return section }
    guard let shared = files.ssoSessions[session] else {
      throw SSOError(profile: name, problem: .unknownSession(session))
    }
    let conflict = shared.values.keys.sorted().first {
      section.has($0) && section.values[$0] != shared.values[$0]
    }
    if let conflict { throw SSOError(profile: name, problem: .contradiction(conflict)) }
    return AWSProfile(values: section.values.merging(shared.values) { own, _ in own })
  }

  /// The file below `~/.aws/sso/cache` that `aws sso login` writes.
  var tokenFile: String {
    let bytes = Array(login.utf8)
    var digest = [UInt8](repeating: 0, count: 20)
    var size: UInt32 = 0
    let done = EVP_Digest(bytes, bytes.count, &digest, &size, EVP_sha1(), nil)
    precondition(done == 1 && size == 20, "libcrypto has no SHA-1; check the OpenSSL build")
    return "\(digest.hexadecimal).json"
  }
}
