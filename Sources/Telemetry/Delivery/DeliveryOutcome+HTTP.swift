import CostModel

extension DeliveryOutcome {
  /// What an HTTP answer says of a message.
  ///
  /// 429 and the server's own errors were answered by someone who did not take it. Behind a gateway that
  /// speaks for a silent server (502, 504) the message may be there: sent again only with a key that tells a
  /// repeat.
  init(_ response: HTTPResponse, hasKey: Bool) {
    let clause = "HTTP \(response.status)"
    switch response.status {
    case 200..<300: self = .delivered()
    case 300..<400: self = .failed("\(clause), a redirect that is not followed")
    case 502, 504:
      self =
        hasKey
        ? .again(clause, pause: response.retryAfter, mayHaveArrived: true) : .unclear(clause)
    case 408, 425, 429, 500...599: self = .again(clause, pause: response.retryAfter)
    default: self = .failed(clause)
    }
  }

  /// What the want of an answer says of a message: nobody said that the receiver looks at a key.
  init(_ error: HTTPError) {
    let clause = error.clause
    switch error {
    case .resolution, .unreached: self = .again(clause)
    case .unavailable, .badURL, .badRequest, .plainHTTPRefused, .redirectRefused, .tls:
      self = .failed(clause)
    case .connection, .timeout, .headersTooLarge, .tooLarge, .badAnswer, .cancelled:
      self = .unclear(clause)
    }
  }
}

extension HTTPError {
  /// What happened, without advice: it stands in a record beside the target's name.
  var clause: String {
    switch self {
    case .unavailable(let reason): "libcurl cannot be used (\(reason))"
    case .badURL: "the address is not an absolute https URL"
    case .badRequest(_, let reason): "the request cannot be sent: \(reason)"
    case .plainHTTPRefused(let host): "plain http to \(host) is refused, use https"
    case .redirectRefused(let host, let target): "\(host) redirects to \(target), which is refused"
    case .resolution(let host): "\(host) cannot be resolved"
    case .unreached(let host, let reason): "\(host) cannot be reached (\(reason))"
    case .connection(let host, let reason): "the connection to \(host) broke (\(reason))"
    case .timeout(let host, let after):
      "\(host) did not answer within \(Shown.number(after.inSeconds)) s"
    case .tls(let host, let reason): "TLS with \(host) failed (\(reason))"
    case .headersTooLarge(let host, let limit): "\(host) sent more than \(limit) bytes of headers"
    case .tooLarge(let host, let limit): "\(host) sent more than \(limit) bytes"
    case .badAnswer(let host, let reason): "\(host) did not answer as HTTP does (\(reason))"
    case .cancelled(let host): "the request to \(host) was cancelled"
    }
  }
}
