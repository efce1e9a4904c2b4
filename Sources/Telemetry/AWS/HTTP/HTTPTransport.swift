/// Takes a body piece by piece, as it arrives; false ends the transfer.
package typealias BodyReader = @Sendable (UnsafeRawBufferPointer) -> Bool

/// Sends one request and returns its answer, whatever the status; throws only when none came.
///
/// Cancelling the calling task ends the transfer with `HTTPError.cancelled`.
package protocol HTTPTransport: Sendable {
  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse

  /// The same, but the body of a 200 goes to `reader` and is not held: the answer's own is empty.
  ///
  /// A reader that says false is answered with `HTTPError.cancelled`. It may be called on any thread,
  /// one call at a time, and other transfers wait while it works.
  func send(_ request: HTTPRequest, body reader: @escaping BodyReader) async throws(HTTPError)
    -> HTTPResponse
}
