import Synchronization
import Testing

@testable import Telemetry

@Suite("CurlTransport handing a body on as it arrives")
struct CurlStreamTests {
  /// What a reader was given; refuses once it has more than `limit` bytes.
  private final class Reader: Sendable {
    private let state = Mutex((bytes: [UInt8](), pieces: 0))
    private let limit: Int

    init(limit: Int = .max) { self.limit = limit }

    var bytes: [UInt8] { state.withLock { $0.bytes } }
    var pieces: Int { state.withLock { $0.pieces } }

    func take(_ piece: UnsafeRawBufferPointer) -> Bool {
      let copy = Array(piece)
      return state.withLock { state in
        state.bytes += copy
        state.pieces += 1
        return state.bytes.count <= limit
      }
    }
  }

  private static let shared = Result { try AwkwardServer() }

  let server: AwkwardServer
  let transport: CurlTransport

  init() throws {
    server = try Self.shared.get()
    transport = try CurlTransport(CurlConfiguration(userAgent: "costctl/9.9"))
  }

  private func send(_ path: String, to reader: Reader, limits: HTTPLimits = HTTPLimits())
    async throws(HTTPError) -> HTTPResponse
  {
    try await transport.send(HTTPRequest(url: server.origin + path, limits: limits)) {
      reader.take($0)
    }
  }

  @Test("gives all of a large body in pieces and holds none of it")
  func pieces() async throws {
    let reader = Reader()
    let response = try await send("/large?kilobytes=3000", to: reader)
    #expect(response.status == 200 && response.body.isEmpty)
    #expect(reader.bytes.count == 3000 << 10 && reader.pieces > 10)
  }

  @Test("unpacks what it hands on")
  func unpacks() async throws {
    let reader = Reader()
    _ = try await send("/gzip", to: reader)
    #expect(
      String(decoding: reader.bytes, as: UTF8.self) == String(repeating: "packed ", count: 1000))
  }

  @Test("holds the body of any other status, and hands nothing on", arguments: [404, 503])
  func otherStatus(status: Int) async throws {
    let reader = Reader()
    let response = try await send("/status?code=\(status)", to: reader)
    #expect(response.status == status && response.body == Array("said so".utf8))
    #expect(reader.pieces == 0)
  }

  @Test("a reader that has seen enough ends the transfer")
  func refusal() async throws {
    let reader = Reader(limit: 100_000)
    await #expect(throws: HTTPError.cancelled(host: "127.0.0.1")) {
      try await send("/large?kilobytes=3000", to: reader)
    }
    #expect(reader.bytes.count < 1 << 20)
  }

  @Test("the limit counts unpacked bytes of a body that is handed on")
  func limit() async throws {
    let reader = Reader()
    await #expect(throws: HTTPError.tooLarge(host: "127.0.0.1", limit: 1 << 20)) {
      try await send("/bomb", to: reader, limits: HTTPLimits(maximumBodyBytes: 1 << 20))
    }
    #expect(reader.bytes.count <= 1 << 20)
  }

  @Test("a body that stops arriving is given up long before the total timeout")
  func stall() async throws {
    let limits = HTTPLimits(totalTimeout: .seconds(600), stallTimeout: .seconds(1))
    let error = try #require(
      await #expect(throws: HTTPError.self) {
        try await send("/stall", to: Reader(), limits: limits)
      })
    #expect(error.isTransient)
  }
}
