/// Why a profile's SSO login gives no credentials.
struct SSOError: Error, Hashable {
  enum Problem: Hashable {
    case incomplete(missing: [String])
    case unknownSession(String)
    case contradiction(String)
    case badRegion
    case noToken(path: String)
    case badToken(path: String)
    case expiredToken
    case unauthorized
    case refused(ServiceMessage)
    case unreachable(HTTPError)
    case malformed
  }

  let profile: String
  let problem: Problem
}

extension SSOError: CustomStringConvertible {
  var description: String {
    let name = profile.printable(100)
    let login = "run aws sso login --profile \(name)"
    return switch problem {
    case .incomplete(let missing):
      "profile \(name) uses SSO but lacks \(missing.joined(separator: ", ")); "
        + "run aws configure sso --profile \(name)"
    case .unknownSession(let session):
      "profile \(name) names the sso_session \(session.printable(200)), which does not exist; "
        + "add [sso-session \(session.printable(200))] to the config file"
    case .contradiction(let key):
      "profile \(name) and its sso-session disagree about \(key.printable(200)); "
        + "remove it from the profile"
    case .badRegion: "profile \(name) has an sso_region that is no region; correct it"
    case .noToken(let path):
      "profile \(name) has no SSO login (\(path.printable(200)) cannot be read); \(login)"
    case .badToken(let path):
      "the SSO login of profile \(name) in \(path.printable(200)) is damaged; \(login)"
    case .expiredToken: "the SSO login of profile \(name) has expired; \(login)"
    case .unauthorized: "the SSO login of profile \(name) is no longer accepted; \(login)"
    case .refused(let message):
      "SSO does not hand out the role of profile \(name) (\(message)); "
        + "check sso_account_id and sso_role_name"
    case .unreachable(let error): "SSO gives profile \(name) no credentials: \(error)"
    case .malformed:
      "SSO answered without credentials for profile \(name); check sso_region and the endpoint"
    }
  }
}
