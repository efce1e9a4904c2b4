import Testing

@testable import Telemetry

@Suite("CurlTransport where the status is what matters")
struct CurlStatusTests {
  private static let shared = Result { try AwkwardServer() }

  let server: AwkwardServer
  let transport: CurlTransport
  private var limits = HTTPLimits(maximumBodyBytes: 1_000)

  init() throws {
    server = try Self.shared.get()
    var configuration = CurlConfiguration(userAgent: "costctl/9.9")
    configuration.keepsConnections = false
    transport = try CurlTransport(configuration)
    limits.takesPartialBody = true
    limits.answersRedirects = true
  }

  private func status(_ path: String, limits: HTTPLimits? = nil) async throws(HTTPError) -> Int {
    try await transport.send(
      HTTPRequest(method: "POST", url: server.origin + path, limits: limits ?? self.limits)
    ).status
  }

  @Test(
    "an answer counts though its body breaks off, is announced as too large or grows so",
    arguments: ["/truncated", "/announced", "/large?kilobytes=50", "/bomb"])
  func partialBody(path: String) async throws {
    #expect(try await status(path) == 200)
    await #expect(throws: HTTPError.self) {
      try await status(path, limits: HTTPLimits(maximumBodyBytes: 1_000))
    }
  }

  @Test("without a status there is no answer", arguments: ["/silent", "/garbage"])
  func noStatus(path: String) async {
    await #expect(throws: HTTPError.self) { try await status(path) }
  }

  @Test("a redirect is the answer it is, wherever it leads")
  func redirect() async throws {
    let path = "/redirect?to=\("https://evil.example/".uriEncoded)"
    #expect([301, 302, 307].contains(try await status(path)))
  }

  @Test("what never got a connection says so, and what lost one does not")
  func unreached() async throws {
    let nobody = try #require(
      await #expect(throws: HTTPError.self) {
        try await transport.send(HTTPRequest(url: "http://127.0.0.1:1/"))
      })
    guard case .unreached("127.0.0.1", _) = nobody else {
      Issue.record("\(nobody)")
      return
    }
    let lost = try #require(await #expect(throws: HTTPError.self) { try await status("/silent") })
    guard case .connection("127.0.0.1", _) = lost else {
      Issue.record("\(lost)")
      return
    }
  }

  @Test("each request has a connection of its own where none is kept")
  func connections() async throws {
    let server = try AwkwardServer()
    for _ in 0..<3 {
      _ = try await transport.send(HTTPRequest(url: server.origin + "/status?code=204"))
    }
    #expect(try await server.counts(over: transport).connections == 4)
  }
}
