import Foundation
import Testing

@testable import Telemetry

@Suite("CurlTransport's refusals")
struct CurlSafetyTests {
  private func transport(_ change: (inout CurlConfiguration) -> Void = { _ in }) throws
    -> CurlTransport
  {
    var configuration = CurlConfiguration(userAgent: "costctl/9.9")
    change(&configuration)
    return try CurlTransport(configuration)
  }

  @Test(
    "refuses to follow a redirect anywhere else",
    arguments: [
      ("https://evil.example/", "evil.example"), ("//evil.example/", "an unreadable address"),
      ("http://127.0.0.1:1/", "127.0.0.1:1"), ("ftp://h/", "an unreadable address"),
    ])
  func redirects(location: String, target: String) async throws {
    let server = try AwkwardServer()
    let request = HTTPRequest(
      url: server.origin + "/redirect?to=\(location.uriEncoded)",
      limits: HTTPLimits(maximumRedirects: 3))
    await #expect(throws: HTTPError.redirectRefused(host: "127.0.0.1", target: target)) {
      try await transport().send(request)
    }
  }

  @Test("follows a redirect on the same origin only when that is allowed")
  func sameOrigin() async throws {
    let server = try AwkwardServer()
    var request = HTTPRequest(url: server.origin + "/redirect?to=/status%3Fcode=200")
    await #expect(throws: HTTPError.redirectRefused(host: "127.0.0.1", target: "another path")) {
      try await transport().send(request)
    }
    request.limits.maximumRedirects = 1
    #expect(try await transport().send(request).status == 200)
  }

  @Test("stops following a redirect that leads to itself")
  func redirectLoop() async throws {
    let server = try AwkwardServer()
    let loop = "/redirect?to=" + "/redirect?to=/redirect".uriEncoded
    let request = HTTPRequest(url: server.origin + loop, limits: HTTPLimits(maximumRedirects: 1))
    await #expect(throws: HTTPError.redirectRefused(host: "127.0.0.1", target: "itself again")) {
      try await transport().send(request)
    }
  }

  @Test(
    "refuses plain http beyond this machine and its metadata link",
    arguments: [
      "http://monitoring.us-east-1.amazonaws.com/", "http://127.0.0.1.evil.example/",
      "http://10.0.0.1/", "http://169.253.169.254/", "http://localhost.example/",
    ])
  func plainHTTP(url: String) async throws {
    let host = try #require(HTTPURL(url)).host
    await #expect(throws: HTTPError.plainHTTPRefused(host: host)) {
      try await transport().send(HTTPRequest(url: url))
    }
  }

  @Test(
    "refuses addresses that another parser could read differently",
    arguments: [
      "", "/p", "ftp://h/", "http://", "http://u:p@h/", "http://127.0.0.1\\@evil/", "http://h:0/",
      "http://h:99999/", "http://h%2e/", "http://h h/", "http://h/\r\nx", "http:///p", "https://é/",
    ])
  func addresses(url: String) async throws {
    await #expect(throws: HTTPError.badURL) { try await transport().send(HTTPRequest(url: url)) }
  }

  @Test(
    "refuses header lines that would become two",
    arguments: [
      HTTPHeader("X", "a\r\nY: b"), HTTPHeader("X", "a\nb"), HTTPHeader("X: y", "z"),
      HTTPHeader("", "z"), HTTPHeader("X\r\n", "z"), HTTPHeader("X", "a\0b"),
    ])
  func headerInjection(header: HTTPHeader) async throws {
    let error = await #expect(throws: HTTPError.self) {
      try await transport().send(HTTPRequest(url: "http://127.0.0.1:1/", headers: [header]))
    }
    guard case .badRequest = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("verifies TLS, against the given bundle when there is one")
  func tls() async throws {
    let server = try AwkwardServer(tls: true)
    let request = HTTPRequest(url: server.origin + "/status?code=200")
    let error = await #expect(throws: HTTPError.self) { try await transport().send(request) }
    guard case .tls("localhost", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let trusting = try transport { $0.certificateBundle = server.certificate }
    #expect(try await trusting.send(request).status == 200)
  }

  @Test("refuses a certificate made out to another name")
  func wrongName() async throws {
    let server = try AwkwardServer(tls: true)
    let trusting = try transport { $0.certificateBundle = server.certificate }
    let url = server.origin.replacingOccurrences(of: "localhost", with: "127.0.0.1")
    let error = await #expect(throws: HTTPError.self) {
      try await trusting.send(HTTPRequest(url: url))
    }
    guard case .tls = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("names a missing certificate bundle as a matter of TLS")
  func missingBundle() async throws {
    let server = try AwkwardServer(tls: true)
    let transport = try transport { $0.certificateBundle = "/nonexistent/ca.pem" }
    let error = await #expect(throws: HTTPError.self) {
      try await transport.send(HTTPRequest(url: server.origin))
    }
    #expect(error?.description.contains("AWS_CA_BUNDLE") == true)
  }

  @Test("asks the proxy for far hosts and never for loopback")
  func proxies() async throws {
    let server = try AwkwardServer()
    let proxied = try transport {
      $0.allowsPlainHTTP = true
      $0.proxy = HTTPProxy(environment: ["http_proxy": server.origin])
    }
    let far = try await proxied.send(HTTPRequest(url: "http://far.invalid/echo"))
    #expect(try Echo(far).target == "http://far.invalid/echo")
    let near = try await proxied.send(HTTPRequest(url: server.origin + "/echo"))
    #expect(try Echo(near).target == "/echo")
  }

  @Test("reads the proxy variables as curl does")
  func proxyVariables() {
    let proxy = HTTPProxy(environment: [
      "HTTP_PROXY": "http://ignored", "HTTPS_PROXY": "http://upper", "https_proxy": "http://lower",
      "ALL_PROXY": "http://all", "NO_PROXY": "a.example,.b.example",
    ])
    #expect(proxy.https == Secret("http://lower"))
    #expect(proxy.http == Secret("http://all"))
    #expect(proxy.bypass == "a.example,.b.example")
  }
}
