import CostModel

/// The role of an EC2 instance, over version 2 of the metadata service and no other.
///
/// A service that is not there, or has no role, leaves the search to go on, as on every other host.
struct InstanceMetadataCredentials {
  let context: CredentialContext

  private static let roles = "latest/meta-data/iam/security-credentials/"
  /// Refreshing starts 15 minutes before expiry.
  private static let refreshWindow = 15 * 60
  private static let grace = 5 * 60

  func find() async throws -> CredentialSearch {
    let settings = context.settings.metadata
    guard !settings.isDisabled else { return .absent("AWS_EC2_METADATA_DISABLED is true") }
    do throws(InstanceMetadataError) {
      let token = try await text(
        "PUT", "latest/api/token", HTTPHeader("x-aws-ec2-metadata-token-ttl-seconds", "21600"))
      let header = HTTPHeader("x-aws-ec2-metadata-token", token)
      let role = try await text("GET", Self.roles, header)
      let body = try await send("GET", Self.roles + role.uriEncoded, header)
      return .found(
        FoundCredentials(
          credentials: extended(try credentials(in: body)),
          source: "instance metadata (role \(role.printable(200)))"))
    } catch {
      return .absent(error.description)
    }
  }

  private func credentials(in body: [UInt8]) throws(InstanceMetadataError) -> AWSCredentials {
    do throws(CredentialDocumentError) {
      return try CredentialDocument.decode(body).credentials()
    } catch {
      throw .malformed(error)
    }
  }

  /// The service may hand out keys about to expire while it cannot renew them; AWS honours those for
  /// longer, so they are kept and asked for again in five minutes instead of on every call.
  private func extended(_ credentials: AWSCredentials) -> AWSCredentials {
    let soonest = context.environment.now().advanced(by: Self.refreshWindow + Self.grace)
    guard let expiration = credentials.expiration, expiration < soonest else { return credentials }
    return AWSCredentials(
      accessKeyID: credentials.accessKeyID, secretAccessKey: credentials.secretAccessKey,
      sessionToken: credentials.sessionToken, expiration: soonest,
      accountID: credentials.accountID)
  }

  private func text(
    _ method: String, _ path: String, _ header: HTTPHeader
  ) async throws(InstanceMetadataError) -> String {
    let body = try await send(method, path, header)
    let first = String(decoding: body, as: UTF8.self).split(whereSeparator: \.isNewline).first
    guard let line = first, line.allSatisfy({ $0.isASCII && !$0.isWhitespace }) else {
      throw .malformed(.malformed)
    }
    return String(line)
  }

  private func send(
    _ method: String, _ path: String, _ header: HTTPHeader
  ) async throws(InstanceMetadataError) -> [UInt8] {
    let settings = context.settings.metadata
    let base = settings.endpoint.value
    let timeout = Duration.seconds(settings.timeout.value)
    let request = HTTPRequest(
      method: method, url: base.hasSuffix("/") ? base + path : "\(base)/\(path)",
      headers: [header],
      limits: HTTPLimits(
        connectTimeout: timeout, totalTimeout: timeout, maximumBodyBytes: 64 << 10))
    var failure = InstanceMetadataError.malformed(.malformed)
    for _ in 0..<settings.attempts.value {
      do throws(HTTPError) {
        let response = try await context.transport.send(request)
        if response.status == 200 { return response.body }
        failure = .refused(status: response.status)
      } catch {
        failure = .unreachable(error)
      }
    }
    throw failure
  }
}

/// Why the metadata service has no credentials here.
enum InstanceMetadataError: Error, Hashable {
  case unreachable(HTTPError)
  case refused(status: Int)
  case malformed(CredentialDocumentError)
}

extension InstanceMetadataError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreachable(let error): error.description
    case .refused(let status): "HTTP \(status) from the metadata service"
    case .malformed(let problem): "\(problem) from the metadata service"
    }
  }
}
