import CostModel
import Telemetry

/// Tells of each exchange: host, action and sizes, never a header, query or body.
struct LoggedTransport: HTTPTransport {
  let transport: any HTTPTransport
  let messages: Messages

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    try await logged(request) { request throws(HTTPError) in try await transport.send(request) }
  }

  func send(_ request: HTTPRequest, body reader: @escaping BodyReader) async throws(HTTPError)
    -> HTTPResponse
  {
    try await logged(request) { request throws(HTTPError) in
      try await transport.send(request, body: reader)
    }
  }

  private func logged(
    _ request: HTTPRequest, _ exchange: (HTTPRequest) async throws(HTTPError) -> HTTPResponse
  ) async throws(HTTPError) -> HTTPResponse {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let response = try await exchange(request)
      report(request, "\(response)", start.duration(to: clock.now))
      return response
    } catch {
      report(request, "\(error)", start.duration(to: clock.now))
      throw error
    }
  }

  private func report(_ request: HTTPRequest, _ outcome: String, _ time: Duration) {
    let action = request.header("X-Amz-Target").map { " \($0)" } ?? ""
    let milliseconds = Shown.number((time.inSeconds * 1000).rounded())
    messages.detail(
      "\(request)\(action), \(request.body.count) bytes: \(outcome) in \(milliseconds) ms")
  }
}
