import CostModel
import Foundation

/// A role of IAM Identity Center, taken with the token that `aws sso login` left behind.
struct SSOCredentials {
  let context: CredentialContext
  let profile: String

  func find() async throws -> CredentialSearch {
    guard let sso = try SSOProfile(profile, files: context.settings.files) else {
      return .absent("profile \(profile.printable(200)) has no sso_account_id")
    }
    let token = try token(of: sso)
    let credentials = try await roleCredentials(try request(sso, token: token), token: token)
    return .found(
      FoundCredentials(
        credentials: AWSCredentials(
          accessKeyID: credentials.accessKeyId,
          secretAccessKey: Secret(credentials.secretAccessKey),
          sessionToken: Secret(credentials.sessionToken),
          expiration: Instant(epochSeconds: Int(credentials.expiration / 1000)),
          accountID: sso.accountID),
        source: "profile \(profile.printable(200)) (SSO)"))
  }

  private func token(of sso: SSOProfile) throws(SSOError) -> Secret {
    let path = context.environment.expanding("~/.aws/sso/cache/\(sso.tokenFile)")
    guard let bytes = (try? context.environment.readFile(path)) ?? nil else {
      throw SSOError(profile: profile, problem: .noToken(path: path))
    }
    guard let token = try? JSONDecoder().decode(CachedToken.self, from: Data(bytes)),
      let expiration = token.expiration
    else { throw SSOError(profile: profile, problem: .badToken(path: path)) }
    guard expiration > context.environment.now() else {
      throw SSOError(profile: profile, problem: .expiredToken)
    }
    return Secret(token.accessToken)
  }

  private func request(_ sso: SSOProfile, token: Secret) throws -> HTTPRequest {
    let domain = AWSPartition.domain(of: sso.region)
    let endpoint =
      try context.settings.endpoint(for: "sso")?.value
      ?? "https://portal.sso.\(sso.region).\(domain)"
    guard sso.region.isHostLabel else { throw SSOError(profile: profile, problem: .badRegion) }
    return HTTPRequest(
      url: "\(endpoint)/federation/credentials?role_name=\(sso.roleName.uriEncoded)"
        + "&account_id=\(sso.accountID.uriEncoded)",
      headers: [HTTPHeader("x-amz-sso_bearer_token", token.revealed)],
      limits: HTTPLimits(maximumBodyBytes: 256 << 10))
  }

  private func roleCredentials(
    _ request: HTTPRequest, token: Secret
  ) async throws(SSOError) -> RoleCredentials {
    let response: HTTPResponse
    do {
      response = try await context.transport.send(request)
    } catch {
      throw SSOError(profile: profile, problem: .unreachable(error))
    }
    switch response.status {
    case 200:
      guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body)) else {
        throw SSOError(profile: profile, problem: .malformed)
      }
      return answer.roleCredentials
    case 401: throw SSOError(profile: profile, problem: .unauthorized)
    default:
      let failure = try? JSONDecoder().decode(Failure.self, from: Data(response.body))
      throw SSOError(
        profile: profile,
        problem: .refused(
          ServiceMessage(
            code: response.header("x-amzn-ErrorType") ?? "HTTP \(response.status)",
            message: failure?.message ?? "no explanation", hiding: [token])))
    }
  }
}

private struct CachedToken: Decodable {
  let accessToken: String
  let expiresAt: String

  /// AWS CLI v1 writes the zone as `UTC`.
  var expiration: Instant? {
    Instant(iso8601: expiresAt.hasSuffix("UTC") ? expiresAt.dropLast(3) + "Z" : expiresAt[...])
  }
}

private struct RoleCredentials: Decodable {
  let accessKeyId: String
  let secretAccessKey: String
  let sessionToken: String
  /// Milliseconds since 1970.
  let expiration: Int64
}

private struct Answer: Decodable {
  let roleCredentials: RoleCredentials
}

private struct Failure: Decodable {
  let message: String
}
