/// Sends one request and returns its answer, whatever the status; throws only when none came.
///
/// Cancelling the calling task ends the transfer with `HTTPError.cancelled`.
package protocol HTTPTransport: Sendable {
  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse
}
