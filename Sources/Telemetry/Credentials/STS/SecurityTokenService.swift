import CostModel

/// The two calls of STS that turn one identity into another's credentials.
struct SecurityTokenService: Sendable {
  private let transport: any HTTPTransport
  private let region: String
  private let endpoint: String
  private let attempts: Int

  /// Without a region STS is asked in us-east-1, as botocore does.
  init(_ context: CredentialContext) throws(AWSSettingsError) {
    transport = context.transport
    region = context.settings.region?.value ?? "us-east-1"
    endpoint =
      try context.settings.endpoint(for: "sts")?.value
      ?? "https://sts.\(region).\(AWSPartition.domain(of: region))"
    attempts = context.settings.maximumAttempts.value
  }

  func assumeRole(
    _ role: AssumedRole, with credentials: AWSCredentials, at date: Instant
  ) async throws -> AWSCredentials {
    let request = form("AssumeRole", role.parameters)
    let signed = try SigV4Signer(region: region, service: "sts").sign(
      request, with: credentials, at: date)
    return try await send(
      signed, role: role,
      hiding: [credentials.secretAccessKey, credentials.sessionToken].compactMap(\.self))
  }

  func assumeRole(
    _ role: AssumedRole, webIdentity token: Secret
  ) async throws -> AWSCredentials {
    let request = form(
      "AssumeRoleWithWebIdentity", role.parameters + [("WebIdentityToken", token.revealed)])
    return try await send(request, role: role, hiding: [token])
  }

  private func form(_ action: String, _ parameters: [(String, String)]) -> HTTPRequest {
    let body = ([("Action", action), ("Version", "2011-06-15")] + parameters)
      .map { "\($0.0)=\($0.1.uriEncoded)" }.joined(separator: "&")
    return HTTPRequest(
      method: "POST", url: endpoint.hasSuffix("/") ? endpoint : endpoint + "/",
      headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
      body: Array(body.utf8), limits: HTTPLimits(maximumBodyBytes: 256 << 10))
  }

  private func send(
    _ request: HTTPRequest, role: AssumedRole, hiding secrets: [Secret]
  ) async throws(STSError) -> AWSCredentials {
    var failure = STSError.malformed(role: role.arn)
    for _ in 0..<attempts {
      let response: HTTPResponse
      do {
        response = try await transport.send(request)
      } catch {
        failure = .unreachable(role: role.arn, error)
        if error.isTransient { continue }
        throw failure
      }
      let answer = STSAnswer(response.body)
      if response.status == 200 {
        guard let credentials = answer?.credentials else { throw .malformed(role: role.arn) }
        return credentials
      }
      let error = answer?.error ?? ("HTTP \(response.status)", "no explanation")
      failure = .refused(
        role: role.arn,
        ServiceMessage(code: error.code, message: error.message, hiding: secrets))
      guard response.status >= 500 || error.code.contains("Throttl") else { throw failure }
    }
    throw failure
  }
}

/// Why a role could not be assumed.
enum STSError: Error, Hashable {
  case unreachable(role: String, HTTPError)
  case refused(role: String, ServiceMessage)
  case malformed(role: String)
}

extension STSError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreachable(let role, let error):
      "the role \(role.printable(200)) cannot be assumed: \(error)"
    case .refused(let role, let message):
      "STS does not hand out the role \(role.printable(200)) (\(message)); "
        + "check its ARN, its trust policy and the permission of the source"
    case .malformed(let role):
      "STS answered without credentials for the role \(role.printable(200)); check the endpoint"
    }
  }
}
