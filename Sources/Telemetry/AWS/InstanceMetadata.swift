import CostModel

/// Version 2 of EC2's instance metadata service, and no other.
package struct InstanceMetadata: Sendable {
  let settings: MetadataSettings
  let transport: any HTTPTransport

  package init(_ settings: MetadataSettings, transport: any HTTPTransport) {
    self.settings = settings
    self.transport = transport
  }

  /// Such as `c8g.xlarge`; nil on a host that has no such service, or is not to ask it.
  package func instanceType() async -> String? {
    guard !settings.isDisabled else { return nil }
    do throws(InstanceMetadataError) {
      return try await text(at: "latest/meta-data/instance-type", session: try await session())
    } catch {
      return nil
    }
  }

  /// The header that every other request needs.
  func session() async throws(InstanceMetadataError) -> HTTPHeader {
    let lifetime = HTTPHeader("x-aws-ec2-metadata-token-ttl-seconds", "21600")
    let token = try Self.line(await send("PUT", "latest/api/token", lifetime))
    return HTTPHeader("x-aws-ec2-metadata-token", token)
  }

  /// The first line of an answer.
  func text(
    at path: String, session: HTTPHeader
  ) async throws(InstanceMetadataError) -> String {
    try Self.line(await send("GET", path, session))
  }

  func bytes(
    at path: String, session: HTTPHeader
  ) async throws(InstanceMetadataError) -> [UInt8] {
    try await send("GET", path, session)
  }

  private static func line(_ body: [UInt8]) throws(InstanceMetadataError) -> String {
    let first = String(decoding: body, as: UTF8.self).split(whereSeparator: \.isNewline).first
    guard let line = first, line.allSatisfy({ $0.isASCII && !$0.isWhitespace }) else {
      throw .malformed(.malformed)
    }
    return String(line)
  }

  private func send(
    _ method: String, _ path: String, _ header: HTTPHeader
  ) async throws(InstanceMetadataError) -> [UInt8] {
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
        let response = try await transport.send(request)
        if response.status == 200 { return response.body }
        failure = .refused(status: response.status)
      } catch {
        failure = .unreachable(error)
      }
    }
    throw failure
  }
}

/// Why the metadata service has nothing to say here.
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
