/// Why no answer came; messages name the host only, never a header, path or query.
package enum HTTPError: Error, Hashable, Sendable {
  case unavailable(reason: String)
  case badURL
  case badRequest(host: String, reason: String)
  case plainHTTPRefused(host: String)
  case redirectRefused(host: String, target: String)
  case resolution(host: String)
  /// The connection failed before anything was sent over it.
  case unreached(host: String, reason: String)
  case connection(host: String, reason: String)
  case timeout(host: String, after: Duration)
  case tls(host: String, reason: String)
  case headersTooLarge(host: String, limit: Int)
  case tooLarge(host: String, limit: Int)
  case badAnswer(host: String, reason: String)
  case cancelled(host: String)

  /// Whether the same request may succeed when it is sent again.
  package var isTransient: Bool {
    switch self {
    case .resolution, .unreached, .connection, .timeout: true
    case .unavailable, .badURL, .badRequest, .plainHTTPRefused, .redirectRefused, .tls,
      .headersTooLarge,
      .tooLarge, .badAnswer, .cancelled:
      false
    }
  }
}

extension HTTPError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unavailable(let reason):
      "libcurl cannot be used (\(reason)); check memory, open files and the libcurl package"
    case .badURL:
      "the address is not an absolute http or https URL; check the endpoint"
    case .badRequest(let host, let reason):
      "the request to \(host) cannot be sent: \(reason)"
    case .plainHTTPRefused(let host):
      "plain http to \(host) is refused, because requests carry signatures; use https, "
        + "or allow it with --allow-http"
    case .redirectRefused(let host, let target):
      "\(host) redirects to \(target), which is refused; check the endpoint and the region"
    case .resolution(let host):
      "\(host) cannot be resolved; check the region, the endpoint and DNS"
    case .unreached(let host, let reason), .connection(let host, let reason):
      "the connection to \(host) failed (\(reason)); check the network, proxy and endpoint"
    case .timeout(let host, let after):
      "\(host) did not answer within \(after); check the network or try again"
    case .tls(let host, let reason):
      "TLS with \(host) failed (\(reason)); check the clock, and AWS_CA_BUNDLE behind a proxy"
    case .headersTooLarge(let host, let limit):
      "\(host) sent more than \(limit) bytes of headers; check that the endpoint is AWS"
    case .tooLarge(let host, let limit):
      "\(host) sent more than \(limit) bytes; ask for less at once"
    case .badAnswer(let host, let reason):
      "\(host) answered something that is not HTTP as expected (\(reason)); check the endpoint"
    case .cancelled(let host):
      "the request to \(host) was cancelled"
    }
  }
}
