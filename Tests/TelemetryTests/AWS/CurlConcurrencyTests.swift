import Foundation
import Testing

@testable import Telemetry

@Suite("CurlTransport's connections")
struct CurlConcurrencyTests {
  private func transport(connections: Int) throws -> CurlTransport {
    var configuration = CurlConfiguration(
      userAgent: "costctl/9.9", maximumConnections: connections)
    // A busy machine can keep a test from its next request for minutes; servers here wait for ever.
    configuration.longestIdle = .seconds(86_400)
    return try CurlTransport(configuration)
  }

  @Test("keeps one connection over many requests in a row")
  func reuse() async throws {
    let server = try AwkwardServer()
    let transport = try transport(connections: 4)
    for _ in 0..<20 { _ = try await transport.send(HTTPRequest(url: server.origin + "/gzip")) }
    #expect(try await server.counts(over: transport).connections == 1)
  }

  @Test("answers two hundred requests at once over no more connections than allowed")
  func manyAtOnce() async throws {
    let server = try AwkwardServer()
    let transport = try transport(connections: 5)
    let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for n in 0..<200 {
        group.addTask {
          let response = try await transport.send(
            HTTPRequest(url: server.origin + "/busy?n=\(n)"))
          return (n, String(decoding: response.body, as: UTF8.self))
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(answers == Dictionary(uniqueKeysWithValues: (0..<200).map { ($0, "\($0)") }))
    let counts = try await server.counts(over: transport)
    #expect(counts.connections == 5)
    #expect(counts.most > 1 && counts.most <= 5)
  }

  @Test("a cancelled task stops waiting and leaves the connection")
  func cancellation() async throws {
    let server = try AwkwardServer()
    let transport = try transport(connections: 2)
    let waiting = Task { try await transport.send(HTTPRequest(url: server.origin + "/hang")) }
    while try await server.counts(over: transport).running == 0 { await Task.yield() }
    waiting.cancel()
    await #expect(throws: HTTPError.cancelled(host: "127.0.0.1")) { try await waiting.value }
    while try await server.counts(over: transport).broken == 0 { await Task.yield() }
  }

  @Test("a request that never got its turn can be cancelled too")
  func cancellationInQueue() async throws {
    let server = try AwkwardServer()
    let transport = try transport(connections: 1)
    let observer = try self.transport(connections: 1)
    let first = Task { try await transport.send(HTTPRequest(url: server.origin + "/hang")) }
    while try await server.counts(over: observer).running == 0 { await Task.yield() }
    let second = Task { try await transport.send(HTTPRequest(url: server.origin + "/echo")) }
    second.cancel()
    await #expect(throws: HTTPError.cancelled(host: "127.0.0.1")) { try await second.value }
    first.cancel()
    await #expect(throws: HTTPError.cancelled(host: "127.0.0.1")) { try await first.value }
    #expect(try await transport.send(HTTPRequest(url: server.origin + "/echo")).status == 200)
  }

  @Test("a task that was cancelled before gets no answer")
  func cancelledBefore() async throws {
    let server = try AwkwardServer()
    let transport = try transport(connections: 1)
    let request = HTTPRequest(
      url: server.origin + "/hang", limits: HTTPLimits(totalTimeout: .seconds(5)))
    // Many times, for the order in which the cancellation and the request arrive is open.
    for _ in 0..<200 {
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await transport.send(request)
      }
      await #expect(throws: HTTPError.cancelled(host: "127.0.0.1")) { try await task.value }
    }
  }
}
