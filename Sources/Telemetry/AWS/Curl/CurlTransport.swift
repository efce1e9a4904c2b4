import Foundation

/// HTTP/1.1 over libcurl: one thread owns every handle, connections are kept and reused.
///
/// The thread ends when the transport is released.
package final class CurlTransport: HTTPTransport {
  private let mailbox: CurlMailbox
  private let allowsPlainHTTP: Bool

  package init(_ configuration: CurlConfiguration) throws(HTTPError) {
    let mailbox = try CurlMailbox()
    self.mailbox = mailbox
    allowsPlainHTTP = configuration.allowsPlainHTTP
    let thread = Thread { CurlLoop.run(configuration, mailbox: mailbox) }
    thread.name = "costctl.http"
    thread.start()
  }

  deinit { mailbox.close() }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    try await send(request, to: nil)
  }

  package func send(_ request: HTTPRequest, body reader: @escaping BodyReader)
    async throws(HTTPError) -> HTTPResponse
  {
    try await send(request, to: reader)
  }

  private func send(_ request: HTTPRequest, to reader: BodyReader?) async throws(HTTPError)
    -> HTTPResponse
  {
    var request = request
    for _ in 0...max(0, request.limits.maximumRedirects) {
      let response = try await exchange(request, to: reader)
      guard let next = try request.redirected(by: response) else { return response }
      request = next
    }
    throw .redirectRefused(host: HTTPURL(request.url)?.host ?? "", target: "itself again")
  }

  private func exchange(_ request: HTTPRequest, to reader: BodyReader?) async throws(HTTPError)
    -> HTTPResponse
  {
    guard let url = HTTPURL(request.url) else { throw .badURL }
    guard url.scheme == "https" || url.isLocal || allowsPlainHTTP else {
      throw .plainHTTPRefused(host: url.host)
    }
    if let reason = request.flaw { throw .badRequest(host: url.host, reason: reason) }
    let id = mailbox.nextID()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { answer in
        mailbox.submit(
          CurlOrder(id: id, request: request, url: url, reader: reader, answer: answer))
        // The handler below may have run before the order was there to be cancelled.
        if Task.isCancelled { mailbox.cancel(id) }
      }
    } onCancel: {
      mailbox.cancel(id)
    }
    return try result.get()
  }
}

extension HTTPRequest {
  /// Why the request would not arrive as it is written; nil when it would.
  fileprivate var flaw: String? {
    let tokens = method.utf8 + headers.flatMap(\.name.utf8)
    guard !method.isEmpty, headers.allSatisfy({ !$0.name.isEmpty }),
      tokens.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") })
    else { return "a method or header name is empty or holds characters that HTTP forbids" }
    let breaks: Set<UInt8> = [0, 10, 13]
    return headers.contains { $0.value.utf8.contains(where: breaks.contains) }
      ? "a header value holds a line break" : nil
  }

  /// The request to follow up with, or nil when the answer is no redirect.
  fileprivate func redirected(by response: HTTPResponse) throws(HTTPError) -> HTTPRequest? {
    guard !limits.answersRedirects, [301, 302, 303, 307, 308].contains(response.status),
      let location = response.header("Location"), let from = HTTPURL(url)
    else { return nil }
    let isPath = location.hasPrefix("/") && !location.hasPrefix("//")
    let address = isPath ? "\(from.scheme)://\(from.authority)\(location)" : location
    guard let target = HTTPURL(address) else {
      throw .redirectRefused(host: from.host, target: "an unreadable address")
    }
    let isSameOrigin = target.scheme == from.scheme && target.authority == from.authority
    guard isSameOrigin, limits.maximumRedirects > 0, ["GET", "HEAD"].contains(method) else {
      throw .redirectRefused(
        host: from.host, target: isSameOrigin ? "another path" : target.authority)
    }
    var next = self
    next.url = address
    return next
  }
}
