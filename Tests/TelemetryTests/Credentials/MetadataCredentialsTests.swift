import CostModel
import Testing

@testable import Telemetry

@Suite("Container and instance metadata")
struct MetadataCredentialsTests {
  private func container(
    _ variables: [String: String], files: [String: String] = [:],
    transport: any HTTPTransport = FakeNetwork.silent
  ) async throws -> CredentialSearch {
    let machine = FakeMachine(variables: variables, files: files)
    return try await ContainerCredentials(context: machine.context(transport: transport)).find()
  }

  private func instance(
    _ variables: [String: String] = [:], transport: any HTTPTransport
  ) async throws -> CredentialSearch {
    let machine = FakeMachine(variables: variables)
    return try await InstanceMetadataCredentials(context: machine.context(transport: transport))
      .find()
  }

  @Test("the token file comes before the token, and goes into Authorization")
  func authorization() async throws {
    let pod = FakeNetwork { request throws(HTTPError) in
      guard request.url == "http://169.254.170.23/v1/credentials",
        request.header("authorization") == "from-file"
      else { return HTTPResponse(status: 400) }
      return FakeNetwork.json(FakeNetwork.keys("POD"))
    }
    let search = try await container(
      [
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/var/token",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": "from-variable",
      ], files: ["/var/token": "from-file\n"], transport: pod)
    guard case .found(let found) = search else {
      Issue.record("nothing found")
      return
    }
    #expect(found.credentials.accessKeyID == "POD")
    #expect(found.source == "container endpoint from AWS_CONTAINER_CREDENTIALS_FULL_URI")
  }

  @Test("a token that would break out of its header is refused", arguments: ["a\r\nX: y", "a\nb"])
  func badToken(token: String) async throws {
    let uri = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"]
    await #expect(throws: ContainerError.badToken) {
      try await container(uri.merging(["AWS_CONTAINER_AUTHORIZATION_TOKEN": token]) { $1 })
    }
    await #expect(throws: ContainerError.badToken) {
      try await container(
        uri.merging(["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/t"]) { $1 }, files: ["/t": token])
    }
  }

  // Accepted and refused by botocore 1.43.11's ContainerMetadataFetcher._validate_allowed_url.
  @Test(
    "plain http leads to this machine, ECS and EKS only, as with botocore",
    arguments: [
      "https://example.com/x", "http://127.0.0.1:1/x", "http://127.9.9.9/x", "http://[::1]/x",
      "http://localhost/x", "http://169.254.170.2/x", "http://169.254.170.23/x",
      "http://[fd00:ec2::23]/x",
    ])
  func allowedHosts(url: String) throws {
    #expect(try ContainerEndpoint(full: url).url == url)
  }

  @Test(
    "plain http to any other host is refused",
    arguments: [
      "http://example.com/x", "http://169.254.169.254/x", "http://128.0.0.1/x",
      "http://127.0.0.1.example.com/x", "http://localhost.example.com/x", "http://[::2]/x",
      "http://0127.0.0.1/x", "http://127.1/x",
    ])
  func refusedHosts(url: String) {
    #expect(throws: ContainerError.self) { try ContainerEndpoint(full: url) }
  }

  @Test(
    "a relative address cannot change the host",
    arguments: ["@evil.example/x", ".evil.example/x", ":80@evil.example/", "x", "/a b", "/a\r\nb"])
  func relative(path: String) {
    #expect(throws: ContainerError.badAddress(variable: "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")) {
      try ContainerEndpoint(relative: path)
    }
  }

  @Test("a container endpoint that is set but fails ends the search")
  func failingContainer() async throws {
    let uri = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"]
    await #expect(throws: ContainerError.self) { try await container(uri) }
    let denied = FakeNetwork { _ throws(HTTPError) in HTTPResponse(status: 403) }
    await #expect(throws: ContainerError.refused(status: 403)) {
      try await container(uri, transport: denied)
    }
    let broken = FakeNetwork { _ throws(HTTPError) in FakeNetwork.json("canary") }
    await #expect(throws: ContainerError.malformed(.malformed)) {
      try await container(uri, transport: broken)
    }
  }

  @Test("instance metadata is asked with a token of version 2, at a custom endpoint too")
  func version2() async throws {
    let service = FakeNetwork { request throws(HTTPError) in
      guard request.limits.totalTimeout == .seconds(1) else { return HTTPResponse(status: 400) }
      switch (request.method, request.url) {
      case ("PUT", "http://localhost:1338/latest/api/token"):
        return request.header("x-aws-ec2-metadata-token-ttl-seconds") == "21600"
          ? FakeNetwork.json("imds-token") : HTTPResponse(status: 400)
      case _ where request.header("x-aws-ec2-metadata-token") != "imds-token":
        return HTTPResponse(status: 401)
      case ("GET", "http://localhost:1338/latest/meta-data/iam/security-credentials/"):
        return FakeNetwork.json("my-role")
      case ("GET", "http://localhost:1338/latest/meta-data/iam/security-credentials/my-role"):
        return FakeNetwork.json(FakeNetwork.keys("IMDS"))
      default: return HTTPResponse(status: 404)
      }
    }
    let search = try await instance(
      ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://localhost:1338/"], transport: service)
    guard case .found(let found) = search else {
      Issue.record("\(search)")
      return
    }
    #expect(found.credentials.accessKeyID == "IMDS")
    #expect(found.source == "instance metadata (role my-role)")
  }

  @Test(
    "without a version 2 token nothing is asked for over version 1",
    arguments: [403, 404, 405, 500])
  func noVersion1(status: Int) async throws {
    let service = FakeNetwork { request throws(HTTPError) in
      request.method == "PUT"
        ? HTTPResponse(status: status) : FakeNetwork.json(FakeNetwork.keys("V1"))
    }
    #expect(
      try await instance(transport: service)
        == .absent("HTTP \(status) from the metadata service"))
  }

  @Test("metadata that is switched off or far away leaves the search to go on")
  func absent() async throws {
    #expect(
      try await instance(["AWS_EC2_METADATA_DISABLED": "True"], transport: FakeNetwork.aws)
        == .absent("AWS_EC2_METADATA_DISABLED is true"))
    guard case .absent = try await instance(transport: FakeNetwork.silent) else {
      Issue.record("found something on a silent network")
      return
    }
  }

  @Test("keys that the service cannot renew are kept for another five minutes past the window")
  func extended() async throws {
    let service = FakeNetwork { request throws(HTTPError) in
      request.method == "PUT" || request.url.hasSuffix("/")
        ? FakeNetwork.json("r")
        : FakeNetwork.json(FakeNetwork.keys("OLD", expiration: "2025-12-31T23:00:00Z"))
    }
    guard case .found(let found) = try await instance(transport: service) else {
      Issue.record("nothing found")
      return
    }
    #expect(found.credentials.expiration == FakeMachine.now.advanced(by: 20 * 60))
  }
}
