import Foundation
import Testing

@testable import Telemetry

@Suite("CurlTransport")
struct CurlTransportTests {
  /// It ends when the test program does, which closes its input.
  private static let shared = Result { try AwkwardServer() }

  let server: AwkwardServer
  let transport: CurlTransport

  init() throws {
    server = try Self.shared.get()
    transport = try CurlTransport(CurlConfiguration(userAgent: "costctl/9.9"))
  }

  private func send(
    _ path: String, method: String = "GET", headers: [HTTPHeader] = [], body: String = "",
    limits: HTTPLimits = HTTPLimits()
  ) async throws(HTTPError) -> HTTPResponse {
    try await transport.send(
      HTTPRequest(
        method: method, url: server.origin + path, headers: headers, body: Array(body.utf8),
        limits: limits))
  }

  private func text(_ response: HTTPResponse) -> String {
    String(decoding: response.body, as: UTF8.self)
  }

  @Test("sends method, target, headers and body as they are written")
  func fidelity() async throws {
    let path = "/echo/a%2Fb//../.?b=2&a=%20"
    let response = try await send(
      path, method: "POST",
      headers: [HTTPHeader("X-One", "1"), HTTPHeader("X-Empty", ""), HTTPHeader("x-one", "2")],
      body: "größe")
    let echo = try Echo(response)
    #expect(echo.method == "POST")
    #expect(echo.target == path)
    #expect(echo.values(of: "X-One") == ["1", "2"])
    #expect(echo.values(of: "X-Empty") == [""])
    #expect(echo.values(of: "User-Agent") == ["costctl/9.9"])
    #expect(echo.values(of: "Accept-Encoding") == ["gzip, deflate"])
    #expect(echo.values(of: "Expect").isEmpty)
    #expect(echo.values(of: "Content-Type").isEmpty)
    #expect(echo.values(of: "Host") == [String(server.origin.dropFirst(7))])
    #expect(echo.body.unicodeScalars.map { UInt8($0.value) } == Array("größe".utf8))
    #expect(
      response.headers.filter { $0.name.lowercased() == "x-twice" }.map(\.value) == ["a", "b"])
  }

  @Test(
    "sends every method, with and without a body",
    arguments: ["GET", "HEAD", "POST", "PUT", "DELETE"], ["", "body"])
  func methods(method: String, body: String) async throws {
    let response = try await send("/echo", method: method, body: body)
    #expect(response.status == 200)
    guard method != "HEAD" else { return #expect(response.body.isEmpty) }
    let echo = try Echo(response)
    #expect(echo.method == method)
    #expect(echo.body == body)
  }

  @Test("does not wait for 100-continue before a large body")
  func largeBody() async throws {
    let body = String(repeating: "x", count: 2_000_000)
    let echo = try Echo(try await send("/echo", method: "POST", body: body))
    #expect(echo.body.utf8.count == 2_000_000)
    #expect(echo.values(of: "Expect").isEmpty)
  }

  @Test("every status is an answer", arguments: [204, 304, 400, 404, 429, 500, 503])
  func statuses(status: Int) async throws {
    #expect(try await send("/status?code=\(status)").status == status)
  }

  @Test("joins chunks and keeps trailers out of the headers")
  func chunked() async throws {
    let response = try await send("/chunked")
    #expect(text(response) == "one two three")
    #expect(response.header("X-Late") == nil)
  }

  @Test("unpacks gzip and deflate", arguments: ["/gzip", "/deflate"])
  func unpacks(path: String) async throws {
    #expect(text(try await send(path)) == String(repeating: "packed ", count: 1000))
  }

  @Test(
    "refuses what is larger than allowed, packed, announced or neither",
    arguments: ["/bomb", "/announced", "/large?kilobytes=2048"])
  func largeAnswers(path: String) async throws {
    await #expect(throws: HTTPError.tooLarge(host: "127.0.0.1", limit: 1 << 20)) {
      try await send(path, limits: HTTPLimits(maximumBodyBytes: 1 << 20))
    }
  }

  @Test("takes a body of exactly the allowed size")
  func exactSize() async throws {
    let limits = HTTPLimits(maximumBodyBytes: 64 << 10)
    #expect(try await send("/large?kilobytes=64", limits: limits).body.count == 64 << 10)
  }

  @Test("refuses headers beyond the limit", arguments: ["/headers?count=100", "/longheader"])
  func largeHeaders(path: String) async throws {
    await #expect(throws: HTTPError.headersTooLarge(host: "127.0.0.1", limit: 64 << 10)) {
      try await send(path)
    }
  }

  @Test(
    "names a broken answer as one", arguments: ["/brokengzip", "/garbage"])
  func brokenAnswers(path: String) async throws {
    let error = await #expect(throws: HTTPError.self) { try await send(path) }
    guard case .badAnswer = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(
    "a connection lost before, in or after half the body may be tried again",
    arguments: ["/reset", "/truncated", "/silent"])
  func lostConnections(path: String) async throws {
    let error = try #require(await #expect(throws: HTTPError.self) { try await send(path) })
    guard case .connection("127.0.0.1", _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.isTransient)
  }

  @Test("gives up on a silent server after the total timeout")
  func slowAnswer() async throws {
    let limits = HTTPLimits(totalTimeout: .milliseconds(80))
    await #expect(throws: HTTPError.timeout(host: "127.0.0.1", after: .milliseconds(80))) {
      try await send("/hang", limits: limits)
    }
  }

  @Test("a port where nobody listens is a connection that may be tried again")
  func nobodyListens() async throws {
    let error = try #require(
      await #expect(throws: HTTPError.self) {
        try await transport.send(HTTPRequest(url: "http://127.0.0.1:1/"))
      })
    #expect(error.isTransient)
  }
}
