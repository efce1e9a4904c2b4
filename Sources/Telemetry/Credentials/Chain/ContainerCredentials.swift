import CostModel

/// The endpoint that ECS, EKS and CloudShell put beside a container.
struct ContainerCredentials {
  let context: CredentialContext

  private static let tries = 3

  func find() async throws -> CredentialSearch {
    let environment = context.environment
    let endpoint: ContainerEndpoint
    if let path = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
      endpoint = try ContainerEndpoint(relative: path)
    } else if let url = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] {
      endpoint = try ContainerEndpoint(full: url)
    } else {
      return .absent("no AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI")
    }
    var request = HTTPRequest(
      url: endpoint.url, headers: [HTTPHeader("Accept", "application/json")],
      limits: HTTPLimits(
        connectTimeout: .seconds(2), totalTimeout: .seconds(2), maximumBodyBytes: 64 << 10))
    if let token = try authorization() { request.setHeader("Authorization", token.revealed) }
    let body = try await send(request)
    do throws(CredentialDocumentError) {
      let credentials = try CredentialDocument.decode(body).credentials()
      return .found(
        FoundCredentials(
          credentials: credentials, source: "container endpoint from \(endpoint.variable)"))
    } catch {
      throw ContainerError.malformed(error)
    }
  }

  /// The file comes first and is read each time, since EKS rotates it.
  private func authorization() throws -> Secret? {
    let environment = context.environment
    var token: Secret?
    if let path = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] {
      token = try context.token(at: path)
    } else {
      token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"].map { Secret($0) }
    }
    guard let token else { return nil }
    guard !token.revealed.unicodeScalars.contains(where: { $0 == "\r" || $0 == "\n" }) else {
      throw ContainerError.badToken
    }
    return token
  }

  private func send(_ request: HTTPRequest) async throws(ContainerError) -> [UInt8] {
    var failure = ContainerError.malformed(.malformed)
    for _ in 0..<Self.tries {
      do {
        let response = try await context.transport.send(request)
        if response.status == 200 { return response.body }
        failure = .refused(status: response.status)
        if response.status < 500 { throw failure }
      } catch let error as HTTPError {
        failure = .unreachable(error)
        if !error.isTransient { throw failure }
      } catch {
        throw failure
      }
    }
    throw failure
  }
}

/// Why a container's endpoint gives no credentials.
enum ContainerError: Error, Hashable {
  case badAddress(variable: String)
  case forbiddenHost(String)
  case badToken
  case unreachable(HTTPError)
  case refused(status: Int)
  case malformed(CredentialDocumentError)
}

extension ContainerError: CustomStringConvertible {
  var description: String {
    switch self {
    case .badAddress(let variable):
      "\(variable) is not an address of a container credentials endpoint; correct or unset it"
    case .forbiddenHost(let host):
      "AWS_CONTAINER_CREDENTIALS_FULL_URI leads to \(host.printable(200)) without https, which only "
        + "loopback and the addresses of ECS and EKS may have; use https or unset it"
    case .badToken:
      "the container authorization token contains a line break; correct the variable or file"
    case .unreachable(let error): "the container credentials endpoint does not answer: \(error)"
    case .refused(let status):
      "the container credentials endpoint answered HTTP \(status); "
        + "check the task role or pod identity"
    case .malformed(let problem):
      "the container credentials endpoint answered \(problem); check the task role or pod identity"
    }
  }
}
