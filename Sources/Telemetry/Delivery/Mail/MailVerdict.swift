import CCurl
import CostModel
import Hashing

/// What became of a message, from libcurl's code and what was said until then.
struct MailVerdict {
  let result: Result<MailAnswer, MailError>

  init(
    _ order: MailOrder, _ conversation: MailConversation, code: CURLcode, complaint: String,
    _ easy: UnsafeMutableRawPointer
  ) {
    guard !conversation.isTaken else {
      // What goes wrong after the server's yes, such as a lost goodbye, changes nothing.
      result = .success(MailAnswer(refusedReceivers: conversation.refusedReceivers))
      return
    }
    let host = order.server.host
    let reply = order.login?.hidden(in: conversation.reply) ?? conversation.reply
    let isIn = conversation.stage >= .sender
    let reason = Self.reason(
      code, complaint, limit: isIn ? order.totalTimeout : order.connectTimeout)
    result = .failure(
      Self.error(code, conversation, host: host, reply: reply, reason: reason))
  }

  private static func error(
    _ code: CURLcode, _ conversation: MailConversation, host: String, reply: String, reason: String
  ) -> MailError {
    if conversation.isRefused { return .refused(what: "the message", reply: reply) }
    if conversation.stage == .message, conversation.isSentWhole {
      return .unanswered(host: host, reason: reason)
    }
    switch code {
    case CURLE_ABORTED_BY_CALLBACK: return .cancelled
    case CURLE_USE_SSL_FAILED: return .noTLS(host: host)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_CONNECT_ERROR:
      return .tls(host: host, reason: reason)
    case CURLE_LOGIN_DENIED:
      // A server may quote what it was told, in whatever form: the codes are enough.
      let codes = reply.prefix { $0 == " " || $0 == "." || $0.isASCII && $0.isNumber }
      return .login(reply: codes.isEmpty ? reason : codes.printable(20))
    case CURLE_COULDNT_RESOLVE_HOST: return .unreached(host: host, reason: "it has no address")
    case CURLE_FAILED_INIT, CURLE_OUT_OF_MEMORY, CURLE_UNKNOWN_OPTION, CURLE_NOT_BUILT_IN,
      CURLE_UNSUPPORTED_PROTOCOL:
      return .unavailable(reason: reason)
    default: break
    }
    let isNo = reply.first == "4" || reply.first == "5"
    guard isNo, code != CURLE_OPERATION_TIMEDOUT else {
      return conversation.reply.isEmpty
        ? .unreached(host: host, reason: reason) : .broken(host: host, reason: reason)
    }
    return .refused(what: conversation.asked, reply: reply)
  }

  /// libcurl's sentences name hosts and numbers; others of its texts may quote what the server said.
  private static func reason(_ code: CURLcode, _ complaint: String, limit: Duration) -> String {
    switch code {
    case CURLE_OPERATION_TIMEDOUT:
      return "no answer within \(Shown.number(limit.inSeconds)) s"
    case CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION,
      CURLE_SSL_CACERT_BADFILE:
      if !complaint.isEmpty { return complaint.printable(200) }
    default: break
    }
    return String(cString: curl_easy_strerror(code)).printable(200)
  }
}

extension MailLogin {
  /// A reply without the password, plain or as it was sent.
  fileprivate func hidden(in reply: String) -> String {
    let forms = [
      password.revealed, Array(password.revealed.utf8).base64,
      Array("\0\(user)\0\(password.revealed)".utf8).base64,
    ]
    return forms.filter { !$0.isEmpty }.reduce(reply) { $0.replacing($1, with: "<redacted>") }
  }
}

extension MailConversation {
  fileprivate var asked: String {
    switch stage {
    case .greeting: "the connection"
    case .encryption: "STARTTLS"
    case .login: "the login"
    case .sender: "the sender"
    case .receivers: "every receiver"
    case .message: "the message"
    }
  }
}
