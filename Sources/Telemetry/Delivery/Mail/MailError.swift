import CostModel

/// Why a mail server did not take a message; no text holds a secret.
package enum MailError: Error, Hashable, Sendable {
  case unavailable(reason: String)
  case unreached(host: String, reason: String)
  case tls(host: String, reason: String)
  case noTLS(host: String)
  case login(reply: String)
  /// What the server was asked to take, and its reply with the code in front.
  case refused(what: String, reply: String)
  /// The connection broke before the server had the whole message.
  case broken(host: String, reason: String)
  /// It had the whole message and never said whether it takes it.
  case unanswered(host: String, reason: String)
  case cancelled

  var outcome: DeliveryOutcome {
    switch self {
    case .unavailable(let reason): .failed("libcurl cannot be used (\(reason))")
    case .unreached(let host, let reason): .again("\(host) cannot be reached (\(reason))")
    case .tls(let host, let reason): .failed("TLS with \(host) failed (\(reason))")
    case .noTLS(let host):
      .failed("\(host) offers no STARTTLS, and nothing is sent in the clear; try smtps://")
    case .login(let reply):
      Self.isTemporary(reply)
        ? .again("the mail server cannot check the password now (\(reply))")
        : .failed("the mail server refused the user or the password (\(reply))")
    case .refused(let what, let reply):
      Self.isTemporary(reply)
        ? .again("the mail server does not take \(what) now (\(reply))")
        : .failed("the mail server refused \(what) (\(reply))")
    case .broken(let host, let reason): .again("the connection to \(host) broke (\(reason))")
    case .unanswered(let host, let reason):
      .unclear("\(host) had the message and did not say whether it takes it (\(reason))")
    case .cancelled: .failed("cancelled")
    }
  }

  /// RFC 5321, 4.2.1: replies that begin with 4 may be others the next time.
  private static func isTemporary(_ reply: String) -> Bool { reply.first == "4" }
}
